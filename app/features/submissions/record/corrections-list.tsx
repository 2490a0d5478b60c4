import type {ShownCorrection} from "./corrections.server.ts";
import styles from "../changes-list.module.css";

/** Each cell that the sender corrected: what stood there, and what was taken instead. */
export function CorrectionsList({corrections}: {corrections: ShownCorrection[]}) {
  return (
    <ul className={styles.updates}>
      {corrections.map(({cell, column, count, texts}) => (
        <li key={`${cell} ${texts?.was}`}>
          <span className={styles.key}>{placeOf(cell, column, count)}</span>
          {texts ? (
            <span className={styles.field}>
              <del>{texts.was || "空白"}</del>
              {" → "}
              <ins>{texts.is || (isRow(cell) ? "整行不报" : "空白")}</ins>
            </span>
          ) : (
            <span className="secondary">已更正；人员信息不在这里显示</span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** A row that was left out. */
function isRow(cell: string): boolean {
  return /^\d+$/.test(cell);
}

/** A whole column has letters and no row. */
function placeOf(cell: string, column: string, count: number): string {
  if (isRow(cell)) return `第 ${cell} 行`;
  return /\d/.test(cell) ? `${cell} 格（${column}）` : `${cell} 列（${column}）${count.toLocaleString("zh-CN")} 格`;
}
