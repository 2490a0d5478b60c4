import {useRouteLoaderData} from "@remix-run/react";

/** In every form that is posted: what tells it from a form of another site. */
export function CsrfField() {
  const root = useRouteLoaderData("root") as {csrf?: string} | undefined;
  return <input type="hidden" name="csrf" value={root?.csrf ?? ""} />;
}
