import type {LoaderFunctionArgs} from "@remix-run/node";
import {readKpisJson} from "#app/features/api/kpis-json.server.ts";
import {allow} from "#app/server/access.server.ts";
import {answerApi, jsonText, onlyGet} from "#app/server/api.server.ts";
import {readFilters} from "#app/server/filters.server.ts";
import {requireKnownUnit} from "#app/server/units.server.ts";

export function loader({request}: LoaderFunctionArgs) {
  return answerApi(async () => {
    const filters = readFilters(await allow(request, "see-dashboards"));
    await requireKnownUnit(filters);
    return jsonText(await readKpisJson(filters));
  });
}

export const action = onlyGet;
