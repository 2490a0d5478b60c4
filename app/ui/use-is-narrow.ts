import {useContext} from "react";
import {IsPhoneContext} from "./is-phone.ts";
import {useMediaQuery} from "./use-media-query.ts";

/** Whether the window is as narrow as a phone; on the server, whether the page goes to a phone. */
export function useIsNarrow(): boolean {
  // The same width as in the style sheets.
  return useMediaQuery("(max-width: 640px)", useContext(IsPhoneContext));
}
