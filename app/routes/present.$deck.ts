import type {LoaderFunctionArgs} from "@remix-run/node";
import {answerDeck} from "#app/features/deck/document/deck-answer.server.tsx";
import {allow} from "#app/server/access.server.ts";

/** A deck for the projector: no page of the site, so that nothing reloads it. */
export async function loader({params, request, context}: LoaderFunctionArgs) {
  return answerDeck(await allow(request, "see-decks"), params.deck ?? "", context.cspNonce);
}
