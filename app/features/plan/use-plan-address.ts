import {useSearchParams} from "@remix-run/react";

/** Returns addresses of the plan's pages that keep the month, because it decides the plan's year. */
export function usePlanAddress(): (path: string, chosen?: Record<string, string>) => string {
  const [search] = useSearchParams();
  const month = search.get("month");
  return (path, chosen = {}) => {
    const next = new URLSearchParams({...(month && {month}), ...chosen});
    return next.size === 0 ? path : `${path}?${next}`;
  };
}
