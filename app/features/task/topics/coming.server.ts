import type {DuckDBConnection} from "@duckdb/node-api";
import {formatDay, formatShortDay} from "#app/format.ts";
import {type ComingActivity, readComingActivities} from "#pipelines/topics/activity-lists.ts";
import type {Panel, PanelRow} from "./panel.ts";
import type {TopicScope} from "./topic-scope.ts";

/** A promised activity that was not held by the month's end and is neither planned nor put off. */
export interface UnheardDeliverable {
  code: string;
  name: string;
}

/** What a task still has before it this year, with what was put off and what has no day; none if nothing is left. */
export async function makeComingPanel(
  db: DuckDBConnection,
  scope: TopicScope,
  {task, id, unheard = []}: {task: string; id: string; unheard?: UnheardDeliverable[]}
): Promise<Panel | undefined> {
  const coming = await readComingActivities(db, scope, task);
  const silent = unheard.filter(({code}) => !coming.some(({deliverable_code}) => deliverable_code === code));
  if (coming.length + silent.length === 0) return undefined;
  return {
    id,
    title: `${[...comingWords(coming), ...silentWords(silent)].join("；")}`,
    subtitle: `${scope.whole}今年登记为“计划”“延期”的活动，截至${formatDay(scope.on)}；最近的在前`,
    table: {
      columns: [{title: "活动"}, {title: "日期"}, {title: "现状"}, {title: "主办单位"}, {title: "类别"}],
      rows: [...coming.map((each) => comingRow(each, scope)), ...silent.map(silentRow)]
    },
    figures: countsOf(coming, silent).map(([name, value]) => ({name, value, unit: "项"})),
    next: [{words: "计划日程", to: "/plan/calendar"}]
  };
}

const kindsOf = (coming: ComingActivity[]) => ({
  ahead: coming.filter(({status, is_past}) => status === "计划" && !is_past),
  unreported: coming.filter(({status, is_past}) => status === "计划" && is_past),
  postponed: coming.filter(({status}) => status === "延期")
});

function countsOf(coming: ComingActivity[], silent: UnheardDeliverable[]): [string, number][] {
  const {ahead, unreported, postponed} = kindsOf(coming);
  return [
    ["将要举办", ahead.length],
    ["日期已过、尚未登记结果", unreported.length],
    ["延期", postponed.length],
    ["尚未举办", silent.length]
  ];
}

function comingWords(coming: ComingActivity[]): string[] {
  const {ahead, unreported, postponed} = kindsOf(coming);
  const [next] = ahead;
  return [
    ...(next
      ? [`将要举办 ${ahead.length} 项，最近的是${quoted(next.activity_name)}（${formatShortDay(next.started_on)}）`]
      : []),
    ...unreported.slice(0, 1).map((each) => `${named(each, unreported.length)}日期已过，还没有登记结果`),
    ...postponed.slice(0, 1).map((each) => `${named(each, postponed.length)}延期，待定新的日期`)
  ];
}

/** A name that has quotes of its own needs no more. */
const quoted = (name: string) => (name.includes("“") ? name : `“${name}”`);

const named = ({activity_name, started_on}: ComingActivity, count: number) =>
  count === 1
    ? `${quoted(activity_name)}（原定${formatShortDay(started_on)}）`
    : `${quoted(activity_name)}等 ${count} 项`;

function silentWords(silent: UnheardDeliverable[]): string[] {
  const [first] = silent;
  if (!first) return [];
  return [`${quoted(first.name)}${silent.length > 1 ? `等 ${silent.length} 项` : ""}还没有举办`];
}

function comingRow(
  {activity_name, started_on, status, is_past, unit_code, category, deliverable_code}: ComingActivity,
  {nameOf, unit}: TopicScope
): PanelRow {
  const planned = is_past ? "日期已过，尚未登记结果" : "计划";
  const postponed = is_past ? "延期，待定新的日期" : "延期";
  return {
    cells: [activity_name, started_on, status === "计划" ? planned : postponed, nameOf(unit_code), category],
    to: `/plan/${deliverable_code}`,
    isOwn: unit_code === unit
  };
}

const silentRow = ({code, name}: UnheardDeliverable): PanelRow => ({
  cells: [name, null, "尚未举办", null, null],
  to: `/plan/${code}`
});
