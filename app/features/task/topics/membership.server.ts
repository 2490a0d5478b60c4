import type {DuckDBConnection} from "@duckdb/node-api";
import {formatDay, formatShare, formatShortMonth, formatValue, shareOf} from "#app/format.ts";
import {type KpiOfSegment, type KpiOfUnit, readKpiSegments, readKpiUnits} from "#pipelines/numbers/kpis.ts";
import {targetOf} from "#pipelines/plan/target.ts";
import type {MembershipMoves} from "#pipelines/topics/organisation.ts";
import {FEWEST, fewOr, fewWords} from "./few-people.ts";
import type {Panel} from "./panel.ts";
import type {TopicScope} from "./topic-scope.ts";

export async function membersPanel(db: DuckDBConnection, scope: TopicScope): Promise<Panel | undefined> {
  const question = {month: scope.month};
  const [units, blanks, segments] = await Promise.all([
    readKpiUnits(db, "K47", question),
    readKpiUnits(db, "K48", {...question}),
    readKpiSegments(db, "K47", question)
  ]);
  const own = units.filter(({unit_code}) => !scope.unit || unit_code === scope.unit);
  if (own.length === 0) return undefined;
  return makeMembersPanel(own, new Map(blanks.map((each) => [each.unit_code, each])), segments, scope);
}

function makeMembersPanel(
  units: KpiOfUnit[],
  records: Map<string, KpiOfUnit>,
  segments: KpiOfSegment[],
  {whole, nameOf, unit, plan, until}: TopicScope
): Panel {
  const people = units.reduce((sum, {denominator}) => sum + (denominator ?? 0), 0);
  const members = units.reduce((sum, {numerator}) => sum + (numerator ?? 0), 0);
  const outside = people - members;
  const outsideOf = ({numerator, denominator}: KpiOfUnit) => (denominator ?? 0) - (numerator ?? 0);
  const kpi = plan.kpis.find(({code}) => code === "K47");
  const target = kpi && targetOf(kpi).value;
  const kinds = segments
    .flatMap(({segment, value}) =>
      segment.startsWith("未入会（人）=") ? [{name: segment.slice("未入会（人）=".length), value: value ?? 0}] : []
    )
    .toSorted((a, b) => b.value - a.value);
  const isDrawn = !unit && kinds.length > 0 && kinds.length <= units.length;
  const outsideWords = outside === 0 ? "都已入会" : `未入会 ${formatValue(outside, "人")}`;
  return {
    id: "organisation-members",
    title: `在岗 ${formatValue(people, "人")}，入会率 ${formatShare(members, people)}${
      target === undefined ? "" : `（目标 ${target} %）`
    }，${outsideWords}`,
    subtitle: unit
      ? `${whole}会员，${formatDay(until("members"))}的名册`
      : `${whole}会员，${formatDay(until("members"))}的名册；未入会多的在前`,
    picture: isDrawn ? {kind: "bars", unit: "人", bars: kinds} : undefined,
    table: {
      columns: [
        {title: "单位"},
        {title: "在岗", unit: "人"},
        {title: "入会率", unit: "%"},
        {title: "未入会", unit: "人"},
        {title: "会员信息完整率", unit: "%"}
      ],
      rows: units
        .toSorted((a, b) => outsideOf(b) - outsideOf(a) || a.unit_code.localeCompare(b.unit_code))
        .map((each) => ({
          cells: [
            nameOf(each.unit_code),
            each.denominator,
            each.value,
            outsideOf(each),
            records.get(each.unit_code)?.value ?? null
          ],
          isOwn: each.unit_code === unit
        }))
    },
    figures: [
      {name: "在岗", value: people, unit: "人"},
      {name: "入会率", value: shareOf(members, people) ?? 0, unit: "%"},
      {name: "未入会", value: outside, unit: "人"},
      ...(target === undefined ? [] : [{name: "目标", value: target, unit: ""}])
    ],
    note:
      unit || kinds.length === 0 || isDrawn
        ? undefined
        : `未入会的按用工形式：${kinds.map(({name, value}) => `${name} ${value} 人`).join("，")}。`,
    next: [
      {words: "会员入会率", to: "/kpis/K47"},
      {words: "会员信息完整率", to: "/kpis/K48"},
      {words: "会员管理", to: "/plan/T11-06"}
    ]
  };
}

export function movesPanel(moves: MembershipMoves | undefined, {whole, until}: TopicScope): Panel | undefined {
  if (!moves) return undefined;
  const {first_month, newcomers, newcomers_outside, joined, retired, left_school} = moves;
  const rows = [
    {name: "今年入校", value: newcomers},
    {name: "其中还没有入会", value: newcomers_outside},
    {name: "今年入会", value: joined},
    {name: "退休", value: retired},
    {name: "调离或不再在册", value: left_school}
  ];
  if (rows.every(({value}) => value === 0)) return undefined;
  const arrivals =
    newcomers > 0 ? `今年入校 ${fewWords(newcomers)}，其中 ${fewWords(newcomers_outside)}还没有入会` : "";
  return {
    id: "organisation-moves",
    title: [`今年入会 ${fewWords(joined)}`, arrivals, `退休 ${fewWords(retired)}，离开 ${fewWords(left_school)}`]
      .filter(Boolean)
      .join("；"),
    subtitle: `${whole}人员变动，${formatDay(until("members"))}的名册与${formatShortMonth(first_month)}末相比`,
    picture: {kind: "bars", unit: "人", bars: rows.filter(({value}) => value === 0 || value >= FEWEST)},
    table: {
      columns: [{title: "变动"}, {title: "人数", unit: "人"}],
      rows: rows.map(({name, value}) => ({cells: [name, fewOr(value)]}))
    },
    figures: [...rows.map((row) => ({...row, unit: "人"})), {name: "不单独列出的人数下限", value: FEWEST, unit: "人"}],
    note: "名册每季度更新，没有新名册的月份不变。入校、入会看名册上的日期，退休、离开看两份名册。",
    next: [{words: "未入会的按用工形式", to: "/kpis/K47"}]
  };
}
