import {array, assert, integer, property} from "fast-check";
import {expect, test} from "vitest";
import type {KpiPoint} from "#pipelines/numbers/kpis.ts";
import {variationOf} from "#pipelines/numbers/variation.ts";
import {xmrOf, type MonthPoint} from "#pipelines/numbers/xmr.ts";
import {isSensitiveKpi} from "#pipelines/privacy/sensitive-kpis.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";

const plan = readPlan(2026)!;
const kpi = (code: string) => plan.kpis.find((row) => row.code === code)!;

const variation = (code: string, series: KpiPoint[], until: string) =>
  variationOf(plan, kpi(code), series, {until, isSensitive: isSensitiveKpi(kpi(code))});

const monthAt = (index: number) => `${2024 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}-01`;
const pointsOf = (values: number[]): MonthPoint[] => values.map((value, index) => ({month: monthAt(index), value}));

/**
 * The three rules once more, slowly and in whole numbers: with values v and n of them, everything is multiplied by n × (n −
 * 1) × 100, so that nothing is rounded.
 */
function slowSignals(values: number[]): string[] {
  const n = values.length;
  let sum = 0;
  for (const value of values) sum += value;
  let ranges = 0;
  for (let at = 1; at < n; at++)
    ranges += Math.max(values[at]!, values[at - 1]!) - Math.min(values[at]!, values[at - 1]!);
  const reach = 266 * n * ranges;
  const found = new Set<string>();
  for (const side of ["above", "below"]) {
    const away = (at: number) => (values[at]! * n - sum) * (n - 1) * 100 * (side === "above" ? 1 : -1);
    for (let at = 0; at < n; at++) if (away(at) > reach) found.add(`outside ${side} ${at}`);
    for (let end = 7; end < n; end++) {
      let all = true;
      for (let back = 0; back < 8; back++) if (away(end - back) <= 0) all = false;
      if (all) for (let back = 0; back < 8; back++) found.add(`one-side ${side} ${end - back}`);
    }
    for (let end = 3; end < n; end++) {
      const near = [end, end - 1, end - 2, end - 3].filter((at) => 2 * away(at) > reach);
      if (near.length >= 3) for (const at of near) found.add(`near-limit ${side} ${at}`);
    }
  }
  return [...found].sort();
}

const quickSignals = (values: number[]) =>
  (xmrOf(pointsOf(values))?.signals ?? [])
    .flatMap(({rule, side, months}) =>
      months.map((month) => `${rule} ${side} ${pointsOf(values).findIndex((point) => point.month === month)}`)
    )
    .sort();

test("an independent computation in whole numbers finds the same months by the same rules", () => {
  assert(
    property(array(integer({min: 0, max: 60}), {minLength: 12, maxLength: 24}), (values) => {
      expect(quickSignals(values)).toEqual(slowSignals(values));
    }),
    {numRuns: 2000}
  );
  // Long runs and shifts are rare by chance.
  assert(
    property(
      array(integer({min: 0, max: 4}), {minLength: 6, maxLength: 12}),
      array(integer({min: 3, max: 9}), {minLength: 6, maxLength: 12}),
      (before, after) => {
        expect(quickSignals([...before, ...after])).toEqual(slowSignals([...before, ...after]));
      }
    ),
    {numRuns: 2000}
  );
});

test("the limits are the mean ± 2.66 times the mean moving range", () => {
  // Twelve points with mean 15 and moving ranges of 2 everywhere: 15 ± 5.32.
  const chart = xmrOf(pointsOf([14, 16, 14, 16, 14, 16, 14, 16, 14, 16, 14, 16]))!;
  expect([chart.mean, chart.lower, chart.upper]).toEqual([15, 15 - 5.32, 15 + 5.32]);
  expect(chart.signals).toEqual([]);
});

test("one point outside, eight on one side and three of four near a limit are told with their months", () => {
  const rules = (values: number[]) => xmrOf(pointsOf(values))!.signals.map(({rule, side}) => `${rule} ${side}`);
  const outside = xmrOf(pointsOf([50, 52, 49, 51, 50, 48, 51, 50, 80, 49, 51, 50]))!.signals;
  expect(outside[0]).toEqual({rule: "outside", side: "above", months: ["2024-09-01"]});
  const shifted = [20, 22, 19, 21, 20, 22, 20, 21, 30, 32, 31, 30, 32, 31, 30, 31];
  expect(rules(shifted)).toEqual(expect.arrayContaining(["one-side above", "one-side below"]));
  expect(rules([0, 6, 0, 6, 0, 6, 0, 6, 0, 6, 14, 14, 15, 6, 0, 6])).toContain("near-limit above");
});

test("eleven months say nothing, and months that never differ are no change", () => {
  expect(xmrOf(pointsOf(Array.from({length: 11}, (_, index) => index)))).toBeUndefined();
  expect(xmrOf(pointsOf(Array.from({length: 20}, () => 0.1 + 0.2)))!.signals).toEqual([]);
});

const seriesOf = (values: [month: string, numerator: number, denominator: number][]): KpiPoint[] =>
  values.map(([month, numerator, denominator]) => ({
    month,
    numerator,
    denominator,
    value: (numerator / denominator) * 100
  }));

test("running totals and milestones have no months of their own, nor does what is told by the quarter", () => {
  const months = Array.from({length: 12}, (_, index) => monthAt(24 + index));
  const series = seriesOf(months.map((month, index) => [month, index, 100]));
  for (const {code} of plan.kpis) {
    const told = variation(code, series, "2026-12-01");
    expect([code, told !== undefined]).toEqual([code, ["K01", "K06", "K11", "K13", "K19", "K50"].includes(code)]);
  }
});

test("a cumulative rate is told by what each month adds, a month's own value as it is, without holidays", () => {
  const months = Array.from({length: 12}, (_, index) => monthAt(24 + index));
  const gifts = variation(
    "K19",
    seriesOf(months.map((month, index) => [month, 9 * (index + 1) - (index === 11 ? 9 : 0), 10 * (index + 1)])),
    "2026-12-01"
  )!;
  expect(gifts.points.map(({value}) => value)).toEqual([...Array.from({length: 11}, () => 90), 0]);
  expect(gifts.word).toBe("真变化");
  expect(gifts.xmr?.signals).toContainEqual({rule: "outside", side: "below", months: ["2026-12-01"]});
  const app = variation("K50", seriesOf(months.map((month) => [month, 40, 100])), "2026-12-01")!;
  expect([app.word, app.count, app.needed]).toEqual(["数据不足", 9, 12]);
  expect(app.points.map(({month}) => month.slice(5, 7))).not.toContain("07");
});

test("a month after the one that is asked for is not known yet", () => {
  const months = Array.from({length: 12}, (_, index) => monthAt(24 + index));
  const series = seriesOf(months.map((month) => [month, 40, 100]));
  expect(variation("K01", series, "2026-05-01")?.count).toBe(1);
});
