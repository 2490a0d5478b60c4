import type {DuckDBConnection} from "@duckdb/node-api";
import {formatDay, formatNumber, formatShare, formatShortMonth, shareOf} from "#app/format.ts";
import type {KpiOfSegment, KpiPoint, KpiValue} from "#pipelines/numbers/kpis.ts";
import {isTooFew, TOO_FEW_CELL, TOO_FEW_IN_UNIT_NOTE} from "./few-people.ts";
import {readScopeKpi, readScopeSegments} from "./kpi-of-scope.server.ts";
import type {Panel} from "./panel.ts";
import type {TopicScope} from "./topic-scope.ts";

export interface Coverage {
  all: KpiValue | undefined;
  byFestival: Map<string, KpiOfSegment>;
  peopleLeft: KpiOfSegment | undefined;
}

export async function readCoverage(db: DuckDBConnection, scope: TopicScope): Promise<Coverage> {
  const segments = await readScopeSegments(db, "K17", scope);
  return {
    all: await readScopeKpi(db, "K17", scope),
    byFestival: segments("节日"),
    peopleLeft: segments("另列").get("未发齐（人）")
  };
}

export function festivalsPanel(
  {all, byFestival, peopleLeft}: Coverage,
  {whole, on, plan}: TopicScope
): Panel | undefined {
  const festivals = plan.festivals
    .toSorted((a, b) => a.festival_on.localeCompare(b.festival_on))
    .flatMap(({occasion}) => byFestival.get(occasion) ?? [])
    .map(({segment, numerator, denominator}) => ({
      name: segment.slice("节日=".length),
      given: numerator ?? 0,
      due: denominator ?? 0
    }))
    .filter(({due}) => due > 0 && !isTooFew(due));
  if (festivals.length === 0 || !all?.denominator) return undefined;
  const rateOf = ({given, due}: (typeof festivals)[number]) => shareOf(given, due) ?? 0;
  const lowest = festivals.toSorted((a, b) => rateOf(a) - rateOf(b))[0]!;
  const left = peopleLeft?.value ?? 0;
  return {
    id: "benefits-festivals",
    title: `节日福利已发放 ${formatShare(all.numerator ?? 0, all.denominator)}${
      all.numerator === all.denominator
        ? "，应发的都已发放"
        : `${festivals.length > 1 ? `，最低的是${lowest.name}（${formatShare(lowest.given, lowest.due)}）` : ""}${left > 0 ? `；还有 ${formatNumber(left)} 人没有发齐` : ""}`
    }`,
    subtitle: `${whole}今年已过的节日，应发人次中已发放的，截至${formatDay(on)}`,
    picture: {
      kind: "bars",
      unit: "%",
      bars: festivals.map((each) => ({
        name: each.name,
        value: rateOf(each),
        detail: `${formatNumber(each.given)}/${formatNumber(each.due)} 人次`
      }))
    },
    table: {
      columns: [
        {title: "节日"},
        {title: "应发", unit: "人次"},
        {title: "已发", unit: "人次"},
        {title: "未发", unit: "人次"},
        {title: "覆盖率", unit: "%"}
      ],
      rows: festivals.map((each) => ({cells: [each.name, each.due, each.given, each.due - each.given, rateOf(each)]}))
    },
    figures: [
      {name: "覆盖率", value: shareOf(all.numerator ?? 0, all.denominator) ?? 0, unit: "%"},
      {name: "最低的节日", value: rateOf(lowest), unit: "%"},
      {name: "没有发齐", value: left, unit: "人"}
    ],
    note: "应发的为节日当月末在岗的会员。",
    next: [{words: "节日福利覆盖率与未发放", to: "/kpis/K17"}]
  };
}

interface BirthdayMonth {
  month: string;
  due: number;
  greeted: number;
}

/** The KPI adds up since January, so a month's own birthdays are what it adds. */
function birthdayMonthsOf(series: KpiPoint[], month: string): BirthdayMonth[] {
  const points = series.filter((point) => point.month.slice(0, 4) === month.slice(0, 4) && point.month <= month);
  return points.map((point, at) => {
    const before = points[at - 1];
    return {
      month: point.month,
      due: (point.denominator ?? 0) - (before?.denominator ?? 0),
      greeted: (point.numerator ?? 0) - (before?.numerator ?? 0)
    };
  });
}

export function birthdaysPanel(series: KpiPoint[], {whole, on, month}: TopicScope): Panel | undefined {
  const all = series.find((point) => point.month === month);
  if (!all?.denominator) return undefined;
  const months = birthdayMonthsOf(series, month);
  // A closed month that was kept with other numbers leaves no difference to be told.
  const isTold = ({due, greeted}: BirthdayMonth) => due > 0 && !isTooFew(due) && greeted >= 0 && greeted <= due;
  const over = months.filter((each) => isTold(each) && each.month.slice(0, 7) < on.slice(0, 7));
  const lowest = over.toSorted((a, b) => a.greeted / a.due - b.greeted / b.due)[0];
  const isUneven = lowest !== undefined && over.length > 1 && lowest.greeted < lowest.due;
  return {
    id: "benefits-birthdays",
    title: `生日慰问按时送到 ${formatShare(all.numerator ?? 0, all.denominator)}（${formatNumber(all.numerator ?? 0)}/${formatNumber(all.denominator)} 人）${
      isUneven ? `，最低的是${formatShortMonth(lowest.month)}（${formatShare(lowest.greeted, lowest.due)}）` : ""
    }`,
    subtitle: `${whole}在岗会员按生日所在月份，当月内送到的为按时，截至${formatDay(on)}`,
    picture: {
      kind: "columns",
      unit: "人",
      labels: months.map((each) => formatShortMonth(each.month)),
      series: [
        {name: "按时", values: months.map((each) => (isTold(each) ? each.greeted : null))},
        {name: "没有按时", values: months.map((each) => (isTold(each) ? each.due - each.greeted : null))}
      ]
    },
    table: {
      columns: [
        {title: "月份"},
        {title: "应慰问", unit: "人"},
        {title: "按时", unit: "人"},
        {title: "按时率", unit: "%"}
      ],
      rows: months.map((each) => ({
        cells: isTold(each)
          ? [formatShortMonth(each.month), each.due, each.greeted, shareOf(each.greeted, each.due)]
          : [formatShortMonth(each.month), ...untoldCells(each)]
      }))
    },
    figures: [
      {name: "按时率", value: shareOf(all.numerator ?? 0, all.denominator) ?? 0, unit: "%"},
      {name: "按时", value: all.numerator ?? 0, unit: "人"},
      {name: "应慰问", value: all.denominator, unit: "人"},
      ...(lowest ? [{name: "最低的月份", value: shareOf(lowest.greeted, lowest.due) ?? 0, unit: "%"}] : [])
    ],
    note: `过了当月的不能再补；${month.slice(0, 7) === on.slice(0, 7) ? "本月还没有结束；" : ""}${TOO_FEW_IN_UNIT_NOTE.replace("单位", "月份")}。`,
    next: [{words: "生日慰问覆盖率", to: "/kpis/K19"}]
  };
}

const untoldCells = ({due}: BirthdayMonth) => Array<string | null>(3).fill(isTooFew(due) ? TOO_FEW_CELL : null);
