import type {LoaderFunctionArgs} from "@remix-run/node";
import {unitFile} from "#app/features/units/unit-file.server.ts";
import {readUnitPage} from "#app/features/units/unit.server.ts";
import {allow} from "#app/server/access.server.ts";
import {notFound} from "#app/server/http.server.ts";

export async function loader({params, request}: LoaderFunctionArgs) {
  const page = await readUnitPage(params.code ?? "", await allow(request, "see-dashboards"));
  if (!page) throw notFound("还没有汇总过任何数据，收到第一份数据并汇总之后再下载。");
  const {body, headers} = unitFile(page);
  return new Response(body, {headers});
}
