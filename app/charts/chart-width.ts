import {createContext, useContext} from "react";

/** Whether the page goes to a phone: the first drawing of a chart is made for its width. */
export const IsPhoneContext = createContext(false);
export const useIsPhone = () => useContext(IsPhoneContext);
