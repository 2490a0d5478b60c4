import {useRouteLoaderData} from "@remix-run/react";

/** The hidden token of every posted form, which another site's form cannot know. */
export function CsrfField() {
  const root = useRouteLoaderData("root") as {csrf?: string} | undefined;
  return <input type="hidden" name="csrf" value={root?.csrf ?? ""} />;
}
