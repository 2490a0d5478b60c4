import {json, redirect} from "@remix-run/node";
import {visitorOf} from "#app/server/access.server.ts";
import {now, today} from "#app/server/clock.server.ts";
import {readForm} from "#app/server/forms.server.ts";
import {badRequest, forbidden} from "#app/server/http.server.ts";
import {orUnavailable} from "#app/server/sealed.server.ts";
import {store} from "#app/server/store.server.ts";
import {isMonth} from "#pipelines/time/months.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {reportZero} from "#pipelines/submissions/zero-report.ts";

/** 零报告 with one click, by the unit in `?unit=U`. */
export async function postZeroReport(request: Request) {
  const url = new URL(request.url);
  const unit = url.searchParams.get("unit");
  if (!unit) throw forbidden("零报告由单位自己提交，请先选择单位。");
  const form = await readForm(request);
  const [dataset, month] = [String(form.get("dataset") ?? ""), String(form.get("month") ?? "")];
  if (!isMonth(month)) throw badRequest("没有说明是哪个月的零报告。");
  const {dir, ledger} = await store();
  const outcome = await orUnavailable(async () =>
    reportZero(dir, ledger, {
      dataset,
      unit,
      month,
      account: (await visitorOf(request))?.account.name,
      today: today(),
      now: now()
    })
  );
  if (outcome.outcome === "refused") return json({message: outcome.message}, {status: 422});
  if (outcome.outcome === "accepted") await rebuildWarehouse(dir, ledger, {now: now()});
  url.searchParams.delete("index");
  throw redirect(`${url.pathname}${url.search}`);
}
