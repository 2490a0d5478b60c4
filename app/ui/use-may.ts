import {useRouteLoaderData} from "@remix-run/react";

/** The visitor's permissions, used to hide links and forms that the server would refuse. */
export function useMay(): string[] {
  const root = useRouteLoaderData("root") as {may?: string[]} | undefined;
  return root?.may ?? [];
}
