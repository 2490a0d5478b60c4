import type {LoaderFunctionArgs} from "@remix-run/node";
import {readTemplate} from "#app/features/datasets/template.server.ts";
import {allowTemplate} from "#app/server/access.server.ts";
import {withinConcurrencyLimit} from "#app/server/concurrency-limit.server.ts";
import {notFound} from "#app/server/http.server.ts";

export async function loader({params, request}: LoaderFunctionArgs) {
  const access = await allowTemplate(request);
  const activity = new URL(request.url).searchParams.get("activity") || undefined;
  const {unit, visitor} = access;
  const make = async () => readTemplate(params.file ?? "", {unit, activity, account: visitor.account.name});
  const template = await withinConcurrencyLimit(access, make, "papers");
  if (!template) throw notFound(`没有“${params.file}”这份模板。可用的模板见“数据字典”（/datasets）。`);
  return new Response(template.body as BodyInit, {headers: template.headers});
}
