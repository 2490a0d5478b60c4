import {json, redirect} from "@remix-run/node";
import * as v from "valibot";
import type {Access} from "#app/server/access.server.ts";
import {now, today} from "#app/server/clock.server.ts";
import {optionalText, readFields} from "#app/server/forms.server.ts";
import {forbidden} from "#app/server/http.server.ts";
import {orUnavailable} from "#app/server/sealed.server.ts";
import {store} from "#app/server/store.server.ts";
import {isMonth} from "#pipelines/time/months.ts";
import {sendZeroReport} from "#pipelines/submissions/intake.ts";

/** Sends a zero report (零报告) of the unit in `?unit=U`. */
export async function postZeroReport({request, visitor, unit}: Access) {
  const url = new URL(request.url);
  if (!unit) throw forbidden("零报告由单位自己提交，请先选择单位。");
  const {dataset, month} = await readFields(request, {
    dataset: optionalText,
    month: v.pipe(optionalText, v.check(isMonth, "没有说明是哪个月的零报告。"))
  });
  const report = {dataset, unit, month, account: visitor.account.name, today: today(), now: now()};
  const outcome = await orUnavailable(async () => sendZeroReport(await store(), report));
  if (outcome.outcome === "refused") return json({message: outcome.message}, {status: 422});
  url.searchParams.delete("index");
  url.searchParams.set("zero", `${dataset}_${month}`);
  throw redirect(`${url.pathname}${url.search}`);
}
