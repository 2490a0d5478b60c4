import type {LoaderFunctionArgs} from "@remix-run/node";
import {answerKnown} from "#app/features/submissions/upload/check-known.server.ts";
import {allow} from "#app/server/access.server.ts";
import {answerApi} from "#app/server/api.server.ts";
import {asOneOfFew} from "#app/server/few-at-once.server.ts";

export function loader({params, request}: LoaderFunctionArgs) {
  return answerApi(async () => {
    const allowed = allow(request, "upload");
    return asOneOfFew(allowed, () => answerKnown(allowed, params.dataset ?? ""));
  });
}
