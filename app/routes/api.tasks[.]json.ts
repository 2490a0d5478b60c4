import type {LoaderFunctionArgs} from "@remix-run/node";
import {readTasksJson} from "~/features/api/tasks-json.server";
import {allow} from "~/server/access.server";
import {answerApi, jsonText} from "~/server/api.server";
import {readFilters} from "~/server/filters.server";

export function loader({request}: LoaderFunctionArgs) {
  return answerApi(async () => jsonText(await readTasksJson(readFilters(allow(request, "see-dashboards")))));
}
