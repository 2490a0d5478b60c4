import type {LoaderFunctionArgs} from "@remix-run/node";
import {readTemplate} from "~/features/datasets/template.server";
import {notFound} from "~/server/http.server";

export function loader({params}: LoaderFunctionArgs) {
  const template = readTemplate(params.file ?? "");
  if (!template) throw notFound(`没有“${params.file}”这份模板。可用的模板见“数据字典”（/datasets）。`);
  return new Response(template.body, {headers: template.headers});
}
