import type {DuckDBConnection} from "@duckdb/node-api";
import {formatDay, formatPercent, formatShortDay} from "#app/format.ts";
import {readTasks} from "#app/server/plan-progress.server.ts";
import type {DeliverableProgress} from "#pipelines/numbers/deliverable-progress.ts";
import {listOf} from "#pipelines/plan/plan.ts";
import {daysBetween} from "#pipelines/time/months.ts";
import {type MilestoneReport, readMilestoneReports} from "#pipelines/topics/milestones.ts";
import type {Panel, PanelRow} from "./panel.ts";
import type {TopicScope} from "./topic-scope.ts";

export interface Milestones {
  deliverables: DeliverableProgress[];
  reports: MilestoneReport[];
}

/** Reads the deliverables of a KPI that follows milestones, and what was reported of each. */
export async function readMilestones(db: DuckDBConnection, kpiCode: string, scope: TopicScope): Promise<Milestones> {
  const codes = listOf(scope.plan.kpis.find(({code}) => code === kpiCode)?.deliverable_codes ?? "");
  const tasks = await readTasks(db, scope.plan, {month: scope.month.slice(0, 7), on: scope.on});
  return {
    deliverables: tasks.flatMap(({deliverables}) => deliverables).filter(({code}) => codes.includes(code)),
    reports: await readMilestoneReports(db, codes, scope)
  };
}

const SETTLED = ["办结", "待审", "已调整"];
const isOpen = ({status}: DeliverableProgress) => !SETTLED.includes(status);

interface PanelWords {
  id: string;
  subtitle: string;
  kpi: {words: string; to: string};
}

/** Returns the open milestones by their due days, each with what was reported last; only for the whole union. */
export function milestonesPanel(
  {deliverables, reports}: Milestones,
  {on, unit}: TopicScope,
  {id, subtitle, kpi}: PanelWords
): Panel | undefined {
  if (unit || deliverables.length === 0 || reports.length === 0) return undefined;
  const ordered = deliverables.toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || byDueDay(a, b));
  const open = ordered.filter(isOpen);
  return {
    id,
    title: open.length === 0 ? "都已完成" : titleOf(open, on),
    subtitle: `${subtitle}，截至${formatDay(on)}；期限近的在前`,
    table: {
      columns: [
        {title: "举措"},
        {title: "完成", unit: "%"},
        {title: "期限"},
        {title: "离期限", unit: "天"},
        {title: "最近一次说明"}
      ],
      rows: ordered.map((each) => rowOf(each, reports, on))
    },
    figures: open.flatMap(({name, due_on, progress}) => [
      {name: `${name}离期限`, value: Math.abs(daysBetween(on, due_on)), unit: "天"},
      ...(progress === null ? [] : [{name: `${name}完成`, value: progress, unit: "%"}])
    ]),
    next: [kpi, ...ordered.map(({code}) => ({words: `${code} 责任分工`, to: `/plan/${code}`}))]
  };
}

const byDueDay = (a: DeliverableProgress, b: DeliverableProgress) =>
  a.due_on.localeCompare(b.due_on) || a.code.localeCompare(b.code);

/** Those past their day, then the next one due. */
function titleOf(open: DeliverableProgress[], on: string): string {
  const late = open.filter(({due_on}) => due_on < on);
  const next = open.find(({due_on}) => due_on >= on);
  return [...late, ...(next ? [next] : [])].map((each) => openWords(each, on)).join("；");
}

function openWords({name, progress, due_on}: DeliverableProgress, on: string): string {
  const days = daysBetween(on, due_on);
  const done = progress === null ? "还没有进展" : `完成 ${formatPercent(progress)}`;
  if (days < 0) return `${name}${done}，已过期限 ${-days} 天`;
  return `${name}${done}，${days === 0 ? "今天到期" : `${formatShortDay(due_on)}到期，还有 ${days} 天`}`;
}

function rowOf(
  {code, name, progress, due_on, status, original_due_on}: DeliverableProgress,
  reports: MilestoneReport[],
  on: string
): PanelRow {
  const last = reports.findLast(
    ({deliverable_code, problem_note}) => deliverable_code === code && problem_note !== null
  );
  return {
    cells: [
      name,
      progress,
      original_due_on === due_on ? due_on : `${due_on}（原定 ${original_due_on}）`,
      SETTLED.includes(status) ? null : daysBetween(on, due_on),
      last ? `${Number(last.month.slice(5, 7))}月：${last.problem_note}` : SETTLED.includes(status) ? status : null
    ],
    to: `#${code}`
  };
}
