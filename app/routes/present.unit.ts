import {type LoaderFunctionArgs, redirect} from "@remix-run/node";
import {allow} from "#app/server/access.server.ts";

/** Leads from the choice of a unit to its deck. */
export async function loader({request}: LoaderFunctionArgs) {
  await allow(request, "see-decks");
  const search = new URL(request.url).searchParams;
  const kept = ["month", "shape"].flatMap((name) => (search.get(name) ? [[name, search.get(name)!]] : []));
  const query = kept.length > 0 ? `?${new URLSearchParams(kept)}` : "";
  return redirect(`/present/unit-${encodeURIComponent(search.get("code") ?? "")}${query}`);
}
