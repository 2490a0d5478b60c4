import {useContext, useSyncExternalStore} from "react";
import {IsPhoneContext} from "./is-phone.ts";

/** The same width as in the style sheets. */
const NARROW = "(max-width: 640px)";

/** Whether the window is as narrow as a phone; on the server, whether the page goes to a phone. */
export function useIsNarrow(): boolean {
  const isPhone = useContext(IsPhoneContext);
  return useSyncExternalStore(
    (onChange) => {
      const query = window.matchMedia(NARROW);
      query.addEventListener("change", onChange);
      return () => query.removeEventListener("change", onChange);
    },
    () => window.matchMedia(NARROW).matches,
    () => isPhone
  );
}
