import type {LoaderFunctionArgs} from "@remix-run/node";
import {readTasksJson} from "#app/features/api/tasks-json.server.ts";
import {allow} from "#app/server/access.server.ts";
import {answerApi, jsonText, onlyGet} from "#app/server/api.server.ts";
import {readFilters} from "#app/server/filters.server.ts";

export function loader({request}: LoaderFunctionArgs) {
  return answerApi(async () => jsonText(await readTasksJson(readFilters(await allow(request, "see-dashboards")))));
}

export const action = onlyGet;
