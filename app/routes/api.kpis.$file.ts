import type {LoaderFunctionArgs} from "@remix-run/node";
import {readCubeFile} from "#app/features/api/cube.server.ts";
import {allow} from "#app/server/access.server.ts";
import {answerApi, onlyGet} from "#app/server/api.server.ts";

export function loader({params, request}: LoaderFunctionArgs) {
  return answerApi(async () => {
    await allow(request, "see-dashboards");
    const {body, headers} = await readCubeFile(params.file ?? "", request);
    return new Response(body as BodyInit, {headers});
  });
}

export const action = onlyGet;
