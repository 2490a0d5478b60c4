import type {LoaderFunctionArgs} from "@remix-run/node";
import {downloadReport} from "#app/features/materials/reports.server.ts";
import {allow} from "#app/server/access.server.ts";

export async function loader({params, request}: LoaderFunctionArgs) {
  return downloadReport(await allow(request, "meeting-materials"), params.id ?? "");
}
