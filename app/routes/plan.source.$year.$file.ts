import type {LoaderFunctionArgs} from "@remix-run/node";
import {readPlanSource} from "#app/features/plan/plan-source.server.ts";
import {allow} from "#app/server/access.server.ts";
import {notFound} from "#app/server/http.server.ts";

export async function loader({params, request}: LoaderFunctionArgs) {
  await allow(request, "plan-settings");
  const file = readPlanSource(params.year ?? "", params.file ?? "");
  if (!file) throw notFound("没有这个计划文件。");
  return file;
}
