import type {LoaderFunctionArgs} from "@remix-run/node";
import {readCorrectionsFile} from "#app/features/submissions/record/original.server.ts";
import {allowOriginal} from "#app/server/access.server.ts";

export async function loader({context, params, request}: LoaderFunctionArgs) {
  const id = params.id ?? "";
  await allowOriginal(request, id);
  return readCorrectionsFile(request, id, context.address ?? "");
}
