import exceljs from "devextreme-exceljs-fork";
import type {KpiCell} from "#pipelines/numbers/kpis.ts";
import {PACE_WORDS} from "#pipelines/numbers/measure-words.ts";
import {kpiReadingOf} from "#pipelines/plan/kpi-reading.ts";
import {kpiPaceOf} from "#pipelines/plan/measured-by.ts";
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

const HEAD = "FFF1F3F6";

/** Returns one KPI whole as XLSX: the numbers as numbers, and what they mean on a sheet of their own. */
export async function cubeWorkbook(facts: CubeFacts): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  writeNumbers(workbook.addWorksheet("数据", {views: [{state: "frozen", ySplit: 1}]}), facts);
  writeMeaning(workbook.addWorksheet("口径"), facts);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function writeNumbers(sheet: exceljs.Worksheet, {kpi, cells, unitNames, mayHide}: CubeFacts): void {
  const columns = columnsOf(kpi.unit, unitNames, mayHide);
  sheet.addRow(columns.map(({title}) => title));
  columns.forEach(({width}, at) => (sheet.getColumn(at + 1).width = width));
  for (const cell of cells) sheet.addRow(columns.map(({of}) => of(cell)));
  const head = sheet.getRow(1);
  head.font = {bold: true};
  head.fill = {type: "pattern", pattern: "solid", fgColor: {argb: HEAD}};
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

function writeMeaning(sheet: exceljs.Worksheet, {plan, kpi, on}: CubeFacts): void {
  const target = targetOf(kpi);
  const caution = kpiReadingOf(plan, kpi).caution;
  sheet.getColumn(1).width = 12;
  sheet.getColumn(2).width = 90;
  sheet.getColumn(2).alignment = {wrapText: true, vertical: "top"};
  sheet.addRows([
    ["指标", `${kpi.code} ${kpi.name}`],
    ["计量单位", kpi.unit],
    ["口径", kpi.formula_words],
    ["目标", target.value],
    ["目标来源", target.source],
    ["考核", PACE_WORDS[kpiPaceOf(plan, kpi.code)]],
    ["方向", kpi.direction === "lower" ? "越低越好" : "越高越好"],
    [
      "数值",
      kpi.unit === "%"
        ? "62.4 表示 62.4 %；各单位的比率不能相加或平均，应先加分子、分母再相除"
        : "按口径累计，不四舍五入"
    ],
    ["空格", "单位空着为全校；分组空着为总数；数值空着为无数据，不等于零"],
    ...(caution === "" ? [] : [["提示", caution]]),
    ["文件", plan.documentNumber],
    ["下载日期", on]
  ]);
  sheet.getColumn(1).font = {bold: true};
}
