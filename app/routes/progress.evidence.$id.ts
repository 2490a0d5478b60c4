import type {LoaderFunctionArgs} from "@remix-run/node";
import {allow} from "#app/server/access.server.ts";
import {openEvidence} from "#app/server/evidence.server.ts";

export async function loader({params, request}: LoaderFunctionArgs) {
  return openEvidence(await allow(request, "see-evidence"), params.id ?? "");
}
