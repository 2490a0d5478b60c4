import type {SkippedRow} from "#pipelines/checks/skipped.ts";
import type {ToldCounts} from "./upload/answer.ts";
import styles from "./counts-line.module.css";

const SKIPPED_WORDS = {
  blank: "空行",
  footer: "合计、备注或签字行",
  header: "重复的标题或表头",
  example: "模板的示例行"
} satisfies Record<SkippedRow["reason"], string>;

/** Shows 读取 = 新增 + 更新 + 不变 + 拒收 + 跳过, and which rows were skipped. */
export function CountsLine({counts, skipped}: {counts: ToldCounts; skipped: SkippedRow[]}) {
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
        <span>{`共 ${read.toLocaleString("zh-CN")} 行：`}</span>
        {parts.map(
          ([word, count]) =>
            count !== null && (
              <span key={word} className={styles.part} data-none={count === 0 || undefined}>
                {word} <strong>{count.toLocaleString("zh-CN")}</strong>
              </span>
            )
        )}
      </p>
      {added === null && <p className="secondary">新增、更新、不变各几行，只限校工会帮扶岗和本单位主席查看。</p>}
      <SkippedRows skipped={skipped} count={counts.skipped} />
    </>
  );
}

const NAMED = 8;

/** Lists skipped rows with their text, for the sender to see that no data are among them; blank rows are only counted. */
function SkippedRows({skipped, count}: {skipped: SkippedRow[]; count: number}) {
  const told = skipped.filter(({reason}) => reason !== "blank");
  const blank = skipped.length - told.length;
  if (skipped.length === 0) return null;
  const more = count - skipped.length;
  return (
    <details open={told.length > 0 && told.length <= NAMED}>
      <summary className="secondary">
        {`跳过了 ${count} 行，没有当作数据${blank > 0 ? `，其中空行${more > 0 ? "至少" : ""} ${blank} 行` : ""}`}
      </summary>
      <ul className={styles.skipped}>
        {told.map(({row, reason, text}) => (
          <li key={row}>
            {`第 ${row} 行（${SKIPPED_WORDS[reason]}）`}
            {text && `：${text}`}
          </li>
        ))}
        {more > 0 && <li>{`另有 ${more} 行，没有逐一列出`}</li>}
      </ul>
    </details>
  );
}
