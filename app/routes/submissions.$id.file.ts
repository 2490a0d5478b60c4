import type {ActionFunctionArgs, LoaderFunctionArgs} from "@remix-run/node";
import {readOriginal, readSensitiveOriginal} from "~/features/submissions/record/original.server";
import {allowOriginal, requireOwnForm} from "~/server/access.server";

export function loader({context, params, request}: LoaderFunctionArgs) {
  const id = params.id ?? "";
  return readOriginal(allowOriginal(request, id), id, context.address ?? "");
}

export async function action({context, params, request}: ActionFunctionArgs) {
  const id = params.id ?? "";
  await requireOwnForm(request);
  return readSensitiveOriginal(allowOriginal(request, id), id, context.address ?? "");
}
