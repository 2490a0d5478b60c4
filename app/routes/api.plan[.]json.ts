import {json, type LoaderFunctionArgs} from "@remix-run/node";
import {planJsonOf} from "#app/features/api/plan-json.server.ts";
import {allow} from "#app/server/access.server.ts";
import {answerApi, onlyGet} from "#app/server/api.server.ts";
import {readFilters} from "#app/server/filters.server.ts";
import {requirePlan} from "#app/server/plan.server.ts";

export function loader({request}: LoaderFunctionArgs) {
  return answerApi(async () => json(planJsonOf(requirePlan(readFilters(await allow(request, "see-dashboards")).year))));
}

export const action = onlyGet;
