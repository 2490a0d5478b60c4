import {Link, useLocation} from "@remix-run/react";
import {formatMoment} from "#app/format.ts";
import {DataTable} from "#app/ui/data-table.tsx";
import type {Column} from "#app/ui/table-column.ts";
import {WholeTableLink} from "#app/ui/whole-table-link.tsx";
import type {KpiPage} from "./kpi.server.ts";
import codes from "#app/ui/code.module.css";
import styles from "./kpi-lineage.module.css";

type Row = KpiPage["submissions"]["rows"][number];

/** Row counts of sensitive datasets may reveal a few people, and file names belong to the unit that sent them. */
const NOT_SHOWN = "不显示";

const COLUMNS: Column<Row>[] = [
  {
    key: "dataset",
    title: "数据集",
    value: ({dataset}) => dataset,
    cell: ({dataset}) => (
      <Link className={styles.dataset} to={`/datasets/${dataset}`}>
        {dataset}
      </Link>
    )
  },
  {
    key: "file_name",
    title: "文件",
    value: ({file_name}) => file_name ?? "",
    cell: ({file_name}) => file_name ?? NOT_SHOWN
  },
  {
    key: "unit_code",
    title: "报送单位",
    value: ({unit_code}) => unit_code ?? "",
    cell: ({unit_code}) => unit_code ?? "校工会"
  },
  {key: "as_of", title: "数据日期", value: ({as_of}) => as_of, cell: ({as_of}) => as_of},
  {
    key: "sent_at",
    title: "送达",
    value: ({sent_at}) => String(sent_at),
    cell: ({sent_at}) => formatMoment(String(sent_at))
  },
  {
    key: "row_count",
    title: "行数",
    isNumber: true,
    value: ({row_count}) => row_count,
    cell: ({row_count}) => (row_count === null ? NOT_SHOWN : row_count.toLocaleString("zh-CN"))
  },
  {
    key: "is_approved",
    title: "审核",
    value: ({is_approved}) => (is_approved ? 1 : 0),
    cell: ({is_approved}) => (is_approved ? "已通过" : "未审")
  }
];

/** Shows where a number comes from: the SQL that computes it, the submissions it uses, and its downloads. */
export function KpiLineage({kpi}: {kpi: KpiPage}) {
  const {code, sql, submissions} = kpi;
  const isWhole = new URLSearchParams(useLocation().search).get("rows") === "all";
  return (
    <>
      <p className={styles.downloads}>
        <span>下载全部月份、单位和分组：</span>
        <a href={`/api/kpis/${code}.csv`} download>
          CSV 表格
        </a>
        <a href={`/api/kpis/${code}.json`}>JSON</a>
        <a href={`/api/kpis/${code}.arrow`} download>
          Arrow
        </a>
      </p>
      {sql && (
        <details className={styles.details}>
          <summary>{`计算语句 ${sql.path}`}</summary>
          <pre className={`${codes.code} ${styles.sql}`} tabIndex={0}>
            <code>{sql.sql}</code>
          </pre>
        </details>
      )}
      <details className={styles.details} open={isWhole || undefined}>
        <summary>{`数字来自 ${submissions.count} 份报送`}</summary>
        <DataTable
          caption="数字所依据的报送"
          columns={COLUMNS}
          rows={submissions.rows}
          filterLabel="按文件名、单位查找"
        />
        <WholeTableLink shown={submissions.rows.length} count={submissions.count} />
      </details>
    </>
  );
}
