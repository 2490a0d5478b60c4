import type {LoaderFunctionArgs} from "@remix-run/node";
import {readCubeFile} from "~/features/api/cube.server";
import {allow} from "~/server/access.server";
import {answerApi} from "~/server/api.server";

export function loader({params, request}: LoaderFunctionArgs) {
  return answerApi(async () => {
    allow(request, "see-dashboards");
    const {body, headers} = await readCubeFile(params.file ?? "", request);
    return new Response(body as BodyInit, {headers});
  });
}
