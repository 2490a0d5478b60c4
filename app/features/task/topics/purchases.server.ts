import type {DuckDBConnection} from "@duckdb/node-api";
import {formatShare, formatShortMonth, formatValue, shareOf} from "#app/format.ts";
import {readKpiSeries} from "#pipelines/numbers/kpis.ts";
import {type Purchase, readPurchases} from "#pipelines/topics/aid.ts";
import {monthsTo} from "./panel-numbers.ts";
import type {Panel} from "./panel.ts";
import type {TopicScope} from "./topic-scope.ts";

const TEN_THOUSAND = 10_000;
const inTenThousands = (yuan: number) => formatValue(yuan / TEN_THOUSAND, "万元");

export async function purchasesPanel(db: DuckDBConnection, scope: TopicScope): Promise<Panel | undefined> {
  const [series, purchases] = await Promise.all([readKpiSeries(db, "K39"), readPurchases(db, scope)]);
  const all = series.find(({month}) => month === scope.month);
  if (!all || all.numerator === null || all.denominator === null) return undefined;
  return makePurchasesPanel({bought: all.numerator, task: all.denominator}, purchases, scope);
}

function makePurchasesPanel(
  {bought, task}: {bought: number; task: number},
  purchases: Purchase[],
  {month}: TopicScope
): Panel {
  const left = Math.max(task - bought, 0);
  const funds = [...new Set(purchases.map(({fund_source}) => fund_source))];
  const months = monthsTo(month);
  const of = (fund: string, each: string | null) =>
    purchases.filter((row) => row.fund_source === fund && row.month === each).reduce((sum, {yuan}) => sum + yuan, 0);
  const total = (fund: string) =>
    purchases.filter((row) => row.fund_source === fund).reduce((sum, {yuan}) => sum + yuan, 0);
  const dayless = purchases.filter((row) => row.month === null).reduce((sum, {yuan}) => sum + yuan, 0);
  return {
    id: "aid-purchases",
    title: `消费帮扶已采购 ${inTenThousands(bought)}，完成任务 ${inTenThousands(task)}的 ${formatShare(bought, task)}，${
      left > 0 ? `还差 ${inTenThousands(left)}` : "任务已完成"
    }`,
    subtitle: `全校各资金渠道逐月采购额，1月至${formatShortMonth(month)}；空框为距年度任务还差`,
    picture: {
      kind: "columns",
      unit: "万元",
      labels: [...months.map(formatShortMonth), ...(left > 0 ? ["还差"] : [])],
      series: [
        ...funds.map((fund) => ({
          name: fund,
          values: [...months.map((each) => of(fund, each) / TEN_THOUSAND), ...(left > 0 ? [null] : [])]
        })),
        ...(left > 0 ? [{name: "距任务还差", values: [...months.map(() => 0), left / TEN_THOUSAND]}] : [])
      ],
      plannedFrom: months.length
    },
    table: {
      columns: [{title: "月份"}, ...funds.map((fund) => ({title: fund, unit: "元"}))],
      rows: [
        ...months.map((each) => ({cells: [formatShortMonth(each), ...funds.map((fund) => of(fund, each))]})),
        ...(dayless > 0 ? [{cells: ["没有写日期", ...funds.map((fund) => of(fund, null))]}] : []),
        {cells: ["合计", ...funds.map(total)]}
      ]
    },
    figures: [
      {name: "已采购", value: bought / TEN_THOUSAND, unit: "万元"},
      {name: "年度任务", value: task / TEN_THOUSAND, unit: "万元"},
      {name: "完成率", value: shareOf(bought, task) ?? 0, unit: "%"},
      {name: "还差", value: left / TEN_THOUSAND, unit: "万元"}
    ],
    note: dayless > 0 ? `有 ${inTenThousands(dayless)}没有写采购日期，只计入合计，不在图中。` : undefined,
    next: [
      {words: "消费帮扶任务完成率", to: "/kpis/K39"},
      {words: "灵璧县定点帮扶", to: "/plan/T08-08"}
    ]
  };
}
