import type {DuckDBConnection} from "@duckdb/node-api";
import {formatDay, formatNumber, formatShare, formatShortDay, shareOf} from "#app/format.ts";
import type {KpiOfSegment, KpiOfUnit, KpiValue} from "#pipelines/numbers/kpis.ts";
import {
  type FirstTopicMeeting,
  type LearningMonth,
  type LearningUnit,
  readFirstTopicMeetings,
  readLearningMonths,
  readLearningUnits,
  readResearchPieces,
  type ResearchPiece
} from "#pipelines/topics/learning.ts";
import {isTooFew, TOO_FEW_CELL, TOO_FEW_IN_UNIT_NOTE} from "./few-people.ts";
import {readScopeKpi, readScopeSegments, readUnitKpis} from "./kpi-of-scope.server.ts";
import {monthsAxis} from "./months-axis.ts";
import {nameList} from "./name-list.ts";
import type {Panel} from "./panel.ts";
import type {TopicScope} from "./topic-scope.ts";

/** 学习: which meetings put study first, how often people learned, in which units, and what was written. */
export async function makeLearningPanels(db: DuckDBConnection, scope: TopicScope): Promise<Panel[]> {
  const meetings = await readFirstTopicMeetings(db, scope);
  const months = await readLearningMonths(db, scope);
  return [
    firstTopicPanel(meetings, await readScopeKpi(db, "K01", scope), scope),
    sessionsPanel(months, scope),
    missedPanel(meetings, scope),
    papersPanel(await readResearchPieces(db, scope), await readPapers(db, scope), scope),
    unitsPanel(await readLearningUnits(db, scope), await readUnitKpis(db, "K02", scope), scope)
  ].filter((panel) => panel !== undefined);
}

const sum = <T>(rows: T[], of: (row: T) => number) => rows.reduce((total, row) => total + of(row), 0);

function firstTopicPanel(
  meetings: FirstTopicMeeting[],
  kpi: KpiValue | undefined,
  {whole, on, month}: TopicScope
): Panel | undefined {
  const due = kpi?.denominator ?? 0;
  if (meetings.length === 0 || due === 0) return undefined;
  const done = kpi?.numerator ?? 0;
  const {months, labels} = monthsAxis(month, false);
  const held = months.map((each) => meetings.filter(({held_on}) => held_on.startsWith(each.slice(0, 7))));
  const doneIn = held.map((each) => each.filter(({is_done}) => is_done).length);
  return {
    id: "learning-first-topic",
    title:
      done === due
        ? `应落实“第一议题”的会议 ${due} 次，次次落实`
        : `应落实“第一议题”的会议 ${due} 次，落实 ${done} 次（${formatShare(done, due)}），${due - done} 次没有落实`,
    subtitle: `${whole}今年的校工会常委会和二级单位工会主席会，按召开月份，截至${formatDay(on)}`,
    picture: {
      kind: "columns",
      unit: "次",
      labels,
      series: [
        {name: "落实", values: doneIn},
        {name: "没有落实", values: held.map((each, at) => each.length - doneIn[at]!)}
      ]
    },
    table: {
      columns: [
        {title: "月份"},
        {title: "应落实", unit: "次"},
        {title: "落实", unit: "次"},
        {title: "没有落实", unit: "次"}
      ],
      rows: labels.map((label, at) => ({
        cells: [label, held[at]!.length, doneIn[at]!, held[at]!.length - doneIn[at]!]
      }))
    },
    figures: [
      {name: "应落实", value: due, unit: "次"},
      {name: "落实", value: done, unit: "次"},
      {name: "落实率", value: (done / due) * 100, unit: "%"},
      {name: "没有落实", value: due - done, unit: "次"}
    ],
    next: [{words: "“第一议题”落实率", to: "/kpis/K01"}]
  };
}

function missedPanel(meetings: FirstTopicMeeting[], {whole, on, nameOf, unit}: TopicScope): Panel | undefined {
  const missed = meetings.filter(({is_done}) => !is_done);
  if (missed.length === 0) return undefined;
  const open = missed.filter(({next_done_on}) => next_done_on === null);
  return {
    id: "learning-missed",
    title:
      open.length === 0
        ? `没有落实“第一议题”的 ${missed.length} 次会议，此后的会议都已落实`
        : `没有落实“第一议题”的 ${missed.length} 次会议中，${open.length} 次此后还没有记录到落实`,
    subtitle: `${whole}没有落实的会议逐次列出，截至${formatDay(on)}`,
    table: {
      columns: [{title: "召开日期"}, {title: "会议"}, {title: "单位"}, {title: "此后"}],
      rows: missed.map(({held_on, meeting_type, unit_code, next_done_on}) => ({
        cells: [
          held_on,
          meeting_type,
          nameOf(unit_code),
          next_done_on === null ? "还没有记录到落实" : `${formatShortDay(next_done_on)}的会议已落实`
        ],
        isOwn: unit_code === unit
      }))
    },
    figures: [
      {name: "没有落实", value: missed.length, unit: "次"},
      {name: "此后还没有落实", value: open.length, unit: "次"}
    ],
    note: "没有填写是否落实的，按没有落实计；此后以同一会议最近一次落实为准。",
    next: [{words: "会议台账", to: "/datasets/meetings"}]
  };
}

function sessionsPanel(rows: LearningMonth[], scope: TopicScope): Panel | undefined {
  if (rows.length === 0) return undefined;
  const {whole, on, unit} = scope;
  const held = rows.filter(({is_planned}) => !is_planned);
  const planned = rows.filter(({is_planned}) => is_planned);
  const {months, labels, plannedFrom} = monthsAxis(scope.month, planned.length > 0);
  const of = (month: string, key: "by_union" | "by_units" | "headcount") =>
    sum(
      rows.filter((row) => row.month === month),
      (row) => row[key]
    );
  const times = sum(held, ({by_union, by_units}) => by_union + by_units);
  const yet = sum(planned, ({by_union, by_units}) => by_union + by_units);
  const headcount = sum(held, (row) => row.headcount);
  return {
    id: "learning-sessions",
    title: `今年组织学习培训 ${times} 场、${formatNumber(headcount)} 人次${yet > 0 ? `，还计划 ${yet} 场` : ""}`,
    subtitle: `${whole}的理论学习和工会干部业务培训，按月，截至${formatDay(on)}${yet > 0 ? "；空心为计划" : ""}`,
    picture: {
      kind: "columns",
      unit: "场",
      labels,
      plannedFrom,
      series: unit
        ? [{name: "本单位", values: months.map((each) => of(each, "by_union") + of(each, "by_units"))}]
        : [
            {name: "校工会组织", values: months.map((each) => of(each, "by_union"))},
            {name: "二级单位组织", values: months.map((each) => of(each, "by_units"))}
          ]
    },
    table: {
      columns: [
        {title: "月份"},
        {title: "校工会", unit: "场"},
        {title: "二级单位", unit: "场"},
        {title: "参加", unit: "人次"}
      ],
      rows: months.map((each, at) => ({
        cells: [
          at < plannedFrom ? labels[at]! : `${labels[at]}（计划）`,
          of(each, "by_union"),
          of(each, "by_units"),
          at < plannedFrom ? of(each, "headcount") : null
        ]
      }))
    },
    figures: [
      {name: "已组织", value: times, unit: "场"},
      {name: "参加", value: headcount, unit: "人次"},
      {name: "计划", value: yet, unit: "场"}
    ],
    note: "只计已完成的活动，跨月的算在结束的月份；人次为主办方所报，同一人可多次。",
    next: [{words: "工会干部参训率", to: "/kpis/K02"}]
  };
}

const hasNone = (kpi: KpiOfUnit | undefined) => (kpi?.denominator ?? 0) > 0 && kpi?.numerator === 0;
const rateOf = (kpi: KpiOfUnit | undefined) => shareOf(kpi?.numerator ?? 0, kpi?.denominator ?? 0);

function unitsPanel(units: LearningUnit[], trained: Map<string, KpiOfUnit>, scope: TopicScope): Panel | undefined {
  const {whole, on, nameOf, unit} = scope;
  if (units.length === 0 || (trained.size === 0 && units.every(({sessions}) => sessions === 0))) return undefined;
  const ordered = units.toSorted((a, b) => {
    const rate = ({unit_code}: LearningUnit) => rateOf(trained.get(unit_code)) ?? 101;
    return rate(a) - rate(b) || a.sessions - b.sessions || a.unit_code.localeCompare(b.unit_code);
  });
  return {
    id: "learning-units",
    title: unitsTitle(ordered, trained, scope),
    subtitle: `${whole}各二级单位工会今年自己组织的学习和工会干部参训，截至${formatDay(on)}；参训率低的在前`,
    table: {
      columns: [
        {title: "单位"},
        {title: "干部参训率", unit: "%"},
        {title: "参训"},
        {title: "组织学习", unit: "场"},
        {title: "参加", unit: "人次"}
      ],
      rows: ordered.map(({unit_code, sessions, headcount}) => ({
        cells: [nameOf(unit_code), ...trainedCells(trained.get(unit_code)), sessions, headcount],
        isOwn: unit_code === unit
      }))
    },
    figures: [
      {name: "二级单位工会", value: units.length, unit: "个"},
      {
        name: "干部还没有参训的单位",
        value: units.filter(({unit_code}) => hasNone(trained.get(unit_code))).length,
        unit: "个"
      },
      ...lowestFigures(ordered, trained),
      {name: "没有组织学习的单位", value: units.filter(({sessions}) => sessions === 0).length, unit: "个"}
    ],
    note: `参训按人计，参加校工会组织的也算；${TOO_FEW_IN_UNIT_NOTE}。`,
    next: [{words: "工会干部参训率", to: "/kpis/K02"}]
  };
}

function trainedCells(kpi: KpiOfUnit | undefined): (string | number | null)[] {
  const {numerator, denominator} = kpi ?? {numerator: null, denominator: null};
  if (!denominator) return [null, null];
  if (isTooFew(denominator)) return [TOO_FEW_CELL, TOO_FEW_CELL];
  return [rateOf(kpi), `${numerator}/${denominator} 人`];
}

function unitsTitle(units: LearningUnit[], trained: Map<string, KpiOfUnit>, {nameOf, unit}: TopicScope): string {
  if (unit) return `今年自己组织学习 ${units[0]?.sessions ?? 0} 场、${formatNumber(units[0]?.headcount ?? 0)} 人次`;
  const none = units.filter(({unit_code}) => hasNone(trained.get(unit_code)));
  const without = units.filter(({sessions}) => sessions === 0).length;
  const learned = without === 0 ? "个个组织了学习" : `${without} 个今年还没有组织学习`;
  const training =
    none.length > 0
      ? `${none.length} 个单位的干部还没有参训（${nameList(none.map(({unit_code}) => nameOf(unit_code)))}）`
      : lowestWords(units, trained, nameOf);
  return `${units.length} 个二级单位工会中，${learned}${training && `；${training}`}`;
}

/** The unit with the smallest share of trained cadres, of those with enough of them to be shown. */
function lowestOf(units: LearningUnit[], trained: Map<string, KpiOfUnit>): KpiOfUnit | undefined {
  return units
    .flatMap(({unit_code}) => trained.get(unit_code) ?? [])
    .find(({denominator}) => (denominator ?? 0) > 0 && !isTooFew(denominator));
}

function lowestFigures(units: LearningUnit[], trained: Map<string, KpiOfUnit>): NonNullable<Panel["figures"]> {
  const rate = rateOf(lowestOf(units, trained));
  return rate === null ? [] : [{name: "最低的干部参训率", value: rate, unit: "%"}];
}

function lowestWords(units: LearningUnit[], trained: Map<string, KpiOfUnit>, nameOf: TopicScope["nameOf"]): string {
  const lowest = lowestOf(units, trained);
  if (!lowest) return "";
  return `干部参训率最低的是${nameOf(lowest.unit_code)}（${formatShare(lowest.numerator ?? 0, lowest.denominator ?? 0)}）`;
}

interface Papers {
  all: KpiValue | undefined;
  byJournal: Map<string, KpiOfSegment>;
}

async function readPapers(db: DuckDBConnection, scope: TopicScope): Promise<Papers> {
  const segments = await readScopeSegments(db, "K03", scope);
  return {all: await readScopeKpi(db, "K03", scope), byJournal: segments("刊物")};
}

const JOURNAL = "《中国教工》";

function papersPanel(pieces: ResearchPiece[], {all, byJournal}: Papers, scope: TopicScope): Panel | undefined {
  const {whole, on, nameOf, unit} = scope;
  if (pieces.length === 0) return undefined;
  const papers = all?.value ?? 0;
  const inJournal = byJournal.get(JOURNAL)?.value ?? 0;
  const projects = pieces.filter(({item_type}) => item_type === "研究课题").length;
  return {
    id: "learning-papers",
    title: `发表和交流论文 ${papers} 篇，${inJournal > 0 ? `其中${JOURNAL} ${inJournal} 篇` : `${JOURNAL}还没有`}${
      projects > 0 ? `；研究课题 ${projects} 项` : ""
    }`,
    subtitle: `${whole}今年的期刊论文、会议交流论文和研究课题，截至${formatDay(on)}；新的在前`,
    table: {
      columns: [
        {title: "题目"},
        {title: "类型"},
        {title: "刊物或平台"},
        {title: "单位"},
        {title: "日期"},
        {title: "级别"}
      ],
      rows: pieces.map(({title, item_type, channel, unit_code, published_on, level}) => ({
        cells: [title, item_type, channel, nameOf(unit_code), published_on, level],
        isOwn: unit_code !== null && unit_code === unit
      }))
    },
    figures: [
      {name: "论文", value: papers, unit: "篇"},
      {name: JOURNAL, value: inJournal, unit: "篇"},
      {name: "研究课题", value: projects, unit: "项"}
    ],
    note: "同一题目先交流、后发表的只计一篇；台账只记已发表和立项的，正在投稿的见举措的进展。",
    next: [
      {words: "研究成果", to: "/kpis/K03"},
      ...scope.plan.deliverables
        .filter(({quote}) => quote.includes(JOURNAL))
        .map(({code}) => ({words: `投稿进展（${code}）`, to: `/plan/${code}`}))
    ]
  };
}
