import type {SkippedRow} from "#pipelines/checks/skipped.ts";
import type {Counts} from "#pipelines/submissions/submissions.ts";
import styles from "./counts-line.module.css";

const SKIPPED_WORDS = {
  blank: "空行",
  footer: "合计、备注或签字行",
  header: "重复的标题或表头",
  example: "模板的示例行"
} satisfies Record<SkippedRow["reason"], string>;

/** Shows 读取 = 新增 + 更新 + 不变 + 拒收 + 跳过, and which rows were skipped. */
export function CountsLine({counts, skipped}: {counts: Counts; skipped: SkippedRow[]}) {
  const {read, added, updated, unchanged, refused} = counts;
  const parts = [
    ["新增", added],
    ["更新", updated],
    ["不变", unchanged],
    ["拒收", refused],
    ["跳过", counts.skipped]
  ] as const;
  return (
    <>
      <p className={styles.counts}>
        <span>{`读到 ${read.toLocaleString("zh-CN")} 行：`}</span>
        {parts.map(([word, count]) => (
          <span key={word} className={styles.part} data-none={count === 0 || undefined}>
            {word} <strong>{count.toLocaleString("zh-CN")}</strong>
          </span>
        ))}
      </p>
      {skipped.length > 0 && (
        <p className="secondary">
          {`跳过的行：${skipped
            .slice(0, 8)
            .map(({row, reason}) => `第 ${row} 行（${SKIPPED_WORDS[reason]}）`)
            .join("、")}${counts.skipped > 8 ? ` 等 ${counts.skipped} 行` : ""}`}
        </p>
      )}
    </>
  );
}
