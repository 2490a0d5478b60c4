import type {LoaderFunctionArgs} from "@remix-run/node";
import {readSettledFile} from "#app/features/plan/settled-file.server.ts";
import {allow} from "#app/server/access.server.ts";
import {notFound} from "#app/server/http.server.ts";

export async function loader({params, request}: LoaderFunctionArgs) {
  const file = await readSettledFile(params.file ?? "", await allow(request, "plan-settings"));
  if (!file) throw notFound("没有这个文件。");
  return new Response(file.body, {headers: file.headers});
}
