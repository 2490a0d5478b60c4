import type {DuckDBConnection} from "@duckdb/node-api";
import {formatDay, formatNumber, formatShare, formatShortMonth, formatValue, shareOf} from "#app/format.ts";
import {type CategoryWork, type MonthWork, readCategoryWork, readMonthWork} from "#pipelines/topics/activity-work.ts";
import {groupedBy, moneyFigure, moneyWords, monthsTo, ratioOf, sumOf} from "./panel-numbers.ts";
import type {Panel} from "./panel.ts";
import type {TopicScope} from "./topic-scope.ts";

const SERIES_SHOWN = 4;
const OTHER = "其他";
const REST = "其他各类";

/** What was held month by month: activities, attendances and money, of every category. */
export async function makeMonthsPanel(db: DuckDBConnection, scope: TopicScope): Promise<Panel | undefined> {
  const work = await readMonthWork(db, scope);
  if (work.length === 0) return undefined;
  const months = monthsTo(scope.month);
  const of = (month: string) => work.filter((each) => each.month === month);
  const series = seriesOf(work, months);
  const perHead = ratioOf(sumOf(work, costOf), sumOf(work, costedOf));
  return {
    id: "recreation-months",
    title: `今年办各类活动 ${formatNumber(sumOf(work, activitiesOf))} 场、${formatNumber(sumOf(work, attendancesOf))} 人次，支出 ${moneyWords(sumOf(work, costOf))}${
      perHead === null ? "" : `，平均每人次 ${formatValue(perHead, "元")}`
    }${busiestWords(months, of)}`,
    subtitle: `${scope.whole}已完成的全部类别的活动，按结束日期所在的月；参加人次以活动台账为准，截至${formatDay(scope.on)}`,
    picture: {kind: "columns", unit: "人次", labels: months.map(formatShortMonth), series},
    table: {
      columns: [
        {title: "月份"},
        {title: "活动", unit: "场"},
        {title: "参加", unit: "人次"},
        {title: "支出", unit: "元"},
        {title: "每人次", unit: "元"},
        ...series.map(({name}) => ({title: name, unit: "人次"}))
      ],
      rows: months.map((month, at) => ({
        cells: [
          formatShortMonth(month),
          sumOf(of(month), activitiesOf),
          sumOf(of(month), attendancesOf),
          sumOf(of(month), costOf),
          ratioOf(sumOf(of(month), costOf), sumOf(of(month), costedOf)),
          ...series.map(({values}) => values[at] ?? null)
        ]
      }))
    },
    figures: [
      {name: "活动", value: sumOf(work, activitiesOf), unit: "场"},
      {name: "参加", value: sumOf(work, attendancesOf), unit: "人次"},
      moneyFigure("支出", sumOf(work, costOf)),
      ...(perHead === null ? [] : [{name: "每人次", value: perHead, unit: "元"}])
    ],
    next: [
      {words: "按类别的支出与满意度", to: "#recreation-categories"},
      {words: "重点群体定制活动覆盖率", to: "/kpis/K26"}
    ]
  };
}

const activitiesOf = ({activities}: {activities: number}) => activities;
const attendancesOf = ({attendances}: {attendances: number}) => attendances;
const costOf = ({cost_yuan}: {cost_yuan: number}) => cost_yuan;
const costedOf = ({costed}: {costed: number}) => costed;

/** The categories with most attendances, and the others together. */
function seriesOf(work: MonthWork[], months: string[]) {
  const totals = [...groupedBy(work, ({category}) => category)].map(([name, rows]) => ({
    name,
    total: sumOf(rows, attendancesOf)
  }));
  const named = totals
    .filter(({name}) => name !== OTHER)
    .toSorted((a, b) => b.total - a.total || a.name.localeCompare(b.name))
    .slice(0, SERIES_SHOWN)
    .map(({name}) => name);
  const nameOf = (category: string) => (named.includes(category) ? category : REST);
  const isRest = totals.length > named.length;
  return [...named, ...(isRest ? [REST] : [])].map((name) => ({
    name,
    values: months.map((month) =>
      sumOf(
        work.filter((each) => each.month === month && nameOf(each.category) === name),
        attendancesOf
      )
    )
  }));
}

function busiestWords(months: string[], of: (month: string) => MonthWork[]): string {
  if (months.length < 2) return "";
  const counts = months.map((month) => ({month, attendances: sumOf(of(month), attendancesOf)}));
  const [busiest] = counts.toSorted((a, b) => b.attendances - a.attendances);
  if (!busiest || busiest.attendances === 0) return "";
  return `；${formatShortMonth(busiest.month)}最多（${formatNumber(busiest.attendances)} 人次）`;
}

/** What each category cost, how it was found, and whether those who signed up came. */
export async function makeCategoriesPanel(db: DuckDBConnection, scope: TopicScope): Promise<Panel | undefined> {
  const work = await readCategoryWork(db, scope);
  if (work.length === 0) return undefined;
  const satisfaction = satisfactionOf(work);
  const [came, registered] = [sumOf(work, (each) => each.came), sumOf(work, (each) => each.registered)];
  const words = [
    ...(satisfaction === null ? [] : [`满意度 ${formatValue(satisfaction, "分")}`]),
    ...(registered === 0
      ? []
      : [
          `报名 ${formatNumber(registered)} 人次，实到 ${formatNumber(came)} 人次（到场率 ${formatShare(came, registered)}）`
        ])
  ];
  return {
    id: "recreation-categories",
    title: words.length === 0 ? `今年办了 ${work.length} 类活动，没有登记满意度和报名人数` : words.join("；"),
    subtitle: `${scope.whole}已完成的活动按类别，截至${formatDay(scope.on)}；满意度满分 100，按参加人次加权`,
    table: {
      columns: [
        {title: "类别"},
        {title: "活动", unit: "场"},
        {title: "参加", unit: "人次"},
        {title: "支出", unit: "元"},
        {title: "每人次", unit: "元"},
        {title: "满意度", unit: "分"},
        {title: "报名到场率", unit: "%"}
      ],
      rows: work.map((each) => ({
        cells: [
          each.category,
          each.activities,
          each.attendances,
          each.cost_yuan,
          ratioOf(each.cost_yuan, each.costed),
          satisfactionOf([each]),
          shareOf(each.came, each.registered)
        ]
      }))
    },
    figures: [
      ...(satisfaction === null ? [] : [{name: "满意度", value: satisfaction, unit: "分"}]),
      {name: "报名", value: registered, unit: "人次"},
      {name: "实到", value: came, unit: "人次"},
      ...(registered === 0 ? [] : [{name: "到场率", value: shareOf(came, registered) ?? 0, unit: "%"}])
    ],
    note: "没有登记支出、满意度或报名人数的活动，不计入相应的一列。",
    next: [{words: "社会化承办", to: "/tasks/T06#youth-outsourced"}]
  };
}

/** Satisfaction weighted by attendances; null where no activity names one. */
export function satisfactionOf(work: Pick<CategoryWork, "satisfaction_sum" | "rated">[]): number | null {
  return ratioOf(
    sumOf(work, (each) => each.satisfaction_sum),
    sumOf(work, (each) => each.rated)
  );
}
