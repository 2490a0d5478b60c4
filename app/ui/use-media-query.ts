import {useSyncExternalStore} from "react";

/** Whether `query` holds, kept up to date; `onServer` where no window tells, as in the page that the server sends. */
export function useMediaQuery(query: string, onServer: boolean): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", onChange);
      return () => list.removeEventListener("change", onChange);
    },
    () => window.matchMedia(query).matches,
    () => onServer
  );
}
