import type {DuckDBConnection} from "@duckdb/node-api";
import {formatDay, formatNumber, formatShare, formatShortMonth, shareOf} from "#app/format.ts";
import {type KpiOfUnit, readKpiSeries, readKpiUnits} from "#pipelines/numbers/kpis.ts";
import {type AudienceWork, readAudienceWork, readCategoryWork} from "#pipelines/topics/activity-work.ts";
import {isTooFew, shownOf, shownPeople, TOO_FEW_NOTE} from "./few-people.ts";
import {makeComingPanel} from "./coming.server.ts";
import {groupedBy, moneyFigure, moneyWords, monthsTo, periodWords, sumOf} from "./panel-numbers.ts";
import type {Panel} from "./panel.ts";
import type {TopicScope} from "./topic-scope.ts";
import {makeFamilyPanel} from "./youth-family.server.ts";

/** 青年服务: who of the young is reached, what was held for whom, the newcomers, families, and what is still to come. */
export async function makeYouthPanels(db: DuckDBConnection, scope: TopicScope): Promise<Panel[]> {
  const panels = await Promise.all([
    makeReachPanel(db, scope),
    makeAudiencesPanel(db, scope),
    makeWelcomePanel(db, scope),
    makeFamilyPanel(db, scope),
    makeOutsourcedPanel(db, scope),
    makeComingPanel(db, scope, {task: "T06", id: "youth-coming"})
  ]);
  return panels.filter((panel) => panel !== undefined);
}

interface Reach {
  came: number;
  people: number;
}

/** Reads those reached and those to be reached, of the whole scope and by unit, the least reached first. */
async function readReach(db: DuckDBConnection, code: string, {month, unit}: TopicScope) {
  const [series, units] = await Promise.all([
    readKpiSeries(db, code, {unit_code: unit}),
    unit ? Promise.resolve([]) : readKpiUnits(db, code, {month})
  ]);
  const whole = series.find((point) => point.month === month);
  const reach: Reach = {came: whole?.numerator ?? 0, people: whole?.denominator ?? 0};
  const counted = units.filter(({denominator}) => (denominator ?? 0) > 0);
  return {reach, units: counted.toSorted((a, b) => (a.value ?? 0) - (b.value ?? 0) || missedOf(b) - missedOf(a))};
}

const missedOf = ({numerator, denominator}: KpiOfUnit) => (denominator ?? 0) - (numerator ?? 0);

const BARS_SHOWN = 10;

/** Which units' young teachers were reached, as K29 counts. */
async function makeReachPanel(db: DuckDBConnection, scope: TopicScope): Promise<Panel | undefined> {
  const {reach, units} = await readReach(db, "K29", scope);
  if (reach.people === 0) return undefined;
  const shown = units.filter(({denominator}) => !isTooFew(denominator ?? 0));
  const lowest = shown.slice(0, 3);
  return {
    id: "youth-reach",
    title: `${youngOf(scope)} ${formatNumber(reach.people)} 人中 ${formatNumber(reach.came)} 人参加过青年活动（${formatShare(reach.came, reach.people)}）${
      lowest.length < 3
        ? ""
        : `；最低的是${lowest.map((each) => `${scope.nameOf(each.unit_code)}（${formatShare(each.numerator ?? 0, each.denominator ?? 0)}）`).join("、")}`
    }`,
    subtitle: `${scope.whole}${periodWords(scope.month)}参加过面向青年教职工的活动或学术论坛的在岗人员；${shown.length > BARS_SHOWN ? `图为最低的 ${BARS_SHOWN} 个单位，表为全部` : "按单位，低的在前"}`,
    ...(shown.length > 1 && {
      picture: {
        kind: "bars",
        unit: "%",
        bars: shown.slice(0, BARS_SHOWN).map(({unit_code, numerator, denominator}) => ({
          name: scope.nameOf(unit_code),
          value: shareOf(numerator ?? 0, denominator ?? 0) ?? 0,
          detail: `${numerator ?? 0} / ${denominator ?? 0} 人`
        })),
        reference: {value: shareOf(reach.came, reach.people) ?? 0, label: "全校"}
      }
    }),
    table: {columns: REACH_COLUMNS, rows: reachRows({units, reach, scope, code: "K29"})},
    figures: reachFigures(reach),
    ...(shown.length < units.length && {note: TOO_FEW_NOTE}),
    next: [
      {words: "青年教职工活动参与率", to: "/kpis/K29"},
      {words: "青年学者论坛（举措）", to: "/plan/T06-03"}
    ]
  };
}

/** The young, as the plan bounds them. */
function youngOf({plan}: TopicScope): string {
  const limit = plan.parameters.find(({name}) => name === "youth_age_limit")?.value;
  return limit === undefined ? "青年教职工" : `${limit}岁及以下教职工`;
}

const REACH_COLUMNS = [
  {title: "单位"},
  {title: "应参加", unit: "人"},
  {title: "参加过", unit: "人"},
  {title: "还没有参加", unit: "人"},
  {title: "参加率", unit: "%"}
];

interface ReachTable {
  units: KpiOfUnit[];
  reach: Reach;
  scope: TopicScope;
  code: string;
}

/** Rows of the units; of the scope itself where it is a unit. */
function reachRows({units, reach, scope, code}: ReachTable): Panel["table"]["rows"] {
  const cellsOf = (name: string, {came, people}: Reach) => [
    name,
    shownPeople(people),
    shownOf(people, came),
    shownOf(people, people - came),
    shownOf(people, shareOf(came, people))
  ];
  if (units.length === 0) return [{cells: cellsOf(scope.whole, reach), isOwn: scope.unit !== undefined}];
  return units.map(({unit_code, numerator, denominator}) => ({
    cells: cellsOf(scope.nameOf(unit_code), {came: numerator ?? 0, people: denominator ?? 0}),
    to: `/kpis/${code}?unit=${unit_code}`
  }));
}

const reachFigures = ({came, people}: Reach): Panel["figures"] => [
  {name: "应参加", value: people, unit: "人"},
  {name: "参加过", value: came, unit: "人"},
  {name: "还没有参加", value: people - came, unit: "人"},
  {name: "参加率", value: shareOf(came, people) ?? 0, unit: "%"}
];

/** Newcomers of the year who came to their welcome, as K28 counts. */
async function makeWelcomePanel(db: DuckDBConnection, scope: TopicScope): Promise<Panel | undefined> {
  const {reach, units} = await readReach(db, "K28", scope);
  if (reach.people === 0 || isTooFew(reach.people)) return undefined;
  const missed = reach.people - reach.came;
  const open = units.filter((each) => missedOf(each) > 0);
  return {
    id: "youth-welcome",
    title: `今年新入职 ${formatNumber(reach.people)} 人，${formatNumber(reach.came)} 人参加过“认家门”活动（${formatShare(reach.came, reach.people)}）${
      missed === 0
        ? ""
        : `；还有 ${formatNumber(missed)} 人没有参加${open.length === 0 ? "" : `，分布在 ${open.length} 个单位`}`
    }`,
    subtitle: `${scope.whole}今年入校的在岗教职工，截至${formatDay(scope.on)}；参加率低的单位在前`,
    table: {columns: REACH_COLUMNS, rows: reachRows({units, reach, scope, code: "K28"})},
    figures: [...(reachFigures(reach) ?? []), {name: "还有人没有参加的单位", value: open.length, unit: "个"}],
    ...(units.some(({denominator}) => isTooFew(denominator ?? 0)) && {note: TOO_FEW_NOTE}),
    next: [
      {words: "“认家门”参加率", to: "/kpis/K28"},
      {words: "“认家门”暨素质拓展（举措）", to: "/plan/T06-02"}
    ]
  };
}

const EVERYBODY = "全体";

/** What was held for whom, month by month, beside what was for everybody. */
async function makeAudiencesPanel(db: DuckDBConnection, scope: TopicScope): Promise<Panel | undefined> {
  const work = await readAudienceWork(db, scope);
  const audiences = [...groupedBy(work, ({audience}) => audience)]
    .filter(([name]) => name !== EVERYBODY)
    .map(([name, rows]) => ({
      name,
      rows,
      activities: sumOf(rows, activitiesOf),
      attendances: sumOf(rows, attendancesOf)
    }))
    .toSorted((a, b) => b.activities - a.activities || a.name.localeCompare(b.name));
  const months = monthsTo(scope.month);
  const [most] = audiences;
  if (!most) return undefined;
  const everybody = work.filter(({audience}) => audience === EVERYBODY);
  return {
    id: "youth-audiences",
    title: `面向专门群体的活动：${audiences
      .slice(0, 3)
      .map(({name, activities, attendances}) => `${name} ${activities} 场、${formatNumber(attendances)} 人次`)
      .join("；")}`,
    subtitle: `${scope.whole}已完成的活动按面向群体和月份，截至${formatDay(scope.on)}；图为场次`,
    picture: {
      kind: "columns",
      unit: "场",
      labels: months.map(formatShortMonth),
      series: audiences.map(({name, rows}) => ({
        name,
        values: months.map((month) => sumOf(inMonth(rows, month), activitiesOf))
      }))
    },
    table: {
      columns: [
        {title: "面向群体"},
        {title: "活动", unit: "场"},
        {title: "参加", unit: "人次"},
        ...months.map((month) => ({title: formatShortMonth(month), unit: "场"}))
      ],
      rows: audiences.map(({name, rows, activities, attendances}) => ({
        cells: [name, activities, attendances, ...months.map((month) => sumOf(inMonth(rows, month), activitiesOf))]
      }))
    },
    note: `面向几个群体的活动在各群体都计；另有面向全体的活动 ${formatNumber(sumOf(everybody, activitiesOf))} 场。人次以活动台账为准。`,
    next: [
      {words: "重点群体定制活动覆盖率", to: "/kpis/K26"},
      {words: "青年教职工活动参与率", to: "/kpis/K29"}
    ]
  };
}

const activitiesOf = ({activities}: {activities: number}) => activities;
const attendancesOf = ({attendances}: {attendances: number}) => attendances;
const inMonth = (rows: AudienceWork[], month: string) => rows.filter((each) => each.month === month);

/** 社会化承办: how much of what was held others carried out, by number and by money (T06-01). */
async function makeOutsourcedPanel(db: DuckDBConnection, scope: TopicScope): Promise<Panel | undefined> {
  const work = await readCategoryWork(db, scope);
  const [held, yuan] = [sumOf(work, activitiesOf), sumOf(work, ({cost_yuan}) => cost_yuan)];
  if (held === 0) return undefined;
  const [outsourced, paid] = [sumOf(work, (each) => each.outsourced), sumOf(work, (each) => each.outsourced_yuan)];
  const some = work.filter((each) => each.outsourced > 0).toSorted((a, b) => b.outsourced - a.outsourced);
  return {
    id: "youth-outsourced",
    title:
      outsourced === 0
        ? `今年 ${formatNumber(held)} 场活动都由工会自己承办，还没有社会化承办`
        : `社会化承办 ${formatNumber(outsourced)} 场，占 ${formatNumber(held)} 场的 ${formatShare(outsourced, held)}；支出 ${moneyWords(paid)}，占 ${moneyWords(yuan)}的 ${formatShare(paid, yuan)}`,
    subtitle: `${scope.whole}已完成的全部活动，截至${formatDay(scope.on)}；有社会化承办的类别`,
    table: {
      columns: [
        {title: "类别"},
        {title: "社会化承办", unit: "场"},
        {title: "全部", unit: "场"},
        {title: "按场次", unit: "%"},
        {title: "社会化支出", unit: "元"},
        {title: "全部支出", unit: "元"},
        {title: "按支出", unit: "%"}
      ],
      rows: some.map((each) => ({
        cells: [
          each.category,
          each.outsourced,
          each.activities,
          shareOf(each.outsourced, each.activities),
          each.outsourced_yuan,
          each.cost_yuan,
          shareOf(each.outsourced_yuan, each.cost_yuan)
        ]
      }))
    },
    figures: [
      {name: "社会化承办", value: outsourced, unit: "场"},
      {name: "全部活动", value: held, unit: "场"},
      {name: "按场次", value: shareOf(outsourced, held) ?? 0, unit: "%"},
      moneyFigure("社会化支出", paid),
      moneyFigure("全部支出", yuan),
      {name: "按支出", value: shareOf(paid, yuan) ?? 0, unit: "%"}
    ],
    next: [{words: "工会活动社会化改革（举措）", to: "/plan/T06-01"}]
  };
}
