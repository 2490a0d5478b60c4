import {useSyncExternalStore} from "react";

/** The same width as in the style sheets. */
const NARROW = "(max-width: 640px)";

/** Whether the window is as narrow as a phone; false on the server. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const query = window.matchMedia(NARROW);
      query.addEventListener("change", onChange);
      return () => query.removeEventListener("change", onChange);
    },
    () => window.matchMedia(NARROW).matches,
    () => false
  );
}
