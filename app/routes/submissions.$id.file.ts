import type {ActionFunctionArgs, LoaderFunctionArgs} from "@remix-run/node";
import {readOriginal, readSensitiveOriginal} from "#app/features/submissions/record/original.server.ts";
import {allowOriginal, requireOwnForm} from "#app/server/access.server.ts";

export async function loader({context, params, request}: LoaderFunctionArgs) {
  const id = params.id ?? "";
  await allowOriginal(request, id);
  return readOriginal(request, id, context.address ?? "");
}

export async function action({context, params, request}: ActionFunctionArgs) {
  const id = params.id ?? "";
  await requireOwnForm(request);
  await allowOriginal(request, id);
  return readSensitiveOriginal(request, id, context.address ?? "");
}
