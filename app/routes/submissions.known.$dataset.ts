import type {LoaderFunctionArgs} from "@remix-run/node";
import {answerKnown} from "~/features/submissions/upload/check-known.server";
import {allow} from "~/server/access.server";
import {answerApi} from "~/server/api.server";
import {asOneOfFew} from "~/server/few-at-once.server";

export function loader({params, request}: LoaderFunctionArgs) {
  return answerApi(async () => {
    const allowed = allow(request, "upload");
    return asOneOfFew(allowed, () => answerKnown(allowed, params.dataset ?? ""));
  });
}
