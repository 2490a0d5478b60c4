import type {LoaderFunctionArgs} from "@remix-run/node";
import {answerFeed} from "#app/features/plan/calendar-file.server.ts";

/** The secret in the address is the permission. */
export function loader({params, request}: LoaderFunctionArgs) {
  return answerFeed(request, params.file ?? "");
}
