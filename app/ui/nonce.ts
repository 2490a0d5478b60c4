import {createContext, useContext} from "react";

/** The nonce of the page's Content-Security-Policy. Only the server knows it, because browsers hide it from scripts. */
export const NonceContext = createContext<string | undefined>(undefined);
export const useNonce = () => useContext(NonceContext);
