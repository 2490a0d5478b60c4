import {useSyncExternalStore} from "react";

/** 16:9, as nearly every screen for meetings is; 1366 × 768 is a little wider. */
const WIDE = "(min-device-aspect-ratio: 177/100)";

/** Whether this page's screen is 16:9 or wider; false on the server and without JavaScript. */
export function useIsWideScreen(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const query = window.matchMedia(WIDE);
      query.addEventListener("change", onChange);
      return () => query.removeEventListener("change", onChange);
    },
    () => window.matchMedia(WIDE).matches,
    () => false
  );
}
