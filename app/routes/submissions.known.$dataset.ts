import type {LoaderFunctionArgs} from "@remix-run/node";
import {answerKnown} from "~/features/submissions/upload/check-known.server";
import {allow} from "~/server/access.server";
import {answerApi} from "~/server/api.server";

export function loader({params, request}: LoaderFunctionArgs) {
  return answerApi(async () => answerKnown(allow(request, "upload"), params.dataset ?? ""));
}
