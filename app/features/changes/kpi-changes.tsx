import {Link} from "@remix-run/react";
import {DataTable} from "#app/ui/data-table.tsx";
import {FigureChange} from "#app/ui/figure-change.tsx";
import type {Column} from "#app/ui/table-column.ts";
import {CausesList} from "./causes-list.tsx";
import type {ChangesPage} from "./changes.server.ts";
import styles from "./changes.module.css";

type Row = ChangesPage["kpis"][number];

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
  {
    key: "change",
    title: "原来 → 现在",
    cell: ({was, is, unit, isBetter}) => <FigureChange was={was} is={is} measureUnit={unit} isBetter={isBetter} />
  },
  {
    key: "causes",
    title: "可能的来历",
    isLong: true,
    cell: ({causes, cause_count, isSecret}) => (
      <CausesList
        causes={causes}
        count={cause_count}
        none={isSecret ? "涉及困难帮扶，不列报送" : "没有新的报送，随月份累计"}
      />
    )
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
      onPhone={3}
    />
  );
}
