import {csvText} from "#app/server/csv.server.ts";
import {attachment} from "#app/server/download.server.ts";
import {whyHidden} from "#app/format.ts";
import {isDone} from "#pipelines/numbers/unit-comparison.ts";
import type {UnitPage, UnitPageKpi} from "./unit.server.ts";

/** Numbers stay numbers: a text that begins with a minus would be taken for a formula and escaped. */
type Cell = string | number | null;

const HEAD = [
  ...["指标编号", "指标", "任务", "计量单位", "月份", "本单位", "分子", "分母"],
  ...["同规模中位数", "全校", "差", "与谁比", "同规模位次", "同规模有数的单位", "说明"]
];

/** Returns the KPIs of a unit as a table for a spreadsheet. */
export function unitFile({unit, unit_name, month, tasks}: UnitPage) {
  const rows = tasks.flatMap(({title, kpis}) => kpis.map((kpi) => rowOf(kpi, {title, month})));
  return {
    body: csvText([HEAD, ...rows]),
    headers: {
      "content-type": "text/csv; charset=utf-8",
      ...attachment(`${unit_name}-${month}各项指标.csv`, `unit-${unit.replace(/\W/g, "")}-${month}.csv`)
    }
  };
}

const AGAINST = {union: "全校", peers: "同规模单位"} as const;

function rowOf(kpi: UnitPageKpi, {title, month}: {title: string; month: string}): Cell[] {
  const {code, name, unit, own, peers_median, union, difference, against, place, peers} = kpi;
  return [
    ...[code, name, title, unit, month, own.value, own.numerator, own.denominator],
    ...[peers_median, union, difference],
    ...[against === null ? "" : AGAINST[against], place, peers, noteOf(kpi)]
  ];
}

function noteOf({own, units}: UnitPageKpi): string {
  if (own.is_hidden) return whyHidden(own);
  if (own.value === null) return "无数据";
  return units === "missing" ? (isDone(own) ? "已" : "未") : "";
}
