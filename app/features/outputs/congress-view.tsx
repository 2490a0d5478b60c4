import {DataTable} from "#app/ui/data-table.tsx";
import {Card} from "#app/ui/card.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";
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
  {key: "words", title: "依据的数", isLong: true, value: ({words}) => words, cell: ({words}) => words}
];

/** The rules for staff congresses, each with its article and what it says of each unit. */
export function CongressView({congress: {rules}}: {congress: Congress}) {
  return (
    <>
      {rules.map(({key, title, quote, rows, counts}) => (
        <Card key={key} id={key} title={title}>
          <p>{quote}</p>
          <p>
            <CongressCounts counts={counts} />
          </p>
          <Checks caption={title} rows={rows.filter(({outcome}) => outcome !== "符合" || rows.length === 1)} />
          {rows.length > 1 && counts.kept > 0 && (
            <details>
              <summary>{`符合的 ${counts.kept} 个`}</summary>
              <Checks caption={`${title}，符合`} rows={rows.filter(({outcome}) => outcome === "符合")} />
            </details>
          )}
          <SlideLink slideKey={`congress:${key}`} />
        </Card>
      ))}
    </>
  );
}

function Checks({caption, rows}: {caption: string; rows: Row[]}) {
  return rows.length === 0 ? null : (
    <DataTable caption={caption} columns={COLUMNS} rows={rows} rowId={({key}) => key} onPhone={2} />
  );
}
