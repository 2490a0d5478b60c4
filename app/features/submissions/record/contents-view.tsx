import {formatNumber, formatShare} from "#app/format.ts";
import {DataTable} from "#app/ui/data-table.tsx";
import {PreviewTable} from "#app/ui/preview-table.tsx";
import type {Contents, ColumnSummary} from "#pipelines/submissions/contents.ts";
import styles from "./contents-view.module.css";

/** Shows the content of a submission to its reviewer: blanks, a summary per column, and the first rows. */
export function ContentsView({contents}: {contents: Contents}) {
  const {columns, rows, row_count} = contents;
  return (
    <>
      <p className={styles.sentence}>{blanksSentence(contents)}</p>
      <details>
        <summary>{`各列填写情况（${columns.length} 列）`}</summary>
        <DataTable
          caption="各列填写情况"
          rows={columns}
          columns={[
            {key: "title", title: "列", cell: ({title, is_required}) => `${title}${is_required ? "（必填）" : ""}`},
            {key: "filled", title: "已填", isNumber: true, cell: ({filled}) => formatNumber(filled)},
            {
              key: "blank",
              title: "空白",
              isNumber: true,
              cell: ({blank}) => (blank === 0 ? "0" : `${formatNumber(blank)}（${formatShare(blank, row_count)}）`)
            },
            {key: "words", title: "内容", cell: contentWords}
          ]}
        />
      </details>
      <details open={rows.length <= OPEN_ROWS} className={styles.rows}>
        <summary>{rows.length < row_count ? `查看前 ${rows.length} 行` : `查看全部 ${rows.length} 行`}</summary>
        <PreviewTable
          label="报送的前几行"
          head={columns.map(({title}) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
          rows={rows.map((cells, index) => ({row: index + 1, cells}))}
        />
        <p className={`secondary ${styles.note}`}>
          “●”表示已填写的个人信息，这里不显示；需要核对时请下载原件，下载会记入审计。
        </p>
      </details>
    </>
  );
}

const OPEN_ROWS = 20;

/** ““满意度评分”空白 71.3 %、“签到时间”空白 11.6 %。”: the columns with most blanks come first. */
function blanksSentence({row_count, columns}: Contents): string {
  const gaps = columns.filter(({blank}) => blank > 0).sort((a, b) => b.blank - a.blank);
  const said = gaps.slice(0, GAPS_SAID).map(({title, blank}) => `“${title}”${blankWords(blank, row_count)}`);
  const more = gaps.length > said.length ? `，另有 ${gaps.length - said.length} 列有空白` : "";
  const gapWords = gaps.length === 0 ? "各列都已填写" : `${said.join("、")}${more}`;
  return `${gapWords}。`;
}

const GAPS_SAID = 4;

function blankWords(blank: number, of: number): string {
  return blank === of ? "全部空白" : `空白 ${formatShare(blank, of)}`;
}

function contentWords({words, least, most, different, filled}: ColumnSummary): string {
  if (filled === 0) return "—";
  if (words.length > 0) {
    const shown = words.slice(0, WORDS_SHOWN).map(({word, count}) => `${word} ${formatNumber(count)}`);
    return `${shown.join("、")}${words.length > shown.length ? ` 等 ${words.length} 种` : ""}`;
  }
  if (least !== null && most !== null) return least === most ? least : `${least} 至 ${most}`;
  return `${formatNumber(different)} 个不同的值`;
}

const WORDS_SHOWN = 6;
