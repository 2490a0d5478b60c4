import {Link} from "@remix-run/react";
import {DataTable} from "#app/ui/data-table.tsx";
import type {Column} from "#app/ui/table-column.ts";
import type {ShownRow} from "#pipelines/submissions/sensitive-rows.ts";
import type {RowColumn} from "./row-columns.server.ts";
import styles from "./rows-table.module.css";

interface RowsTableProps<Row> {
  caption: string;
  purpose: string;
  /** The page to return to. */
  back: {to: string; title: string};
  columns: Column<Row>[];
  rows: Row[];
  rowId?: (row: Row) => string;
}

/** Shows sensitive rows with the purpose for which they were opened. */
export function RowsTable<Row extends ShownRow>({purpose, back, ...table}: RowsTableProps<Row>) {
  return (
    <>
      <p className={`secondary ${styles.told}`} role="status">
        {`用途：${purpose}。这次查看已记入审计日志。`}
        {/* The link loads a new document, so that this page and its rows leave the browser's memory. */}
        <Link to={back.to} reloadDocument>
          {back.title}
        </Link>
      </p>
      {table.rows.length > 0 && <DataTable {...table} filterLabel="找记录" />}
    </>
  );
}

/** Returns a column for each required field, the person's name before the 工号. */
export function requiredColumns<Row extends ShownRow>(columns: RowColumn[]): Column<Row>[] {
  return columns
    .filter(({isRequired}) => isRequired)
    .flatMap(({at, title, isNumber, isPerson}): Column<Row>[] => {
      const text = ({cells}: Row) => cells[at] ?? "";
      return [...(isPerson ? [NAME] : []), {key: title, title, isNumber, cell: text, value: text}];
    });
}

/** Returns one column for all other fields, because a table with so many columns is unreadable. */
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

/** A text that does not break inside, such as a name or a day. */
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
