import {DataTable} from "#app/ui/data-table.tsx";
import {Card} from "#app/ui/card.tsx";
import type {Column} from "#app/ui/table-column.ts";
import type {Congress} from "./congress.server.ts";
import {CongressCounts} from "./congress-summary.tsx";
import styles from "./outputs.module.css";

type Row = Congress["rules"][number]["rows"][number];

const COLUMNS: Column<Row>[] = [
  {key: "unit", title: "单位", value: ({unit_name}) => unit_name, cell: ({unit_name}) => unit_name},
  {
    key: "outcome",
    title: "结果",
    value: ({outcome}) => outcome,
    cell: ({outcome}) => (
      <span className={styles.outcome} data-outcome={outcome}>
        {outcome}
      </span>
    )
  },
  {key: "words", title: "依据的数", value: ({words}) => words, cell: ({words}) => words}
];

/** The rules for staff congresses, each with its article and what it says of each unit. */
export function CongressView({congress: {rules}}: {congress: Congress}) {
  return (
    <>
      {rules.map(({key, scope, quote, rows, counts}) => (
        <Card key={key} id={key} title={scope === "学校" ? "校教代会" : "二级单位"}>
          <p>{quote}</p>
          <p>
            <CongressCounts counts={counts} />
          </p>
          <DataTable caption={quote} columns={COLUMNS} rows={rows} />
        </Card>
      ))}
    </>
  );
}
