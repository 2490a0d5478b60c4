import type {LoaderFunctionArgs} from "@remix-run/node";
import {answerKnown} from "~/features/submissions/upload/check-known.server";

export function loader({params, request}: LoaderFunctionArgs) {
  return answerKnown(request, params.dataset ?? "");
}
