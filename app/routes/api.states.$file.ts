import type {LoaderFunctionArgs} from "@remix-run/node";
import {readStateJson} from "#app/features/deck/state/frozen-state.server.ts";
import {allow} from "#app/server/access.server.ts";
import {answerApi, onlyGet} from "#app/server/api.server.ts";

/** `/api/states/<id>.json`: the frozen numbers that a meeting's deck and papers were made from. */
export function loader({params, request}: LoaderFunctionArgs) {
  return answerApi(async () => readStateJson(await allow(request, "see-decks"), params.file ?? ""));
}

export const action = onlyGet;
