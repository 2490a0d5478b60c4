import {Link} from "@remix-run/react";
import {DataTable} from "#app/ui/data-table.tsx";
import type {Column} from "#app/ui/table-column.ts";
import type {Assessments} from "./assessment.server.ts";

type Row = Assessments["units"][number];

const COLUMNS: Column<Row>[] = [
  {
    key: "unit",
    title: "单位",
    value: ({unit_name}) => unit_name,
    cell: ({unit_code, unit_name}) => <Link to={`/outputs/assessment/${unit_code}`}>{unit_name}</Link>
  },
  {key: "points", title: "得分", isNumber: true, value: ({points}) => points, cell: ({points}) => points},
  {key: "scored", title: "已评满分", isNumber: true, value: ({scored}) => scored, cell: ({scored}) => scored},
  {key: "open", title: "待评", isNumber: true, value: ({open}) => open, cell: ({open}) => open},
  {key: "missing", title: "缺的材料（项）", isNumber: true, value: ({missing}) => missing, cell: ({missing}) => missing}
];

/** The points of all units, for the office alone. */
export function AssessmentList({units}: {units: Row[]}) {
  return (
    <DataTable
      caption="各单位的考核自评"
      columns={COLUMNS}
      rows={units}
      rowId={({unit_code}) => unit_code}
      filterLabel="按单位名称查找"
    />
  );
}
