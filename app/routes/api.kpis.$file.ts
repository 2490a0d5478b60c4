import type {LoaderFunctionArgs} from "@remix-run/node";
import {readCubeFile} from "~/features/api/cube.server";
import {answerApi} from "~/server/api.server";

export function loader({params}: LoaderFunctionArgs) {
  return answerApi(async () => {
    const {body, headers} = await readCubeFile(params.file ?? "");
    return new Response(body as BodyInit, {headers});
  });
}
