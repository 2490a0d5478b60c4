import type {DuckDBConnection} from "@duckdb/node-api";
import {formatDay, formatShortDay, formatShortMonth} from "#app/format.ts";
import {lastDayOf} from "#pipelines/time/months.ts";
import {type KpiPoint, readKpiSegments, readKpiSeries} from "#pipelines/numbers/kpis.ts";
import {type DeliverableReport, readReports} from "#pipelines/numbers/reports.ts";
import {targetOf} from "#pipelines/plan/target.ts";
import {
  type HigherHonour,
  type HonourLevel,
  readHigherHonours,
  readHonourLevels,
  readSelections,
  readStudioProjects,
  type Selection,
  type StudioProject
} from "#pipelines/topics/honours.ts";
import type {Panel, PanelRow} from "./panel.ts";
import type {TopicScope} from "./topic-scope.ts";

/** 先进典型: the model workers of the year, the selections still open, the ladder of honours, and their stories. */
export async function makeHonourPanels(db: DuckDBConnection, scope: TopicScope): Promise<Panel[]> {
  const question = {unit_code: scope.unit};
  const [honours, levels, selections, projects, workers, named, stories, reports] = await Promise.all([
    readHigherHonours(db, scope),
    readHonourLevels(db, scope),
    readSelections(db, scope),
    readStudioProjects(db, scope),
    readKpiSeries(db, "K44", question),
    readKpiSegments(db, "K45", {month: scope.month}),
    readKpiSeries(db, "K46", question),
    readReports(db, scope.month)
  ]);
  const panels = [
    workersPanel(honours, valueIn(workers, scope.month), scope),
    scope.unit ? undefined : selectionsPanel(selections, statesOf(named), reports, scope),
    ladderPanel(levels, scope),
    storiesPanel(stories, await readStoryCopies(db, scope), scope),
    projectsPanel(projects, scope)
  ];
  return panels.filter((panel) => panel !== undefined);
}

const valueIn = (series: KpiPoint[], month: string) =>
  series.find((point) => point.month === month)?.value ?? undefined;
const targetIn = ({plan}: TopicScope, code: string) => {
  const kpi = plan.kpis.find((each) => each.code === code);
  return kpi && targetOf(kpi);
};

function workersPanel(honours: HigherHonour[], won: number | undefined, scope: TopicScope): Panel | undefined {
  const {whole, on, unit} = scope;
  if (honours.length === 0 || won === undefined) return undefined;
  const target = unit ? undefined : targetIn(scope, "K44");
  const open = honours.filter(({subject, state}) => subject === "个人" && state === "推荐中");
  return {
    id: "honours-workers",
    title: [
      `今年新增市级及以上劳模先进 ${won} 人${target ? `，目标 ${target.value} 人` : ""}`,
      ...open
        .slice(0, 2)
        .map(
          ({item_name, records, applied_on}) =>
            `“${item_name}” ${records} 人推荐中${applied_on ? `（${formatShortDay(applied_on)}起）` : ""}`
        ),
      target && won < target.value && open.length === 0 && "目前没有推荐中的人选"
    ]
      .filter(Boolean)
      .join("；"),
    subtitle: `${whole}上级荣誉，截至${formatDay(on)}；还没有结果的在前`,
    table: {
      columns: [
        {title: "荣誉"},
        {title: "级别"},
        {title: "对象"},
        {title: "进展"},
        {title: "推荐日期"},
        {title: "结果日期"},
        {title: "人（个）数", unit: ""}
      ],
      rows: honours.map(
        ({item_name, level, subject, state, applied_on, result_on, records, deliverable_code, days_open}) => ({
          cells: [
            item_name,
            level,
            subject,
            days_open === null ? state : `${state}，已 ${days_open} 天`,
            applied_on,
            result_on,
            records
          ],
          ...(deliverable_code && {to: `/plan/${deliverable_code}`})
        })
      )
    },
    figures: [
      {name: "新增劳模先进", value: won, unit: "人"},
      ...(target ? [{name: "目标", value: target.value, unit: "人"}] : [])
    ],
    note: "集体荣誉不计入新增人数；台账不记以往劳模今年的服务。",
    next: [
      {words: "新增劳模先进人数", to: "/kpis/K44"},
      {words: "推荐与培育", to: "/plan/T10-03"}
    ]
  };
}

type SelectionState = "已评出" | "已申报待评" | "未申报";

/** K45 names the selections and says where each stands. */
function statesOf(segments: {segment: string; value: number | null}[]): Map<string, SelectionState> {
  const named = segments.filter(({segment}) => segment.startsWith("评选项目="));
  const nameOf = (segment: string) => segment.slice(segment.indexOf("=") + 1);
  const states = new Map<string, SelectionState>(named.map(({segment}) => [nameOf(segment), "已评出"]));
  for (const {segment} of segments) {
    if (segment.startsWith("已申报待评（项）=")) states.set(nameOf(segment), "已申报待评");
    if (segment.startsWith("未申报（项）=")) states.set(nameOf(segment), "未申报");
  }
  return states;
}

const STATE_ORDER: SelectionState[] = ["已申报待评", "未申报", "已评出"];

function selectionsPanel(
  selections: Selection[],
  states: Map<string, SelectionState>,
  reports: Map<string, DeliverableReport>,
  {plan, on, whole}: TopicScope
): Panel | undefined {
  if (states.size === 0) return undefined;
  const deliverableOf = (name: string) =>
    plan.deliverables.find(({task_code, name: full}) => task_code === "T10" && full.includes(name))?.code;
  const items = [...states].map(([name, state]) => {
    const code = deliverableOf(name);
    const selection = selections.find(({deliverable_code}) => deliverable_code === code);
    const report = code === undefined ? undefined : reports.get(code);
    const due = plan.assignments.find(({deliverable_code}) => deliverable_code === code)?.due_on;
    return {name, state, code, selection, due: due ?? report?.planned_latest ?? null, problem: report?.problem_note};
  });
  const of = (state: SelectionState) => items.filter((item) => item.state === state);
  const [done, open, none] = [of("已评出"), of("已申报待评"), of("未申报")];
  return {
    id: "honours-selections",
    title: [
      `校内评选 ${items.length} 项，已评出 ${done.length} 项`,
      open.length > 0 && `待评 ${open.length} 项（${open.map(({name}) => `“${name}”`).join("")}）`,
      none.length > 0 && `还没有申报 ${none.length} 项`
    ]
      .filter(Boolean)
      .join("，"),
    subtitle: `${whole}文件点名的评选，截至${formatDay(on)}；待评的在前`,
    table: {
      columns: [
        {title: "评选项目"},
        {title: "进展"},
        {title: "申报", unit: "份"},
        {title: "表彰", unit: ""},
        {title: "申报开始"},
        {title: "评出日期"},
        {title: "预定完成"}
      ],
      rows: items
        .toSorted((a, b) => STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state))
        .map(({name, state, code, selection, due}) => ({
          cells: [
            name,
            state,
            selection?.applied ?? 0,
            selection?.won ?? 0,
            selection?.first_applied_on ?? null,
            selection?.result_on ?? null,
            due
          ],
          ...(code && {to: `/plan/${code}`})
        }))
    },
    figures: [
      {name: "校内评选", value: items.length, unit: "项"},
      {name: "已评出", value: done.length, unit: "项"},
      {name: "待评", value: open.length, unit: "项"},
      {name: "还没有申报", value: none.length, unit: "项"}
    ],
    note:
      items
        .flatMap(({name, state, problem}) => (problem && state !== "已评出" ? [`${name}：${problem}`] : []))
        .join(" ") || undefined,
    next: [
      {words: "评选完成率", to: "/kpis/K45"},
      ...open.flatMap(({name, code}) => (code ? [{words: name, to: `/plan/${code}`}] : []))
    ]
  };
}

function ladderPanel(levels: HonourLevel[], {whole, month, unit}: TopicScope): Panel | undefined {
  if (levels.length === 0) return undefined;
  const higher = levels.filter(({level}) => level !== "校级" && level !== "未填级别");
  const sum = (rows: HonourLevel[], key: "recommended" | "won" | "refused") =>
    rows.reduce((total, each) => total + each[key], 0);
  const campus = levels.filter(({level}) => level === "校级");
  const groups = higher.filter(({subject}) => subject === "集体");
  const states = unit ? (["获得"] as const) : (["推荐申报中", "获得", "未获得"] as const);
  const valueOf = (each: HonourLevel, state: (typeof states)[number]) =>
    ({推荐申报中: each.recommended, 获得: each.won, 未获得: each.refused})[state];
  const nameOf = ({level, subject}: HonourLevel) => `${level}·${subject}`;
  const row = (each: HonourLevel): PanelRow => ({
    cells: [each.level, each.subject, ...states.map((state) => valueOf(each, state))]
  });
  return {
    id: "honours-ladder",
    title: [
      (!unit || sum(higher, "won") > 0) &&
        `市级及以上荣誉${sum(higher, "won") > 0 ? `获得 ${sum(higher, "won")} 项` : "还没有获得"}`,
      sum(groups, "won") > 0 && `其中集体 ${sum(groups, "won")} 项`,
      !unit && sum(higher, "recommended") > 0 && `推荐中 ${sum(higher, "recommended")} 项`,
      sum(campus, "won") > 0 && `校级表彰 ${sum(campus, "won")} 项`
    ]
      .filter(Boolean)
      .join("，"),
    subtitle: `${whole}各级荣誉走到哪一步，个人与集体分列，今年至${formatShortMonth(month)}末`,
    picture: {
      kind: "heat",
      unit: "项",
      columns: [...states],
      rows: levels.map(nameOf),
      cells: levels.flatMap((each) =>
        states.map((state) => ({column: state, row: nameOf(each), value: valueOf(each, state)}))
      )
    },
    table: {
      columns: [{title: "级别"}, {title: "对象"}, ...states.map((title) => ({title, unit: "项"}))],
      rows: levels.map(row)
    },
    figures: [
      {name: "市级及以上获得", value: sum(higher, "won"), unit: "项"},
      {name: "其中集体", value: sum(groups, "won"), unit: "项"},
      {name: "市级及以上推荐中", value: sum(higher, "recommended"), unit: "项"},
      {name: "校级表彰", value: sum(campus, "won"), unit: "项"}
    ],
    note: unit ? "各单位只列获得的荣誉。" : undefined,
    next: [{words: "有哪些变化", to: "/changes"}]
  };
}

/** A story on two platforms is one story and two publications; only the union has this number. */
async function readStoryCopies(db: DuckDBConnection, {month, unit}: TopicScope): Promise<number | undefined> {
  if (unit) return undefined;
  const segments = await readKpiSegments(db, "K46", {month});
  return segments.find(({segment}) => segment === "另列=各平台合计（篇次）")?.value ?? undefined;
}

function storiesPanel(series: KpiPoint[], copies: number | undefined, scope: TopicScope): Panel | undefined {
  const {month, whole, unit, until} = scope;
  const year = series.filter((point) => point.month.slice(0, 4) === month.slice(0, 4) && point.month <= month);
  const all = year.at(-1)?.value ?? 0;
  if (all === 0) return undefined;
  const own = year.map(({value}, at) => (value ?? 0) - (year[at - 1]?.value ?? 0));
  const target = unit ? undefined : targetIn(scope, "K46");
  // The month whose data have not all come may still bring one.
  const empty = own.filter((count, at) => count === 0 && lastDayOf(year[at]!.month) <= until("media")).length;
  return {
    id: "honours-stories",
    title: `先进典型宣传 ${all} 篇${target ? `，全年目标 ${target.value} 篇` : ""}${
      empty > 0 ? `；有 ${empty} 个月没有新的报道` : "；每个月都有新的报道"
    }`,
    subtitle: `${whole}各月首次发布的报道，1月至${formatShortMonth(month)}；同一稿件多平台转发只计 1 篇`,
    picture: {
      kind: "columns",
      unit: "篇",
      labels: year.map((point) => formatShortMonth(point.month)),
      series: [{name: "报道", values: own}]
    },
    table: {
      columns: [{title: "月份"}, {title: "报道", unit: "篇"}, {title: "今年累计", unit: "篇"}],
      rows: year.map((point, at) => ({cells: [formatShortMonth(point.month), own[at] ?? 0, point.value]}))
    },
    figures: [
      {name: "没有新报道的月份", value: empty, unit: "个"},
      ...(target ? [{name: "全年目标", value: target.value, unit: "篇"}] : [])
    ],
    note: copies === undefined ? undefined : `各平台合计发布 ${copies} 篇次。`,
    next: [
      {words: "宣传报道数", to: "/kpis/K46"},
      {words: "宣传报道安排", to: "/plan/T10-15"}
    ]
  };
}

function projectsPanel(projects: StudioProject[], {whole, nameOf, unit, until}: TopicScope): Panel | undefined {
  if (projects.length === 0) return undefined;
  const [won, open] = (["获得", "推荐中"] as const).map(
    (state) => projects.filter((each) => each.state === state).length
  );
  return {
    id: "honours-studios",
    title: `劳模工作室技术创新项目 ${projects.length} 项，立项 ${won} 项，推荐中 ${open} 项`,
    subtitle: `${whole}今年推荐的项目，截至${formatDay(until("awards"))}`,
    table: {
      columns: [{title: "项目"}, {title: "单位"}, {title: "进展"}, {title: "推荐日期"}, {title: "结果日期"}],
      rows: projects.map(({item_name, unit_code, state, applied_on, result_on}) => ({
        cells: [item_name, nameOf(unit_code), state, applied_on, result_on],
        isOwn: unit_code !== null && unit_code === unit
      }))
    },
    figures: [
      {name: "立项", value: won ?? 0, unit: "项"},
      {name: "推荐中", value: open ?? 0, unit: "项"}
    ],
    next: [{words: "劳模工作室建设", to: "/plan/T10-04"}]
  };
}
