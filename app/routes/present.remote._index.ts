import type {ActionFunctionArgs} from "@remix-run/node";
import {offerRemote} from "#app/features/deck/remote/deck-remote-answers.server.ts";
import {allow, requireOwnForm} from "#app/server/access.server.ts";

/** Who may see a deck may have it moved by a phone. */
export async function action({request}: ActionFunctionArgs) {
  await requireOwnForm(request, "header");
  return offerRemote(await allow(request, "see-dashboards"));
}
