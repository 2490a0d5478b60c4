import {useMediaQuery} from "./use-media-query.ts";

/** Whether this page's screen is 16:9 or wider; false on the server and without JavaScript. */
export function useIsWideScreen(): boolean {
  // 16:9, as nearly every screen for meetings is; 1366 × 768 is a little wider.
  return useMediaQuery("(min-device-aspect-ratio: 177/100)", false);
}
