import type {LoaderFunctionArgs} from "@remix-run/node";
import {answerKnown} from "~/features/submissions/check-known.server";

export function loader({params, request}: LoaderFunctionArgs) {
  return answerKnown(request, params.dataset ?? "");
}
