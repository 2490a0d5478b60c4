import type {LoaderFunctionArgs} from "@remix-run/node";
import {answerRemoteEvents} from "#app/features/deck/remote/deck-remote-answers.server.ts";
import {allow} from "#app/server/access.server.ts";

export async function loader({request}: LoaderFunctionArgs) {
  return answerRemoteEvents(await allow(request, "see-dashboards"));
}
