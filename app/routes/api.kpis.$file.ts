import type {LoaderFunctionArgs} from "@remix-run/node";
import {CUBE_FORMATS, type CubeFormat, readCube} from "~/features/api/cube.server";
import {answerApi} from "~/server/api.server";
import {notFound} from "~/server/http.server";
import {readPlans} from "../../pipelines/plan/plan.ts";

export function loader({params}: LoaderFunctionArgs) {
  return answerApi(async () => {
    const [, code = "", format = ""] = /^([^.]+)\.([a-z]+)$/.exec(params.file ?? "") ?? [];
    if (!CUBE_FORMATS.includes(format as CubeFormat)) throw notFound("地址应为 /api/kpis/K23.json、.csv 或 .arrow。");
    if (!readPlans().some(({kpis}) => kpis.some((kpi) => kpi.code === code)))
      throw notFound(`没有编号为“${code.slice(0, 20)}”的指标。`);
    const {body, type} = await readCube(code, format as CubeFormat);
    const headers = {
      "content-type": type,
      "content-disposition": `${format === "csv" ? "attachment" : "inline"}; filename="${code}.${format}"`
    };
    return new Response(body as BodyInit, {headers});
  });
}
