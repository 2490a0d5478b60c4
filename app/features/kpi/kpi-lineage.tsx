import {Link, useLocation} from "@remix-run/react";
import {formatMoment} from "#app/format.ts";
import {DataTable} from "#app/ui/data-table.tsx";
import type {Column} from "#app/ui/table-column.ts";
import {LazyDetails} from "#app/ui/lazy-details.tsx";
import {WholeTableLink} from "#app/ui/whole-table-link.tsx";
import styles from "./kpi-lineage.module.css";
import type {Lineage} from "./lineage.server.ts";

type Row = Lineage["rows"][number];

/** Row counts of sensitive datasets may reveal a few people, and file names belong to the unit that sent them. */
const NOT_SHOWN = "不显示";

const COLUMNS: Column<Row>[] = [
  {
    key: "title",
    title: "台账（表）",
    value: ({title}) => title,
    cell: ({dataset, title}) => (
      <Link className={styles.dataset} to={`/datasets/${dataset}`}>
        {title}
      </Link>
    )
  },
  {
    key: "file_name",
    title: "文件",
    value: ({file_name}) => file_name ?? "",
    cell: ({file_name, to}) => (to ? <Link to={to}>{file_name ?? "看明细"}</Link> : (file_name ?? NOT_SHOWN))
  },
  {key: "unit_name", title: "报送单位", value: ({unit_name}) => unit_name, cell: ({unit_name}) => unit_name},
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

/** Shows which submissions a number comes from: first how many of which month, then each. */
export function KpiLineage({lineage: {count, summary, rows}}: {lineage: Lineage}) {
  const isWhole = new URLSearchParams(useLocation().search).get("rows") === "all";
  return (
    <details className={styles.details} open={isWhole || undefined}>
      <summary>{lineageSentence(summary)}</summary>
      <ul className={styles.summary}>
        {summary.map((line) => (
          <li key={line.dataset}>{summaryWords(line)}</li>
        ))}
      </ul>
      <LazyDetails className={styles.details} isOpen={isWhole} summary={`逐份列出（${count} 份）`}>
        <DataTable caption="数字所依据的报送" columns={COLUMNS} rows={rows} filterLabel="按文件名、单位查找" />
        <WholeTableLink shown={rows.length} count={count} />
      </LazyDetails>
    </details>
  );
}

/** “数据来源：活动台账 194 份、活动参与明细 197 份，未审 8 份” */
function lineageSentence(summary: Lineage["summary"]): string {
  if (summary.length === 0) return "数据来源：还没有收到";
  const unapproved = summary.reduce((sum, line) => sum + line.unapproved, 0);
  const each = summary.map(({title, count}) => `${title} ${count} 份`).join("、");
  return `数据来源：${each}${unapproved > 0 ? `，未审 ${unapproved} 份` : ""}`;
}

/** “活动参与明细：共 396 份，未审 8 份；1月 36 份、2月 36 份” */
function summaryWords({title, count, unapproved, months}: Lineage["summary"][number]): string {
  const each = months.flatMap((files, index) => (files > 0 ? [`${index + 1}月 ${files} 份`] : [])).join("、");
  return `${title}：共 ${count} 份${unapproved > 0 ? `，未审 ${unapproved} 份` : ""}${each === "" ? "" : `；${each}`}`;
}
