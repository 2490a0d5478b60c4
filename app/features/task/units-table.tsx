import {formatBareShown} from "#app/format.ts";
import {DataTable} from "#app/ui/data-table.tsx";
import type {Column} from "#app/ui/table-column.ts";
import {PendingMark} from "#app/ui/pending-mark.tsx";
import {KeptLink} from "#app/ui/kept-link.tsx";
import styles from "./units-table.module.css";
import type {TaskUnits} from "./task-units.server.ts";

type Row = TaskUnits["rows"][number];

/** Shows units × KPIs of the task and highlights the reader's own unit. */
export function UnitsTable({units, own}: {units: TaskUnits; own: string}) {
  const columns: Column<Row>[] = [
    {
      key: "unit",
      title: "单位",
      value: ({unit_name}) => unit_name,
      cell: ({unit_code, unit_name, unreviewed}) => (
        <span className={styles.name}>
          <KeptLink to={`/units/${unit_code}`}>{unit_name}</KeptLink> <PendingMark count={unreviewed} />
        </span>
      )
    },
    ...units.columns.map(({code, name, unit}, index) => ({
      key: code,
      title: `${name}（${unit}）`,
      isNumber: true,
      value: ({values}: Row) => values[index]?.value ?? null,
      cell: ({values}: Row) => formatBareShown(values[index] ?? {}, unit)
    }))
  ];
  return (
    <DataTable
      caption="各单位的指标"
      columns={columns}
      rows={units.rows}
      filterLabel="按单位名称查找"
      isMarked={({unit_code}) => unit_code === own}
    />
  );
}
