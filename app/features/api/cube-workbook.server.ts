import writeXlsxFile, {type Cell, type Sheet} from "write-excel-file/node";
import type {KpiCell} from "#pipelines/numbers/kpis.ts";
import {kpiPaceWordsOf} from "#pipelines/numbers/measure-words.ts";
import {kpiReadingOf} from "#pipelines/plan/kpi-reading.ts";
import type {Kpi, Plan} from "#pipelines/plan/plan.ts";
import {targetOf} from "#pipelines/plan/target.ts";

export interface CubeFacts {
  plan: Plan;
  kpi: Kpi;
  cells: KpiCell[];
  unitNames: Map<string, string>;
  /** Whether small cells may be hidden. */
  mayHide: boolean;
  /** The day on which the file is made. */
  on: string;
}

const HEAD = {fontWeight: "bold", backgroundColor: "#F1F3F6"} as const;

/** Returns one KPI whole as XLSX: the numbers as numbers, and what they mean on a sheet of their own. */
export function cubeWorkbook(facts: CubeFacts): Promise<Buffer> {
  return writeXlsxFile([numbersSheet(facts), meaningSheet(facts)]).toBuffer();
}

/** Text is declared as such, so that no code becomes a number and none a formula. */
const cellOf = (value: string | number | null): Cell =>
  typeof value === "string" ? {value, type: String} : (value ?? null);

function numbersSheet({kpi, cells, unitNames, mayHide}: CubeFacts): Sheet<Buffer> {
  const columns = columnsOf(kpi.unit, unitNames, mayHide);
  return {
    sheet: "数据",
    columns: columns.map(({width}) => ({width})),
    stickyRowsCount: 1,
    data: [
      columns.map(({title}) => ({value: title, type: String, ...HEAD})),
      ...cells.map((cell) => columns.map(({of}) => cellOf(of(cell))))
    ]
  };
}

interface SheetColumn {
  title: string;
  width: number;
  of: (cell: KpiCell) => string | number | null;
}

function columnsOf(unit: string, names: Map<string, string>, mayHide: boolean): SheetColumn[] {
  return [
    {title: "单位编码", width: 10, of: ({unit_code}) => unit_code},
    {
      title: "单位",
      width: 26,
      of: ({unit_code}) => (unit_code === null ? "全校" : (names.get(unit_code) ?? unit_code))
    },
    {title: "月份", width: 10, of: ({month}) => month.slice(0, 7)},
    {title: "分组", width: 28, of: ({segment}) => segment},
    {title: "分子", width: 12, of: ({numerator}) => numerator},
    {title: "分母", width: 12, of: ({denominator}) => denominator},
    {title: `数值（${unit}）`, width: 14, of: ({value}) => value},
    ...(mayHide
      ? [{title: "说明", width: 18, of: ({is_hidden}: KpiCell) => (is_hidden ? "人数过少，不显示" : null)}]
      : [])
  ];
}

function meaningSheet(facts: CubeFacts): Sheet<Buffer> {
  return {
    sheet: "口径",
    columns: [{width: 12}, {width: 90}],
    data: meaningOf(facts).map(([name, value]) => [
      {value: name, type: String, fontWeight: "bold"},
      typeof value === "string" ? {value, type: String, wrap: true, alignVertical: "top"} : value
    ])
  };
}

function meaningOf({plan, kpi, on}: CubeFacts): [name: string, value: string | number | null][] {
  const target = targetOf(kpi);
  const caution = kpiReadingOf(plan, kpi).caution;
  return [
    ["指标", `${kpi.code} ${kpi.name}`],
    ["计量单位", kpi.unit],
    ["口径", kpi.formula_words],
    ["目标", target.value],
    ["目标来源", target.source],
    ["考核", kpiPaceWordsOf(plan, kpi)],
    ["方向", kpi.direction === "lower" ? "越低越好" : "越高越好"],
    [
      "数值",
      kpi.unit === "%"
        ? "62.4 表示 62.4 %；各单位的比率不能相加或平均，应先加分子、分母再相除"
        : "按口径累计，不四舍五入"
    ],
    ["空格", "单位空着为全校；分组空着为总数；数值空着为无数据，不等于零"],
    ...(caution === "" ? [] : ([["提示", caution]] as [string, string][])),
    ["文件", plan.documentNumber],
    ["下载日期", on]
  ];
}
