import type {ChangedColumn} from "#pipelines/compare/changed-columns.ts";
import type {Changes, Update} from "#pipelines/compare/changes.ts";
import type {ToldCounts} from "./upload/answer.ts";
import facts from "#app/ui/facts.module.css";
import styles from "./changes-list.module.css";

/** Shows what a file would change: keys of new rows, and each value that replaces another. */
export function ChangesList({changes, counts}: {changes: Changes; counts: ToldCounts}) {
  const {added, updated, columns, unchanged, gone, names = {}} = changes;
  const nameOf = (key: string) => names[key] ?? key;
  return (
    <dl className={`${facts.facts} ${styles.changes}`}>
      {added.length > 0 && <Keys word="新增" keys={added.map(nameOf)} count={counts.added ?? 0} />}
      {updated.length > 0 && (
        <>
          <dt>更新</dt>
          <dd>
            <ChangedColumns columns={columns} />
            <details>
              <summary>
                {(counts.updated ?? 0) > updated.length
                  ? `查看前 ${updated.length} 行（共 ${counts.updated} 行，发送后在报送记录里逐项列出）`
                  : `查看这 ${updated.length} 行`}
              </summary>
              <Updates updates={updated.map((update) => ({...update, key: nameOf(update.key)}))} />
            </details>
          </dd>
        </>
      )}
      {unchanged.length > 0 && <Keys word="不变" keys={unchanged.map(nameOf)} count={counts.unchanged ?? 0} />}
      {gone && gone.count > 0 && <Keys word="不再列出" keys={gone.keys} count={gone.count} />}
    </dl>
  );
}

function Keys({word, keys, count}: {word: string; keys: string[]; count: number}) {
  return (
    <>
      <dt>{word}</dt>
      <dd>{`${keys.join("、")}${count > keys.length ? ` 等 ${count.toLocaleString("zh-CN")} 行` : ""}`}</dd>
    </>
  );
}

/** “身份：129 处，其中 129 处变为空白”: the changes by column; emptied values are highlighted. */
export function ChangedColumns({columns}: {columns: ChangedColumn[]}) {
  return (
    <ul className={styles.columns}>
      {columns.map(({title, count, emptied}) => (
        <li key={title}>
          <strong>{`${title}：`}</strong>
          {emptied === count ? "" : `${count.toLocaleString("zh-CN")} 处修改`}
          {emptied > 0 && emptied < count ? "，其中 " : ""}
          {emptied > 0 && <span className={styles.emptied}>{`${emptied.toLocaleString("zh-CN")} 处变为空白`}</span>}
        </li>
      ))}
    </ul>
  );
}

/** Every replaced value. */
export function Updates({updates}: {updates: Update[]}) {
  return (
    <ul className={styles.updates}>
      {updates.map(({key, fields}) => (
        <li key={key}>
          <span className={styles.key}>{key}</span>
          {fields.map(({title, before, after}) => (
            <span key={title} className={styles.field}>
              {`${title}：`}
              <del>{before ?? "空白"}</del>
              {" → "}
              <ins>{after ?? "空白"}</ins>
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}
