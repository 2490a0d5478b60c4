import type {LoaderFunctionArgs} from "@remix-run/node";
import {downloadCalendar} from "#app/features/plan/calendar-file.server.ts";
import {allow} from "#app/server/access.server.ts";

export async function loader({request}: LoaderFunctionArgs) {
  return downloadCalendar(await allow(request, "see-dashboards"));
}
