import type {DuckDBConnection} from "@duckdb/node-api";
import {formatShare, formatShortMonth, formatValue} from "#app/format.ts";
import {readKpiSeries} from "#pipelines/numbers/kpis.ts";
import {
  type Published,
  readAssistanceYuan,
  readHospitalWait,
  readPublished,
  type ToldSum
} from "#pipelines/topics/aid.ts";
import {assistanceMoneyPanel, type CountedKind} from "./assistance-money.server.ts";
import {payPanel} from "./assistance-pay.server.ts";
import {TOO_FEW_CELL} from "./few-people.ts";
import type {Panel, PanelRow} from "./panel.ts";
import {purchasesPanel} from "./purchases.server.ts";
import {quarterWords} from "./quarter-words.server.ts";
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
