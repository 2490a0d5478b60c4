import {useSyncExternalStore} from "react";

const never = () => () => {};

/** False on the server and in the first paint, so that pages offer nothing that needs JavaScript without it. */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false
  );
}
