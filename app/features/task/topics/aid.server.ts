import type {DuckDBConnection} from "@duckdb/node-api";
import {formatDay, formatPercent, formatShare, formatShortMonth, formatValue, shareOf} from "#app/format.ts";
import {type KpiPoint, readKpiSegments, readKpiSeries} from "#pipelines/numbers/kpis.ts";
import {ownMonthOf} from "#pipelines/numbers/own-month.ts";
import {readReports} from "#pipelines/numbers/reports.ts";
import {targetOf} from "#pipelines/plan/target.ts";
import {
  type Published,
  type PublishedCell,
  type Purchase,
  quarterEndOf,
  readPublished,
  readPurchases,
  readSchoolGrants,
  type SchoolGrant
} from "#pipelines/topics/aid.ts";
import type {Panel, PanelRow} from "./panel.ts";
import type {TopicScope} from "./topic-scope.ts";

const HIDDEN = "人数过少";
const CODES = ["K35", "K36", "K37", "K38"] as const;
type AidCode = (typeof CODES)[number];

/** 帮扶: hardship files, visits, days to payment, purchases and scholarships; of people only what is published. */
export async function makeAidPanels(db: DuckDBConnection, scope: TopicScope): Promise<Panel[]> {
  const [filed, helped, visits, paid] = await Promise.all(CODES.map((code) => readPublished(db, code, scope)));
  if (!filed || !helped || !visits || !paid) return [];
  if (scope.unit) {
    const own = unitPanel({K35: filed, K36: helped, K37: visits, K38: paid}, scope);
    return own ? [own] : [];
  }
  const panels = [
    hardshipPanel(filed, helped, scope),
    visitsPanel(visits, scope),
    payPanel(paid, await readKpiSeries(db, "K38"), scope),
    await purchasesPanel(db, scope),
    await scholarshipsPanel(db, scope)
  ];
  return panels.filter((panel) => panel !== undefined);
}

/** Kinds of people are published at the end of a quarter only. */
function quarterWords(month: string): string {
  const end = quarterEndOf(month);
  return end === undefined ? "季末公布" : `为${formatShortMonth(end)}末的数`;
}

function hardshipPanel(filed: Published, helped: Published, {whole, month}: TopicScope): Panel | undefined {
  const [all, open] = [filed.newest(), helped.newest()];
  if (!all && !open) return undefined;
  const kinds = [...new Set([...filed.kinds("困难类别"), ...helped.kinds("困难类别")])].sort();
  const shown = kinds.filter((kind) => [filed, helped].some((each) => each.atQuarterEnd(`困难类别=${kind}`)));
  const rest = kinds.filter((kind) => !shown.includes(kind));
  const stage = (name: string, of: Published, key: "numerator" | "denominator"): PanelRow => ({
    cells: [
      name,
      of.newest()?.[key] ?? HIDDEN,
      ...shown.map((kind) => of.atQuarterEnd(`困难类别=${kind}`)?.[key] ?? HIDDEN),
      of.newest() ? formatShortMonth(of.newest()!.month) : null
    ]
  });
  const rows = [
    stage("走访核实符合条件", filed, "denominator"),
    stage("其中已建档", filed, "numerator"),
    stage("在档", helped, "denominator"),
    stage("其中今年已帮扶", helped, "numerator")
  ];
  return {
    id: "aid-hardship",
    title: [
      all && `核实符合条件 ${all.denominator ?? 0} 人，已建档 ${all.numerator ?? 0} 人`,
      open && `在档 ${open.denominator ?? 0} 人中 ${open.numerator ?? 0} 人今年已得到帮扶`
    ]
      .filter(Boolean)
      .join("；"),
    subtitle: `${whole}困难职工，截至${formatShortMonth(month)}；困难类别${quarterWords(month)}`,
    picture: {
      kind: "bars",
      unit: "人",
      bars: rows.flatMap(({cells: [name, value]}) =>
        typeof name === "string" && typeof value === "number" ? [{name, value}] : []
      )
    },
    table: {
      columns: [
        {title: "环节"},
        {title: "全校", unit: "人"},
        ...shown.map((kind) => ({title: kind, unit: "人"})),
        {title: "截至"}
      ],
      rows
    },
    note: rest.length > 0 ? `${rest.join("、")}：人数过少或未到季末，不显示。` : undefined,
    next: [
      {words: "建档率", to: "/kpis/K35"},
      {words: "帮扶覆盖率", to: "/kpis/K36"},
      {words: "个性化帮扶", to: "/plan/T08-02"}
    ]
  };
}

function visitsPanel(visits: Published, {whole, month}: TopicScope): Panel | undefined {
  const all = visits.newest();
  if (!all) return undefined;
  const [made, asked] = [all.numerator ?? 0, all.denominator ?? 0];
  const wait = visits.newest("另列=上报至走访平均（天）");
  const kinds = visits.kinds("对象类别").map((kind) => ({kind, cell: visits.atQuarterEnd(`对象类别=${kind}`)}));
  const waitWords = wait
    ? `；从上报到走访平均 ${formatValue(wait.value, "天")}（截至${formatShortMonth(wait.month)}）`
    : "";
  return {
    id: "aid-visits",
    title: `应走访 ${asked} 人次，已走访 ${made} 人次（${formatShare(made, asked)}）${
      asked > made ? `，还有 ${asked - made} 人次待走访` : ""
    }${waitWords}`,
    subtitle: `${whole}走访慰问，1月至${formatShortMonth(month)}；各类对象${quarterWords(month)}`,
    picture: {
      kind: "bars",
      unit: "人次",
      bars: kinds.flatMap(({kind, cell}) =>
        cell ? [{name: kind, value: cell.numerator ?? 0, detail: `应走访 ${cell.denominator ?? 0} 人次`}] : []
      )
    },
    table: {
      columns: [
        {title: "对象"},
        {title: "应走访", unit: "人次"},
        {title: "已走访", unit: "人次"},
        {title: "走访率", unit: "%"},
        {title: "截至"}
      ],
      rows: [
        {cells: ["合计", asked, made, all.value, formatShortMonth(all.month)]},
        ...kinds.map(({kind, cell}) => ({
          cells: cell
            ? [kind, cell.denominator, cell.numerator, cell.value, formatShortMonth(cell.month)]
            : [kind, HIDDEN, HIDDEN, HIDDEN, null]
        }))
      ]
    },
    figures: [
      {name: "走访率", value: all.value, unit: "%"},
      {name: "待走访", value: asked - made, unit: "人次"},
      ...(wait ? [{name: "上报至走访平均", value: wait.value, unit: "天"}] : [])
    ],
    next: [
      {words: "走访慰问覆盖率", to: "/kpis/K37"},
      {words: "慰问生病住院职工", to: "/plan/T08-05"}
    ]
  };
}

/** What is paid since January; the share in time is published at the end of a quarter only. */
function totalRows(all: PublishedCell, inTime: PublishedCell | undefined, paid: Published): PanelRow[] {
  const row = (cell: PublishedCell, share: number | null): PanelRow => ({
    cells: [`1月至${formatShortMonth(cell.month)}`, cell.denominator, cell.value, share, formatShortMonth(cell.month)]
  });
  if (inTime === undefined || inTime.month === all.month) return [row(all, inTime?.value ?? null)];
  const then = paid.months().find(({month}) => month === inTime.month);
  return [row(all, null), ...(then && then.value !== null ? [row({...then, value: then.value}, inTime.value)] : [])];
}

const QUARTERS = ["一季度", "二季度", "三季度", "四季度"];

/** Quarters only: a month's own payments would tell what the quarter's hiding withholds. */
function quarterRows(series: KpiPoint[], shares: KpiPoint[], month: string): PanelRow[] {
  return QUARTERS.flatMap((name, index) => {
    const end = `${month.slice(0, 5)}${String(index * 3 + 3).padStart(2, "0")}-01`;
    if (end > month) return [];
    const own = ownMonthOf(series, end, {unit: "天", isSensitive: true});
    const share = ownMonthOf(shares, end, {unit: "%", isSensitive: true});
    return own
      ? [{cells: [`${name}发放`, own.denominator, own.value, share?.value ?? null, formatShortMonth(end)]}]
      : [];
  });
}

function payPanel(paid: Published, series: KpiPoint[], {whole, month, plan}: TopicScope): Panel | undefined {
  const all = paid.newest();
  if (!all) return undefined;
  const kpi = plan.kpis.find(({code}) => code === "K38");
  const target = kpi && targetOf(kpi).value;
  const inTime = paid.newest("另列=按期发放（%）");
  const [longest, overdue] = [paid.atQuarterEnd("另列=最长天数（天）"), paid.atQuarterEnd("另列=在办超期（笔）")];
  const kinds = paid.kinds("补助类型").map((kind) => ({kind, cell: paid.atQuarterEnd(`补助类型=${kind}`)}));
  const rows: PanelRow[] = [
    ...totalRows(all, inTime, paid),
    ...kinds.map(({kind, cell}) => ({
      cells: cell
        ? [`其中${kind}`, cell.denominator, cell.value, null, formatShortMonth(cell.month)]
        : [`其中${kind}`, HIDDEN, HIDDEN, null, null]
    })),
    ...quarterRows(series, paid.months("另列=按期发放（%）"), month)
  ];
  return {
    id: "aid-pay",
    title: `补助已发放 ${all.denominator ?? 0} 笔，从申请到发放平均 ${formatValue(all.value, "天")}${
      target === undefined ? "" : againstTarget(all.value, target)
    }${inTime ? `；截至${formatShortMonth(inTime.month)}按期发放 ${formatPercent(inTime.value)}` : ""}`,
    subtitle: `${whole}临时补助和爱心扶助金，1月至${formatShortMonth(month)}；补助类型${quarterWords(month)}`,
    picture: {
      kind: "bars",
      unit: "天",
      bars: rows.flatMap(({cells: [name, , value]}) =>
        typeof name === "string" && typeof value === "number" ? [{name, value}] : []
      ),
      ...(target !== undefined && {reference: {value: target, label: `目标 ${target} 天`}})
    },
    table: {
      columns: [
        {title: "时段或类型"},
        {title: "发放", unit: "笔"},
        {title: "平均", unit: "天"},
        {title: "按期发放", unit: "%"},
        {title: "截至"}
      ],
      rows
    },
    figures: [
      ...(target === undefined ? [] : [{name: "与目标相差", value: Math.abs(all.value - target), unit: "天"}]),
      ...(inTime ? [{name: "按期发放", value: inTime.value, unit: "%"}] : [])
    ],
    note: waitingNote(longest, overdue),
    next: [
      {words: "发放时长", to: "/kpis/K38"},
      {words: "临时补助办法", to: "/plan/T08-06"}
    ]
  };
}

function againstTarget(value: number, target: number): string {
  const difference = Math.round((value - target) * 10) / 10;
  if (difference === 0) return "，与目标持平";
  return `，比目标${difference > 0 ? "多" : "少"} ${formatValue(Math.abs(value - target), "天")}`;
}

function waitingNote(longest?: PublishedCell, overdue?: PublishedCell): string {
  const parts = [
    longest && `最长 ${longest.value} 天（${formatShortMonth(longest.month)}末）`,
    overdue
      ? `在办已超期 ${overdue.value} 笔（${formatShortMonth(overdue.month)}末）`
      : "在办超期的笔数过少或未到季末，不显示"
  ];
  return `平均天数只含已发放的；${parts.filter(Boolean).join("；")}。`;
}

const TEN_THOUSAND = 10_000;
const inTenThousands = (yuan: number) => formatValue(yuan / TEN_THOUSAND, "万元");

async function purchasesPanel(db: DuckDBConnection, scope: TopicScope): Promise<Panel | undefined> {
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
  const months = Array.from(
    {length: Number(month.slice(5, 7))},
    (_, at) => `${month.slice(0, 5)}${String(at + 1).padStart(2, "0")}-01`
  );
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

async function scholarshipsPanel(db: DuckDBConnection, scope: TopicScope): Promise<Panel | undefined> {
  const [grants, segments, reports] = await Promise.all([
    readSchoolGrants(db, scope),
    readKpiSegments(db, "K40", {month: scope.month}),
    readReports(db, scope.month)
  ]);
  const schools = segments.flatMap(({segment, value}) =>
    segment.startsWith("受奖学校=") ? [{name: segment.slice("受奖学校=".length), people: value ?? 0}] : []
  );
  const waiting = grants.filter(({school_name}) => !schools.some(({name}) => name === school_name));
  const rows = [...schools, ...waiting.map(({school_name}) => ({name: school_name, people: 0}))];
  if (rows.length === 0) return undefined;
  return makeScholarshipsPanel(
    rows.toSorted((a, b) => b.people - a.people),
    grants,
    reports.get("T08-10")?.problem_note ?? undefined,
    scope
  );
}

function makeScholarshipsPanel(
  schools: {name: string; people: number}[],
  grants: SchoolGrant[],
  problem: string | undefined,
  {on}: TopicScope
): Panel {
  const people = schools.reduce((sum, each) => sum + each.people, 0);
  const yuan = grants.reduce((sum, {paid_yuan}) => sum + paid_yuan, 0);
  const unpaid = schools.filter((each) => each.people === 0).map(({name}) => name);
  return {
    id: "aid-scholarships",
    title: [
      people > 0 ? `奖学金已发给 ${people} 名学生、${formatValue(yuan, "元")}` : "奖学金今年还没有发放",
      people > 0 && unpaid.length > 0 && `${unpaid.join("、")}还没有发放`
    ]
      .filter(Boolean)
      .join("；"),
    subtitle: `“行健励志奖学金”各受奖学校，截至${formatDay(on)}`,
    table: {
      columns: [
        {title: "受奖学校"},
        {title: "已发放", unit: "人"},
        {title: "金额", unit: "元"},
        {title: "名单中、没有写发放日期", unit: "人"}
      ],
      rows: schools.map(({name, people: paid}) => {
        const grant = grants.find(({school_name}) => school_name === name);
        return {cells: [name, paid, grant?.paid_yuan ?? 0, grant?.waiting_people ?? 0]};
      })
    },
    figures: [
      {name: "受奖学生", value: people, unit: "人"},
      {name: "金额", value: yuan, unit: "元"}
    ],
    note: problem && `填报说明：${problem}`,
    next: [
      {words: "卡在哪里", to: "/plan/T08-10"},
      {words: "受奖学生人数", to: "/kpis/K40"}
    ]
  };
}

const ROWS: {code: AidCode; name: string; unit: string; of: string}[] = [
  {code: "K35", name: "困难职工建档率", unit: "%", of: "核实符合条件"},
  {code: "K36", name: "在档职工帮扶覆盖率", unit: "%", of: "在档"},
  {code: "K37", name: "走访慰问覆盖率", unit: "%", of: "应走访"},
  {code: "K38", name: "补助平均发放时长", unit: "天", of: "已发放"}
];

/** A unit's own numbers, as far as they are published. */
function unitPanel(published: Record<AidCode, Published>, {whole, month}: TopicScope): Panel | undefined {
  const rows = ROWS.map((row) => ({...row, cell: published[row.code].newest()}));
  const shown = rows.flatMap(({name, unit, cell}) =>
    cell ? [`${name} ${formatValue(cell.value, unit)}（${formatShortMonth(cell.month)}）`] : []
  );
  if (shown.length === 0) return undefined;
  return {
    id: "aid-unit",
    title: shown.join("，"),
    subtitle: `${whole}，截至${formatShortMonth(month)}；各单位的数在季末公布，人数过少的不显示`,
    table: {
      columns: [{title: "指标"}, {title: "数值"}, {title: "截至"}],
      rows: rows.map(({code, name, unit, cell}) => ({
        cells: [name, cell ? formatValue(cell.value, unit) : HIDDEN, cell ? formatShortMonth(cell.month) : null],
        to: `/kpis/${code}`
      }))
    },
    figures: rows.flatMap(({name, unit, cell}) => (cell ? [{name, value: cell.value, unit}] : []))
  };
}
