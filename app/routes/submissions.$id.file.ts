import type {LoaderFunctionArgs} from "@remix-run/node";
import {readOriginal} from "~/features/submissions/record/original.server";
import {allowOnSubmission} from "~/server/access.server";

export function loader({params, request}: LoaderFunctionArgs) {
  const id = params.id ?? "";
  return readOriginal(allowOnSubmission(request, "original-file", id), id);
}
