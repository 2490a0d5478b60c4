import {assert, double, array, property} from "fast-check";
import {expect, test} from "vitest";
import type {KpiPoint} from "#pipelines/numbers/kpis.ts";
import {outlookOf} from "#pipelines/numbers/outlook.ts";
import {kpiPaceOf} from "#pipelines/plan/measured-by.ts";
import {isSensitiveKpi} from "#pipelines/privacy/sensitive-kpis.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";

const plan = readPlan(2026)!;
const kpi = (code: string) => {
  const row = plan.kpis.find((each) => each.code === code)!;
  return {kpi: row, pace: kpiPaceOf(plan, code), isSensitive: isSensitiveKpi(row)};
};
const series = (values: (number | null)[]): KpiPoint[] =>
  values.map((value, index) => ({
    month: `2026-${String(index + 1).padStart(2, "0")}-01`,
    value,
    numerator: value,
    denominator: null
  }));

test("every month to December adds what the last three added on average", () => {
  expect(outlookOf(series([1, 2, 4, 7, 10, 13, 14, 20, 26]), "2026-09-01", kpi("K27"))).toEqual({
    from: "2026-09-01",
    monthly: (26 - 13) / 3,
    points: [
      {month: "2026-10-01", value: 30},
      {month: "2026-11-01", value: 35},
      {month: "2026-12-01", value: 39}
    ]
  });
  // A running total begins at zero.
  expect(outlookOf(series([2, 4, 6]), "2026-03-01", kpi("K27"))?.points.at(-1)).toEqual({
    month: "2026-12-01",
    value: 24
  });
});

test("a share of people never passes all of them, and the outlook never falls", () => {
  const grown = (parts: number[]) => parts.map((_, index) => parts.slice(0, index + 1).reduce((a, b) => a + b, 0));
  assert(
    property(array(double({min: 0, max: 25, noNaN: true}), {minLength: 3, maxLength: 4}), (parts) => {
      const values = grown(parts);
      const until = `2026-0${values.length}-01`;
      const points = outlookOf(series(values), until, kpi("K23"))!.points.map(({value}) => value);
      expect(points).toEqual(points.toSorted((a, b) => a - b));
      expect(Math.max(...points)).toBeLessThanOrEqual(100);
      expect(points[0]).toBeGreaterThanOrEqual(Math.min(100, values.at(-1)!));
    })
  );
});

test("there is none before March, in December, with a gap, or while the value shrinks", () => {
  expect(outlookOf(series([2, 4]), "2026-02-01", kpi("K27"))).toBeUndefined();
  expect(outlookOf(series(Array.from({length: 12}, (_, index) => index)), "2026-12-01", kpi("K27"))).toBeUndefined();
  expect(outlookOf(series([null, 2, 4, 6, 8]), "2026-05-01", kpi("K27"))?.monthly).toBe(2);
  expect(outlookOf(series([2, null, 6, 8, 9]), "2026-05-01", kpi("K27"))).toBeUndefined();
  expect(outlookOf(series([9, 8, 7, 6]), "2026-04-01", kpi("K27"))).toBeUndefined();
});

test("rates of a moment, milestones, reported shares and sensitive KPIs have none", () => {
  const values = series([1, 2, 3, 4, 5, 6]);
  const told = plan.kpis.filter(({code}) => outlookOf(values, "2026-06-01", kpi(code))).map(({code}) => code);
  expect(told.filter((code) => kpi(code).pace !== "linear")).toEqual([]);
  for (const code of ["K04", "K08", "K11", "K36", "K38", "K47", "K50"]) expect(told).not.toContain(code);
  expect(told).toEqual(expect.arrayContaining(["K05", "K23", "K27", "K33", "K39"]));
});
