import type {ActionFunctionArgs} from "@remix-run/node";
import {postOutcome} from "#app/features/deck/outcomes.server.ts";
import {allow, requireOwnForm} from "#app/server/access.server.ts";

/** Takes an outcome that was typed on a slide. */
export async function action({request}: ActionFunctionArgs) {
  await requireOwnForm(request, "header");
  return postOutcome(await allow(request, "meetings"));
}
