import type {DuckDBConnection} from "@duckdb/node-api";
import {formatDay, formatNumber, formatShortMonth, formatValue} from "#app/format.ts";
import {type KpiOfSegment, readKpiSegments, readKpis} from "#pipelines/numbers/kpis.ts";
import {
  type FormWork,
  type NeedMonth,
  readFormWork,
  readNeedMonths,
  readOrderedWork
} from "#pipelines/topics/health-services.ts";
import {makeComingPanel} from "./coming.server.ts";
import {groupedBy, monthsTo, ratioOf, sumOf} from "./panel-numbers.ts";
import type {Panel} from "./panel.ts";
import type {TopicScope} from "./topic-scope.ts";

/** 身心健康: the four needs, the forms of service and how they were found, what is asked for, and what is to come. */
export async function makeWellbeingPanels(db: DuckDBConnection, scope: TopicScope): Promise<Panel[]> {
  const panels = await Promise.all([
    makeNeedsPanel(db, scope),
    makeFormsPanel(db, scope),
    makeOrderedPanel(db, scope),
    makeNextPanel(db, scope)
  ]);
  return panels.filter((panel) => panel !== undefined);
}

const NEEDS = ["身心健康", "情绪调适", "压力舒缓", "职业成长"] as const;

interface NeedYear {
  need: string;
  sessions: number;
  attendances: number;
  months: Map<string, NeedMonth>;
}

/** The four needs, month by month; K34 counts the same. */
async function makeNeedsPanel(db: DuckDBConnection, scope: TopicScope): Promise<Panel | undefined> {
  const work = await readNeedMonths(db, scope);
  if (work.length === 0) return undefined;
  const needs = NEEDS.map((need) => needYearOf(need, work));
  const months = monthsTo(scope.month);
  return {
    id: "wellbeing-needs",
    title: needsWords(needs),
    subtitle: `${scope.whole}标明核心需求的已完成活动，各月参加人次，截至${formatDay(scope.on)}；不限活动类别`,
    picture: {
      kind: "heat",
      unit: "人次",
      rows: [...NEEDS],
      columns: months.map(formatShortMonth),
      cells: work.map(({need, month, attendances}) => ({
        row: need,
        column: formatShortMonth(month),
        value: attendances
      }))
    },
    table: {
      columns: [
        {title: "核心需求"},
        {title: "活动", unit: "场"},
        {title: "参加", unit: "人次"},
        ...months.map((month) => ({title: formatShortMonth(month), unit: "人次"}))
      ],
      rows: needs.map(({need, sessions, attendances, months: held}) => ({
        cells: [need, sessions, attendances, ...months.map((month) => held.get(month)?.attendances ?? 0)]
      }))
    },
    figures: [{name: "有服务的需求", value: needs.filter(({sessions}) => sessions > 0).length, unit: "类"}],
    note: "对应几类需求的活动在各类都计，各类之和大于合计。心理健康活动只报人次、不报名单，所以看不出有多少人再次参加。",
    next: [
      {words: "四大核心需求覆盖数", to: "/kpis/K34"},
      {words: "身心健康服务人次", to: "/kpis/K33"}
    ]
  };
}

function needYearOf(need: string, work: NeedMonth[]): NeedYear {
  const own = work.filter((each) => each.need === need);
  return {
    need,
    sessions: sumOf(own, (each) => each.sessions),
    attendances: sumOf(own, (each) => each.attendances),
    months: new Map(own.map((each) => [each.month, each]))
  };
}

function needsWords(needs: NeedYear[]): string {
  const open = needs.filter(({sessions}) => sessions === 0).map(({need}) => need);
  const met = needs.filter(({sessions}) => sessions > 0).map(({need, sessions}) => `${need} ${sessions} 场`);
  if (open.length === 0) return `四类核心需求都有服务：${met.join("，")}`;
  return `${open.join("、")}还没有服务；${met.join("，")}`;
}

interface Form {
  form: string;
  sessions: number;
  attendances: number;
  satisfaction: number | null;
}

/** The forms of service, with those not yet held; K32 and K33 give the numbers of the whole. */
async function makeFormsPanel(db: DuckDBConnection, scope: TopicScope): Promise<Panel | undefined> {
  const [work, headlines, segments] = await Promise.all([
    readFormWork(db, scope),
    readKpis(db, {month: scope.month, unit_code: scope.unit}),
    scope.unit ? Promise.resolve([]) : readKpiSegments(db, "K32", {month: scope.month})
  ]);
  if (work.length === 0) return undefined;
  const valueOf = (code: string) => headlines.find((each) => each.code === code)?.value ?? 0;
  const open = openFormsOf(segments);
  const forms = [...formsOf(work), ...open.map((form) => ({form, sessions: 0, attendances: 0, satisfaction: null}))];
  const satisfaction = satisfactionOf(work);
  return {
    id: "wellbeing-forms",
    title: `今年服务 ${formatNumber(valueOf("K32"))} 场、${formatNumber(valueOf("K33"))} 人次${
      satisfaction === null ? "" : `，满意度 ${formatValue(satisfaction, "分")}`
    }${open.length === 0 ? "" : `；还没有开展的形式：${open.join("、")}`}`,
    subtitle: `${scope.whole}已完成的心理健康类活动，按服务形式，截至${formatDay(scope.on)}；满意度满分 100，按参加人次加权`,
    picture: {
      kind: "bars",
      unit: "场",
      bars: forms.map(({form, sessions, attendances}) => ({
        name: form,
        value: sessions,
        detail: `${formatNumber(attendances)} 人次`
      }))
    },
    table: {
      columns: [
        {title: "服务形式"},
        {title: "活动", unit: "场"},
        {title: "参加", unit: "人次"},
        {title: "平均每场", unit: "人次"},
        {title: "满意度", unit: "分"}
      ],
      rows: forms.map((each) => ({
        cells: [each.form, each.sessions, each.attendances, ratioOf(each.attendances, each.sessions), each.satisfaction]
      }))
    },
    figures: [
      {name: "服务", value: valueOf("K32"), unit: "场"},
      {name: "服务", value: valueOf("K33"), unit: "人次"},
      ...(satisfaction === null ? [] : [{name: "满意度", value: satisfaction, unit: "分"}])
    ],
    next: [
      {words: "身心健康服务场次", to: "/kpis/K32"},
      ...(open.includes("情绪调适训练营") ? [{words: "情绪调适训练营（举措）", to: "/plan/T07-09"}] : [])
    ]
  };
}

const openFormsOf = (segments: KpiOfSegment[]) =>
  segments
    .filter(({segment}) => segment.startsWith("未开展（种）="))
    .map(({segment}) => segment.replace("未开展（种）=", ""));

const satisfactionOf = (work: FormWork[]) =>
  ratioOf(
    sumOf(work, (each) => each.satisfaction_sum),
    sumOf(work, (each) => each.rated)
  );

function formsOf(work: FormWork[]): Form[] {
  return [...groupedBy(work, ({form}) => form)]
    .map(([form, rows]) => ({
      form,
      sessions: sumOf(rows, (each) => each.sessions),
      attendances: sumOf(rows, (each) => each.attendances),
      satisfaction: satisfactionOf(rows)
    }))
    .toSorted((a, b) => b.sessions - a.sessions || b.attendances - a.attendances);
}

/** What is to come, with the forms of service that nobody has had yet; a form is promised under its own name. */
async function makeNextPanel(db: DuckDBConnection, scope: TopicScope): Promise<Panel | undefined> {
  const open = scope.unit ? [] : openFormsOf(await readKpiSegments(db, "K32", {month: scope.month}));
  const unheard = scope.plan.deliverables.filter(({task_code, name}) => task_code === "T07" && open.includes(name));
  return makeComingPanel(db, scope, {task: "T07", id: "wellbeing-coming", unheard});
}

/** What units and people asked for themselves. */
async function makeOrderedPanel(db: DuckDBConnection, scope: TopicScope): Promise<Panel | undefined> {
  const ordered = await readOrderedWork(db, scope);
  if (ordered.length === 0) return undefined;
  const most = ordered.find(({category}) => category !== "其他");
  const of = (mode: string) => ordered.filter(({service_mode}) => service_mode === mode);
  const count = (mode: string) => sumOf(of(mode), ({activities}) => activities);
  return {
    id: "wellbeing-ordered",
    title: `单位下单 ${count("订单式")} 场，教职工点单 ${count("点单式")} 场${
      most ? `；要得最多的是${most.category}（${most.service_mode} ${most.activities} 场）` : ""
    }`,
    subtitle: `${scope.whole}已完成的“订单式”“点单式”活动，按类别，截至${formatDay(scope.on)}；不限身心健康类`,
    table: {
      columns: [{title: "类别"}, {title: "方式"}, {title: "活动", unit: "场"}, {title: "参加", unit: "人次"}],
      rows: ordered.map(({category, service_mode, activities, attendances}) => ({
        cells: [category, service_mode, activities, attendances]
      }))
    },
    figures: [
      {name: "订单式", value: count("订单式"), unit: "场"},
      {name: "点单式", value: count("点单式"), unit: "场"}
    ],
    note: "没有举办的需求不在台账里，这里只看得到已经满足的。",
    next: [
      {words: "健康需求精准对接（举措）", to: "/plan/T07-10"},
      {words: "“订单式+点单式”服务（举措）", to: "/plan/T05-14"}
    ]
  };
}
