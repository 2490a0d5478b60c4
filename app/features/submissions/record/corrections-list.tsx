import type {ShownCorrection} from "./corrections.server.ts";
import styles from "../changes-list.module.css";

/** Lists each corrected cell with its old and new text. */
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

/** Tells whether the correction left out a whole row. */
function isRow(cell: string): boolean {
  return /^\d+$/.test(cell);
}

/** A correction of a whole column has letters and no row number. */
function placeOf(cell: string, column: string, count: number): string {
  if (isRow(cell)) return `第 ${cell} 行`;
  return /\d/.test(cell) ? `${cell} 格（${column}）` : `${cell} 列（${column}）${count.toLocaleString("zh-CN")} 格`;
}
