import type {LoaderFunctionArgs} from "@remix-run/node";
import {readKpisJson} from "~/features/api/kpis-json.server";
import {allow} from "~/server/access.server";
import {answerApi, jsonText} from "~/server/api.server";
import {readFilters} from "~/server/filters.server";
import {requireKnownUnit} from "~/server/units.server";

export function loader({request}: LoaderFunctionArgs) {
  return answerApi(async () => {
    const filters = readFilters(allow(request, "see-dashboards"));
    await requireKnownUnit(filters);
    return jsonText(await readKpisJson(filters));
  });
}
