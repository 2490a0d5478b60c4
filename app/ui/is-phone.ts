import {createContext} from "react";

/** Whether the page goes to a phone, so that the server draws it for one. */
export const IsPhoneContext = createContext(false);
