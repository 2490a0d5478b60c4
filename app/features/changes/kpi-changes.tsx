import {Link} from "@remix-run/react";
import {formatChange, formatValue} from "#app/format.ts";
import {DataTable} from "#app/ui/data-table.tsx";
import type {Column} from "#app/ui/table-column.ts";
import {CausesList} from "./causes-list.tsx";
import type {ChangesPage} from "./changes.server.ts";
import styles from "./changes.module.css";

type Row = ChangesPage["kpis"][number];

/** “62.4 % → 62.9 %”, and by how much; green where the change is for the better, red where it is not. */
export function FigureChange({change}: {change: Pick<Row, "was" | "is" | "unit" | "difference" | "isBetter">}) {
  const {was, is, unit, difference, isBetter} = change;
  return (
    <span className={styles.figures}>
      <del>{formatValue(was, unit)}</del>
      {" → "}
      <ins>{formatValue(is, unit)}</ins>
      {difference !== null && (
        <span
          className={styles.change}
          data-better={isBetter ?? undefined}
        >{`　${formatChange(difference, unit)}`}</span>
      )}
    </span>
  );
}

const COLUMNS: Column<Row>[] = [
  {
    key: "name",
    title: "指标",
    value: ({code, name, unit_name}) => `${code} ${name} ${unit_name ?? "全校"}`,
    cell: ({code, name, unit_code, unit_name}) => (
      <>
        <Link to={`/kpis/${code}${unit_code ? `?unit=${unit_code}` : ""}`}>{name}</Link>
        <span className={styles.beside}>{`${code}，${unit_name ?? "全校"}`}</span>
      </>
    )
  },
  {key: "change", title: "原来 → 现在", cell: (row) => <FigureChange change={row} />},
  {
    key: "causes",
    title: "可能的来历",
    cell: ({causes, cause_count}) => <CausesList causes={causes} count={cause_count} none="没有新的报送，随月份累计" />
  }
];

export function KpiChanges({rows}: {rows: Row[]}) {
  return (
    <DataTable
      caption="变化的指标"
      columns={COLUMNS}
      rows={rows}
      rowId={({code, unit_code}) => `${code}-${unit_code ?? "all"}`}
      filterLabel="按字筛选"
    />
  );
}
