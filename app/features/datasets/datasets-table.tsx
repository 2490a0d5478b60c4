import {Link} from "@remix-run/react";
import {DataTable} from "#app/ui/data-table.tsx";
import type {Column} from "#app/ui/table-column.ts";
import type {DatasetLine} from "./datasets.server.ts";
import styles from "./datasets-table.module.css";

const COLUMNS: Column<DatasetLine>[] = [
  {
    key: "title",
    title: "数据集",
    cell: ({name, title}) => (
      <>
        <Link className={`${styles.link} ${styles.short}`} to={`/datasets/${name}`}>
          <b>{title}</b>
        </Link>
        <code className={styles.name}>{name}</code>
      </>
    )
  },
  {key: "description", title: "每行是什么", cell: ({description}) => description},
  {key: "uploader", title: "谁报送", cell: ({uploader}) => uploader},
  {key: "exported_from", title: "从哪里导出", cell: ({exported_from}) => exported_from},
  {key: "mode", title: "更新方式", cell: ({mode}) => <span className={styles.short}>{mode.word}</span>},
  {key: "privacy", title: "个人信息", cell: ({privacy_words}) => <span className={styles.short}>{privacy_words}</span>},
  {key: "column_count", title: "列数", isNumber: true, cell: ({column_count}) => `${column_count} 列`},
  {
    key: "template",
    title: "模板",
    cell: ({name, title}) => (
      <a className={styles.link} href={`/templates/${name}.csv`} download aria-label={`下载${title}的 CSV 模板`}>
        CSV
      </a>
    )
  }
];

/** The rows stand in the order of sending, so the table cannot be sorted. */
export function DatasetsTable({datasets}: {datasets: DatasetLine[]}) {
  return <DataTable caption="数据集，按发送顺序" columns={COLUMNS} rows={datasets} rowId={({name}) => name} />;
}
