import {useSyncExternalStore} from "react";

const never = () => () => {};

/** False on the server and in the first paint, so what needs JavaScript is not offered without it. */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false
  );
}
