import {json} from "@remix-run/node";
import type {LoaderFunctionArgs} from "@remix-run/node";
import {planJsonOf} from "~/features/api/plan-json.server";
import {allow} from "~/server/access.server";
import {answerApi} from "~/server/api.server";
import {readFilters} from "~/server/filters.server";
import {requirePlan} from "~/server/plan.server";

export function loader({request}: LoaderFunctionArgs) {
  return answerApi(async () => json(planJsonOf(requirePlan(readFilters(allow(request, "see-dashboards")).year))));
}
