import type {LoaderFunctionArgs} from "@remix-run/node";
import {exportAudit} from "#app/features/audit/audit.server.ts";
import {allow} from "#app/server/access.server.ts";

export function loader({request}: LoaderFunctionArgs) {
  return exportAudit(allow(request, "audit"));
}
