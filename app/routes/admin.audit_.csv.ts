import type {LoaderFunctionArgs} from "@remix-run/node";
import {exportAudit} from "#app/features/audit/audit.server.ts";
import {allow} from "#app/server/access.server.ts";

export async function loader({request}: LoaderFunctionArgs) {
  await allow(request, "audit");
  return exportAudit(request);
}
