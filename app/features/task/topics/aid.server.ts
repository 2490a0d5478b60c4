import type {DuckDBConnection} from "@duckdb/node-api";
import {formatPercent, formatShare, formatShortMonth, formatValue} from "#app/format.ts";
import {type KpiPoint, readKpiSeries} from "#pipelines/numbers/kpis.ts";
import {ownMonthOf} from "#pipelines/numbers/own-month.ts";
import {targetOf} from "#pipelines/plan/target.ts";
import {
  type Published,
  type PublishedCell,
  quarterEndOf,
  readAssistanceYuan,
  readHospitalWait,
  readPublished,
  type ToldSum
} from "#pipelines/topics/aid.ts";
import {assistanceMoneyPanel, type CountedKind} from "./assistance-money.server.ts";
import {TOO_FEW_CELL} from "./few-people.ts";
import type {Panel, PanelRow} from "./panel.ts";
import {purchasesPanel} from "./purchases.server.ts";
import {scholarshipsPanel} from "./scholarships.server.ts";
import type {TopicScope} from "./topic-scope.ts";

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
    visitsPanel(visits, await readHospitalWait(db, scope), scope),
    payPanel(paid, await readKpiSeries(db, "K38"), scope),
    assistanceMoneyPanel(await readAssistanceYuan(db, scope), countedKinds(visits, paid), scope),
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
      of.newest()?.[key] ?? TOO_FEW_CELL,
      ...shown.map((kind) => of.atQuarterEnd(`困难类别=${kind}`)?.[key] ?? TOO_FEW_CELL),
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

/** The types of assistance whose number the KPIs tell. */
function countedKinds(visits: Published, paid: Published): CountedKind[] {
  const at = (of: Published, segment?: string) => (month: string) => of.months(segment).find((c) => c.month === month);
  return [
    {kind: "走访慰问", cell: at(visits), part: "numerator", unit: "人次"},
    ...["临时补助", "爱心扶助金"].map((kind) => ({
      ...{kind, cell: at(paid, `补助类型=${kind}`)},
      ...{part: "denominator" as const, unit: "笔"}
    }))
  ];
}

function visitsPanel(visits: Published, hospital: ToldSum | undefined, {whole, month}: TopicScope): Panel | undefined {
  const all = visits.newest();
  if (!all) return undefined;
  const [made, asked] = [all.numerator ?? 0, all.denominator ?? 0];
  const wait = visits.newest("另列=上报至走访平均（天）");
  const kinds = visits.kinds("对象类别").map((kind) => ({kind, cell: visits.atQuarterEnd(`对象类别=${kind}`)}));
  const waitWords = wait
    ? `；从上报到走访平均 ${formatValue(wait.value, "天")}（截至${formatShortMonth(wait.month)}）`
    : "";
  const hospitalWords = hospital
    ? `${wait ? "，其中" : "；"}生病住院职工${wait ? "" : "从上报到走访平均"} ${formatValue(hospital.value, "天")}${
        wait && wait.month === hospital.month ? "" : `（截至${formatShortMonth(hospital.month)}）`
      }`
    : "";
  return {
    id: "aid-visits",
    title: `应走访 ${asked} 人次，已走访 ${made} 人次（${formatShare(made, asked)}）${
      asked > made ? `，还有 ${asked - made} 人次待走访` : ""
    }${waitWords}${hospitalWords}`,
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
            : [kind, TOO_FEW_CELL, TOO_FEW_CELL, TOO_FEW_CELL, null]
        }))
      ]
    },
    figures: [
      {name: "走访率", value: all.value, unit: "%"},
      {name: "待走访", value: asked - made, unit: "人次"},
      ...(wait ? [{name: "上报至走访平均", value: wait.value, unit: "天"}] : []),
      ...(hospital ? [{name: "生病住院职工上报至走访平均", value: hospital.value, unit: "天"}] : [])
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
        : [`其中${kind}`, TOO_FEW_CELL, TOO_FEW_CELL, null, null]
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
        cells: [name, cell ? formatValue(cell.value, unit) : TOO_FEW_CELL, cell ? formatShortMonth(cell.month) : null],
        to: `/kpis/${code}`
      }))
    },
    figures: rows.flatMap(({name, unit, cell}) => (cell ? [{name, value: cell.value, unit}] : []))
  };
}
