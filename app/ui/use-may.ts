import {useRouteLoaderData} from "@remix-run/react";

/** What the visitor may do, to show only what leads somewhere; the server decides anew. */
export function useMay(): string[] {
  const root = useRouteLoaderData("root") as {may?: string[]} | undefined;
  return root?.may ?? [];
}
