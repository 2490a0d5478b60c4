import {afterAll, beforeAll, expect, test} from "vitest";
import {conclusionOf} from "#app/features/kpi/conclusion.ts";
import {readKpiPeriods, paceTowards} from "#pipelines/numbers/kpi-period.ts";
import {kpiStatusOf} from "#pipelines/numbers/kpi-status.ts";
import {readKpiCube, readKpis} from "#pipelines/numbers/kpis.ts";
import {targetOf} from "#pipelines/plan/target.ts";
import {firstDayOf} from "#pipelines/time/months.ts";
import {brokenIn, IDENTITIES, WITHOUT} from "../kpis/identities.ts";
import {openSampleWarehouse, SAMPLE_MONTHS, type SampleWarehouse} from "./sample-warehouse.ts";

let sample: SampleWarehouse;

beforeAll(async () => {
  sample = await openSampleWarehouse();
}, 900_000);

afterAll(() => sample.close());

test("every KPI says what its figures have to do with each other, or why nothing can", () => {
  expect([...Object.keys(IDENTITIES), ...Object.keys(WITHOUT)].sort()).toEqual(sample.plan.kpis.map(({code}) => code));
});

test("no figure beside a KPI contradicts its headline, in any month of any unit", async () => {
  const found: string[] = [];
  let all = 0;
  for (const code of Object.keys(IDENTITIES)) {
    const {broken, asked} = brokenIn(code, await readKpiCube(sample.db, code));
    found.push(...broken);
    all += asked;
    expect([code, asked > 0]).toEqual([code, true]);
  }
  expect(found).toEqual([]);
  expect(all).toBeGreaterThan(10_000);
});

/** “还差 2.4 个百分点”, “慢 3.1 个百分点”: gaps to the target and to the pace, without the limits of a rule. */
function gapsIn(text: string): {kind: string; gap: number}[] {
  return [...text.matchAll(/(还差|差|低|慢|快) ([\d.]+) 个百分点/g)].map(([, verb = "", gap = ""]) => ({
    kind: verb === "慢" || verb === "快" ? "序时" : "目标",
    gap: Number(gap)
  }));
}

test("the sentence and the status of a rate tell one gap to its target and one to its pace", async () => {
  const {db, plan} = sample;
  const told: string[] = [];
  let read = 0;
  for (const {month, on} of SAMPLE_MONTHS) {
    const values = await readKpis(db, {month: firstDayOf(month)});
    const periodOf = await readKpiPeriods(db, plan, {month: firstDayOf(month), on});
    for (const kpi of plan.kpis) {
      const value = values.find(({code}) => code === kpi.code)?.value ?? null;
      if (kpi.unit !== "%" || value === null) continue;
      const period = periodOf(kpi);
      const pace = paceTowards(kpi, targetOf(kpi).value, period, period.told_to ?? on);
      const conclusion = conclusionOf({
        ...{name: kpi.name, unit: kpi.unit, direction: kpi.direction, month, value, pace, target: targetOf(kpi)},
        ...{pace_kind: period.pace, due_on: period.due_on, is_final: period.is_final}
      });
      const rule = kpiStatusOf(kpi, value, period, {on})?.rule ?? "";
      const gaps = gapsIn(`${conclusion}；${rule}`);
      read += gaps.length;
      for (const kind of ["目标", "序时"]) {
        const own = gaps.filter((each) => each.kind === kind).map(({gap}) => gap);
        // Just above a limit, a rule tells a decimal more.
        if (Math.max(...own) - Math.min(...own) > 0.06)
          told.push(`${kpi.code} ${month} ${kind}：${conclusion}；${rule}`);
      }
    }
  }
  expect(told).toEqual([]);
  expect(read).toBeGreaterThan(100);
});
