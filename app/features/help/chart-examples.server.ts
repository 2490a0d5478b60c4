import {funnelLimitsOf, funnelPlaceOf} from "#pipelines/numbers/funnel.ts";
import {xmrOf} from "#pipelines/numbers/xmr.ts";

/** Invented numbers, drawn and judged by what draws and judges the real ones. */
const MONTHS = [62, 60, 63, 61, 64, 62, 60, 63, 61, 62, 78, 63];
const SHARE = 0.55;
const UNITS = [
  {name: "甲单位", count: 8, size: 30},
  {name: "乙单位", count: 20, size: 34},
  {name: "丙单位", count: 52, size: 96},
  {name: "丁单位", count: 98, size: 150},
  {name: "戊单位", count: 70, size: 190}
];

/** The examples of 怎样看图. */
export function readChartExamples() {
  const points = MONTHS.map((value, index) => ({month: `2026-${String(index + 1).padStart(2, "0")}-01`, value}));
  const sizes = Array.from({length: 38}, (_, index) => 20 + index * 5);
  return {
    months: points,
    xmr: xmrOf(points)!,
    rate: SHARE * 100,
    curves: sizes.map((size) => ({size, ...funnelLimitsOf(size, SHARE)})),
    units: UNITS.map((unit) => ({
      ...unit,
      value: (unit.count / unit.size) * 100,
      place: funnelPlaceOf({...unit, share: SHARE})
    }))
  };
}

export type ChartExamples = ReturnType<typeof readChartExamples>;
