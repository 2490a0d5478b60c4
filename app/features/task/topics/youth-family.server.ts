import type {DuckDBConnection} from "@duckdb/node-api";
import {formatDay, formatNumber, formatShare, shareOf} from "#app/format.ts";
import {type KpiOfSegment, readKpiSegments, readKpiSeries} from "#pipelines/numbers/kpis.ts";
import {type HeldActivity, readHeldActivities} from "#pipelines/topics/activity-lists.ts";
import type {Panel} from "./panel.ts";
import type {TopicScope} from "./topic-scope.ts";

const CARE = "子女托管";
const CATEGORIES = [CARE, "亲子", "联谊交友"];

/** Holiday care, family days and social evenings, as counts only: K31 and K30 with the activities behind them. */
export async function makeFamilyPanel(db: DuckDBConnection, scope: TopicScope): Promise<Panel | undefined> {
  const [held, care, segments] = await Promise.all([
    readHeldActivities(db, scope, CATEGORIES),
    readKpiSeries(db, "K31", {unit_code: scope.unit}),
    readKpiSegments(db, "K30", {month: scope.month, unit_code: scope.unit})
  ]);
  if (held.length === 0) return undefined;
  const cared = care.find(({month}) => month === scope.month);
  const [served, wished] = [cared?.numerator ?? 0, cared?.denominator ?? 0];
  const attendances = attendancesOf(segments);
  return {
    id: "youth-family",
    title: [
      ...(wished === 0 ? [] : [careWords(served, wished)]),
      ...attendances.map(({name, value}) => `${name} ${formatNumber(value)} 人次`)
    ].join("；"),
    subtitle: `${scope.whole}已完成的托管、亲子和联谊活动，截至${formatDay(scope.on)}；只有人次，没有名单`,
    table: {
      columns: [
        {title: "活动"},
        {title: "类别"},
        {title: "日期"},
        {title: "报名", unit: "人"},
        {title: "参加或接收", unit: "人次"},
        {title: "未接收", unit: "人"}
      ],
      rows: held
        .toSorted((a, b) => CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category))
        .map((each) => ({
          cells: [
            each.activity_name,
            each.category,
            each.happened_on,
            each.registered_count,
            each.actual_headcount,
            refusedOf(each)
          ]
        }))
    },
    figures: [
      {name: "托管报名", value: wished, unit: "人"},
      {name: "托管接收", value: served, unit: "人"},
      {name: "托管未接收", value: Math.max(wished - served, 0), unit: "人"},
      {name: "托管需求满足率", value: shareOf(served, wished) ?? 0, unit: "%"},
      ...attendances.map(({name, value}) => ({name, value, unit: "人次"}))
    ],
    ...(wished > served && {note: "未接收的儿童只有人数，原因请看承诺的进展说明；托管不登记儿童姓名。"}),
    next: [
      {words: "托管需求满足率", to: "/kpis/K31"},
      {words: "“矿小苗”托管（举措）", to: "/plan/T06-07"},
      {words: "联谊与亲子人次", to: "/kpis/K30"}
    ]
  };
}

const careWords = (served: number, wished: number) =>
  `托管报名 ${formatNumber(wished)} 人，接收 ${formatNumber(served)} 人（${formatShare(served, wished)}）${
    wished > served ? `，未接收 ${formatNumber(wished - served)} 人` : ""
  }`;

const refusedOf = ({category, registered_count: registered, actual_headcount: came}: HeldActivity) =>
  category === CARE && registered !== null ? Math.max(registered - came, 0) : null;

function attendancesOf(segments: KpiOfSegment[]): {name: string; value: number}[] {
  return segments
    .filter(({segment, value}) => segment.startsWith("活动类别=") && value !== null && value > 0)
    .map(({segment, value}) => ({name: segment.replace("活动类别=", ""), value: value ?? 0}));
}
