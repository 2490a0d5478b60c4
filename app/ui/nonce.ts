import {createContext, useContext} from "react";

/** The nonce of the page's Content-Security-Policy; known on the server only, for browsers hide it. */
export const NonceContext = createContext<string | undefined>(undefined);
export const useNonce = () => useContext(NonceContext);
