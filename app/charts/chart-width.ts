import {createContext, useContext} from "react";

/** Whether the page goes to a phone, so that the server draws each chart at a phone's width. */
export const IsPhoneContext = createContext(false);
export const useIsPhone = () => useContext(IsPhoneContext);
