import {Link} from "@remix-run/react";
import {DataTable} from "#app/ui/data-table.tsx";
import type {Column} from "#app/ui/table-column.ts";
import type {ShownRow} from "#pipelines/submissions/sensitive-rows.ts";
import type {RowColumn} from "./row-columns.server.ts";
import styles from "./rows-table.module.css";

interface RowsTableProps<Row> {
  caption: string;
  purpose: string;
  /** Where one goes on when one has seen enough. */
  back: {to: string; title: string};
  columns: Column<Row>[];
  rows: Row[];
  rowId?: (row: Row) => string;
}

/** Rows about people in need, with what they were opened for. */
export function RowsTable<Row extends ShownRow>({purpose, back, ...table}: RowsTableProps<Row>) {
  return (
    <>
      <p className={`secondary ${styles.told}`} role="status">
        {`用途：${purpose}。这次查看已记入审计日志。`}
        {/* A page of its own, so that this one and what it holds are gone. */}
        <Link to={back.to} reloadDocument>
          {back.title}
        </Link>
      </p>
      {table.rows.length > 0 && <DataTable {...table} filterLabel="找记录" />}
    </>
  );
}

/** What every row has stands in columns of its own, the name before the person's number. */
export function requiredColumns<Row extends ShownRow>(columns: RowColumn[]): Column<Row>[] {
  return columns
    .filter(({isRequired}) => isRequired)
    .flatMap(({at, title, isNumber, isPerson}): Column<Row>[] => {
      const text = ({cells}: Row) => cells[at] ?? "";
      return [...(isPerson ? [NAME] : []), {key: title, title, isNumber, cell: text, value: text}];
    });
}

/** The rest together: too many columns are no table. */
export function otherColumns<Row extends ShownRow>(columns: RowColumn[]): Column<Row> {
  const others = ({cells}: Row) =>
    columns.flatMap(({at, title, isRequired}) => (isRequired || !cells[at] ? [] : [`${title}：${cells[at]}`]));
  return {
    key: "others",
    title: "其他内容",
    cell: (row) => (
      <span className={styles.others}>
        {others(row).map((text) => (
          <span key={text}>{text}</span>
        ))}
      </span>
    ),
    value: (row) => others(row).join("；")
  };
}

/** Not broken within: a name, a day. */
export function Whole({text}: {text: string}) {
  return <span className={styles.whole}>{text}</span>;
}

const nameOf = ({person_name}: ShownRow) => person_name ?? "名册中没有";
const NAME: Column<ShownRow> = {
  key: "name",
  title: "姓名",
  cell: (row) => <Whole text={nameOf(row)} />,
  value: nameOf
};
