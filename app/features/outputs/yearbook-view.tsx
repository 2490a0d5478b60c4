import {Link} from "@remix-run/react";
import {formatNumber, NO_DATA} from "#app/format.ts";
import {DataTable} from "#app/ui/data-table.tsx";
import type {Column} from "#app/ui/table-column.ts";
import styles from "./outputs.module.css";
import type {YearbookDraft} from "./yearbook.server.ts";

type Row = YearbookDraft["rows"][number];

const COLUMNS: Column<Row>[] = [
  {key: "code", title: "统计代码", cell: ({row_code}) => row_code},
  {
    key: "title",
    title: "指标名称",
    cell: ({row_title, table_name}) => (
      <>
        {row_title}
        <span className={styles.beside}>{table_name}</span>
      </>
    )
  },
  {key: "unit", title: "计量单位", cell: ({measure_unit}) => measure_unit},
  {
    key: "value",
    title: "数值",
    isNumber: true,
    cell: ({value}) => (value === null ? NO_DATA : formatNumber(value))
  },
  {
    key: "behind",
    title: "来源",
    cell: ({behind: {words, to, gap}}) => (
      <>
        <Link to={to}>{words}</Link>
        {gap && <span className={styles.beside}>{gap}</span>}
      </>
    )
  }
];

/** 统计年报底稿: the year's rows with their values, where they come from, and what the table asks of them. */
export function YearbookView({draft}: {draft: YearbookDraft}) {
  const {year, rows, checks} = draft;
  return (
    <article className={styles.paper} data-wide aria-label="统计年报底稿">
      <p className={styles.mark}>底稿，非上报件</p>
      <h2 className={styles.heading}>{`工会统计年报底稿（${year} 统计年度）`}</h2>
      <p className={styles.facts}>
        <span>{`${year - 1}年10月1日至${year}年9月30日`}</span>
        <span>{`共 ${rows.length} 行`}</span>
      </p>
      <DataTable caption="统计年报各行" columns={COLUMNS} rows={rows} rowId={({row_code}) => row_code} />
      <h3>{`表内逻辑检查（${checks.length} 条）`}</h3>
      {checks.length === 0 ? (
        <p className="secondary">各行没有写逻辑关系。</p>
      ) : (
        <ul className={styles.lacking}>
          {checks.map(({row_code, words, holds}) => {
            const outcome = holds === null ? "缺数据" : holds ? "符合" : "不符合";
            return (
              <li key={row_code}>
                <span className={styles.outcome} data-outcome={outcome}>
                  {outcome}
                </span>
                {`　${words}`}
              </li>
            );
          })}
        </ul>
      )}
    </article>
  );
}
