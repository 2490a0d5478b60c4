import {Link} from "@remix-run/react";
import {DASH} from "#app/format.ts";
import {DataTable} from "#app/ui/data-table.tsx";
import type {Column} from "#app/ui/table-column.ts";

interface TargetLine {
  id: string;
  cells: Record<"name" | "unit" | "stated" | "target" | "source" | "reason", string>;
}

const COLUMNS: Column<TargetLine>[] = [
  {key: "code", title: "编号", value: ({id}) => id, cell: ({id}) => <Link to={`/kpis/${id}`}>{id}</Link>},
  {key: "name", title: "指标", value: ({cells}) => cells.name, cell: ({cells}) => <b>{cells.name}</b>},
  {key: "unit", title: "单位", value: ({cells}) => cells.unit, cell: ({cells}) => cells.unit},
  {key: "stated", title: "计划的目标", value: ({cells}) => cells.stated, cell: ({cells}) => cells.stated},
  {
    key: "target",
    title: "现行目标",
    value: ({cells}) => cells.target,
    cell: ({cells}) => (cells.target === "" ? DASH : <b>{`${cells.target}（${cells.source}）`}</b>)
  },
  {key: "reason", title: "理由", value: ({cells}) => cells.reason, cell: ({cells}) => cells.reason || DASH}
];

/** The target of every KPI: the plan's own, and the one set in its place. */
export function TargetTable({lines}: {lines: TargetLine[]}) {
  return (
    <DataTable caption="各个指标的目标" columns={COLUMNS} rows={lines} rowId={({id}) => id} filterLabel="按字筛选" />
  );
}
