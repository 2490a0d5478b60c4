import type {LoaderFunctionArgs} from "@remix-run/node";
import {answerDesk} from "#app/features/deck/document/deck-answer.server.tsx";
import {allow} from "#app/server/access.server.ts";

/** The presenter's desk: what is shown, what comes next, and what is said about it. */
export async function loader({params, request, context}: LoaderFunctionArgs) {
  return answerDesk(await allow(request, "see-decks"), params.deck ?? "", context.cspNonce);
}
