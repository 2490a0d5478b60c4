import {Link} from "@remix-run/react";
import {DataTable} from "#app/ui/data-table.tsx";
import type {Column} from "#app/ui/table-column.ts";
import type {DatasetColumn} from "#pipelines/submissions/column-words.ts";
import styles from "./columns-table.module.css";

const COLUMNS: Column<DatasetColumn>[] = [
  {
    key: "title",
    title: "列名",
    value: ({title, name}) => `${title} ${name}`,
    cell: ({title, name, is_key}) => (
      <span className={styles.title}>
        <b>{title}</b>
        {is_key && <span className={styles.key}>编号</span>}
        <code className={styles.small}>{name}</code>
      </span>
    )
  },
  {
    key: "type",
    title: "类型",
    value: ({type}) => type,
    cell: ({type, example}) => (
      <span className={styles.type}>
        {type}
        {example && <span className={styles.small}>{`如 ${example}`}</span>}
      </span>
    )
  },
  {
    key: "required",
    title: "必填",
    value: ({required}) => required,
    cell: ({required}) => (
      <span className={styles.required} data-is={required}>
        {required}
      </span>
    )
  },
  {
    key: "allowed",
    title: "可填的值",
    cell: (column) => (hasLimits(column) ? <Allowed {...column} /> : "")
  },
  {
    key: "privacy",
    title: "个人信息",
    value: ({privacy_words}) => privacy_words,
    cell: ({privacy, privacy_words}) => (
      <span data-privacy={privacy} className={styles.privacy}>
        {privacy_words}
      </span>
    )
  },
  {
    key: "synonyms",
    title: "可用的其他列名",
    value: ({synonyms}) => synonyms.join("、"),
    cell: ({synonyms}) => synonyms.join("、")
  },
  {key: "note", title: "说明", value: ({note}) => note, cell: ({note}) => note}
];

export function ColumnsTable({columns, title}: {columns: DatasetColumn[]; title: string}) {
  return (
    <DataTable
      caption={`${title}的列`}
      columns={COLUMNS}
      rows={columns}
      rowId={({name}) => name}
      filterLabel="按列名查找"
    />
  );
}

function hasLimits({allowed, limits, reference}: DatasetColumn): boolean {
  return allowed.length > 0 || limits.length > 0 || reference !== undefined;
}

function Allowed({allowed, limits, reference}: DatasetColumn) {
  return (
    <>
      {allowed.length > 0 && <span className={styles.line}>{allowed.join("、")}</span>}
      {reference && (
        <span className={styles.line}>
          须是
          {reference.address ? (
            <Link className={styles.link} to={reference.address}>
              {reference.words}
            </Link>
          ) : (
            reference.words
          )}
          {reference.address && "里已有的"}
          {reference.is_later && "；还没有的先收下，并提示"}
        </span>
      )}
      {limits.map((limit) => (
        <span key={limit} className={styles.line}>
          {limit}
        </span>
      ))}
    </>
  );
}
