import type {LoaderFunctionArgs} from "@remix-run/node";
import {exportAudit} from "~/features/accounts/audit.server";
import {allow} from "~/server/access.server";

export function loader({request}: LoaderFunctionArgs) {
  return exportAudit(allow(request, "audit"));
}
