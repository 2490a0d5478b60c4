import {useId} from "react";
import {Link} from "@remix-run/react";
import {formatNumber, formatShortDay} from "#app/format.ts";
import {FoldButton, useFold} from "#app/ui/folded.tsx";
import stacked from "#app/ui/stacked-table.module.css";
import {useMay} from "#app/ui/use-may.ts";
import styles from "./matrix-table.module.css";
import type {CellView, MatrixView} from "./matrix-rows.server.ts";
import {ReportMark} from "./report-mark.tsx";
import {REPORT_LOOKS} from "./report-state.ts";

interface MatrixTableProps {
  view: MatrixView;
  caption: string;
  /** The number of rows that a phone shows before the list is opened. */
  onPhone?: number;
}

/** Shows reports as a grid; on a phone each row becomes a list. */
export function MatrixTable({view, caption, onPhone = 6}: MatrixTableProps) {
  const fold = useFold(view.rows.length, onPhone);
  const after = `${useId()}-after`;
  return (
    <div className={styles.wrap}>
      <a href={`#${after}`} className="skip-link">
        跳过这张表
      </a>
      <table className={`${styles.table} ${stacked.stacked}`}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{view.corner}</th>
            {view.columns.map(({key, title, to}) => (
              <th scope="col" key={key}>
                {to ? <Link to={to}>{title}</Link> : title}
              </th>
            ))}
            <th scope="col" className={styles.number}>
              已报 / 应报
            </th>
          </tr>
        </thead>
        <tbody>
          {view.rows.map(({key, title, to, cells, measures}, at) => (
            <tr key={key} className={fold.rowClass(at)}>
              <th scope="row">{to ? <Link to={to}>{title}</Link> : title}</th>
              {cells.map((cell, index) => (
                <td
                  key={view.columns[index]!.key}
                  data-label={view.columns[index]!.title}
                  data-empty={!cell || undefined}
                >
                  {cell ? (
                    <ReportCell cell={cell} place={`${title} ${view.columns[index]!.title}`} />
                  ) : (
                    <span aria-label="不需报送">—</span>
                  )}
                </td>
              ))}
              <td className={styles.number} data-label="已报 / 应报">
                {`${formatNumber(measures.reported)} / ${formatNumber(measures.asked)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <FoldButton fold={fold} noun={view.corner === "单位" ? "个单位" : "个月"} />
      <span id={after} tabIndex={-1} />
    </div>
  );
}

function ReportCell({cell, place}: {cell: CellView; place: string}) {
  const {state, to} = cell;
  const details = detailsOf(cell);
  const mark = (
    <>
      <ReportMark state={state} />
      {details.length > 0 && <span className={styles.details}>{details.join(" · ")}</span>}
    </>
  );
  // Visitors who read only aggregates get no links to submissions.
  const mayOpen = useMay().includes("see-submission");
  if (!mayOpen || to === null) return <span className={styles.cell}>{mark}</span>;
  return (
    <Link to={to} className={styles.cell} aria-label={[place, REPORT_LOOKS[state].word, ...details].join("，")}>
      {mark}
    </Link>
  );
}

/** “迟 3 天 · 12 行 · 未审”: the details that apply. */
function detailsOf({state, days_late, row_count, is_waiting, due_on}: CellView): string[] {
  if (state === "not-due") return [`${formatShortDay(due_on)}截止`];
  return [
    ...(days_late > 0 ? [`${isReported(state) ? "迟" : "逾期"} ${formatNumber(days_late)} 天`] : []),
    ...(row_count > 0 ? [`${formatNumber(row_count)} 行`] : []),
    ...(is_waiting ? ["未审"] : [])
  ];
}

const isReported = (state: CellView["state"]) => state !== "missing" && state !== "returned";
