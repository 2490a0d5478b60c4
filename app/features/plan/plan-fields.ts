import type {GridColumn} from "#app/ui/edit-grid/edit-grid.tsx";

/** The two lists that the office settles beside the document. */
export const SETTLED = ["assignments", "targets"] as const;
export type Settled = (typeof SETTLED)[number];

export function isSettled(text: string): text is Settled {
  return SETTLED.some((dataset) => dataset === text);
}

/** The column of a dataset that names the line. */
export const LINE_CODE: Record<Settled, string> = {assignments: "deliverable_code", targets: "kpi_code"};

export interface Choices {
  units: {value: string; label: string}[];
  accounts: {value: string; label: string}[];
}

const choicesOf = (values: string[]) => values.map((value) => ({value, label: value}));

/** The columns of the table to edit, by the names of the contract's fields. */
export function gridColumnsOf(dataset: Settled, {units, accounts}: Choices): GridColumn[] {
  if (dataset === "targets")
    return [
      {key: "kpi_code", title: "编号", isFixed: true},
      {key: "name", title: "指标", isFixed: true, width: 14},
      {key: "unit", title: "单位", isFixed: true},
      {key: "stated", title: "计划的目标", isFixed: true, width: 8},
      {key: "target", title: "改为", width: 6},
      {key: "source", title: "目标来源", choices: choicesOf(["本地设定", "文件规定"]), width: 7},
      {key: "reason", title: "理由", width: 16}
    ];
  return [
    {key: "deliverable_code", title: "编号", isFixed: true},
    {key: "name", title: "承诺", isFixed: true, width: 14},
    {key: "leader", title: "责任领导", width: 8},
    {key: "lead_unit", title: "牵头单位", choices: units, width: 6},
    {key: "supporting_units", title: "协办单位", choices: units, width: 7},
    {key: "account", title: "责任账户", choices: accounts, width: 7},
    {key: "start_date", title: "开始日期", width: 7},
    {key: "due_date", title: "完成期限", width: 7},
    {key: "weight", title: "权重", width: 4},
    {key: "measured_by", title: "衡量依据", width: 9},
    {key: "pace", title: "进度方式", choices: choicesOf(["随时间累计", "全年达标", "按期限", "不考核"]), width: 7},
    {key: "reason", title: "理由", width: 14}
  ];
}
