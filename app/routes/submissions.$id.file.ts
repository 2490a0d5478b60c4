import type {ActionFunctionArgs, LoaderFunctionArgs} from "@remix-run/node";
import {readOriginal, readSensitiveOriginal} from "~/features/submissions/record/original.server";
import {allowOriginal, requireOwnForm} from "~/server/access.server";

export function loader({params, request}: LoaderFunctionArgs) {
  const id = params.id ?? "";
  return readOriginal(allowOriginal(request, id), id);
}

export async function action({params, request}: ActionFunctionArgs) {
  const id = params.id ?? "";
  await requireOwnForm(request);
  return readSensitiveOriginal(allowOriginal(request, id), id);
}
