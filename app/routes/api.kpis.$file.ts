import type {LoaderFunctionArgs} from "@remix-run/node";
import {readCubeFile} from "#app/features/api/cube.server.ts";
import {readTrendSvg} from "#app/features/kpi/trend-svg.server.ts";
import {allow} from "#app/server/access.server.ts";
import {answerApi, onlyGet} from "#app/server/api.server.ts";

export function loader({params, request}: LoaderFunctionArgs) {
  return answerApi(async () => {
    const access = await allow(request, "see-dashboards");
    const file = params.file ?? "";
    const {body, headers} = file.endsWith(".svg")
      ? await readTrendSvg(file, access)
      : await readCubeFile(file, request);
    return new Response(body as BodyInit, {headers});
  });
}

export const action = onlyGet;
