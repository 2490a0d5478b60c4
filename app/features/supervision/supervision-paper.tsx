import {formatDay, formatPercent, NO_DATA} from "#app/format.ts";
import styles from "./supervision.module.css";
import type {SupervisedPage} from "./supervision.server.ts";

function lookBackRow({closed_on, due_on, found}: NonNullable<SupervisedPage["item"]["look_back"]>): [string, string] {
  const words = found
    ? `${formatDay(found.looked_on)}${found.result}：${found.sentence}`
    : `应于${formatDay(due_on)}回头看`;
  return ["回头看", `${formatDay(closed_on)}办结；${words}`];
}

interface SupervisionPaperProps {
  item: SupervisedPage["item"];
  on: string;
  /** 领导批示 that were given on the page of the deliverable, with their answers. */
  instructions: string[];
}

/** 督办单: one sheet of A4 with everything that is known, and room for what is written by hand. */
export function SupervisionPaper({item, on, instructions}: SupervisionPaperProps) {
  const {lead_unit, supporting, leader, due_on, original_due_on, times_postponed, notice} = item;
  const responsible = [notice?.responsible ?? item.account ?? "未定", leader && `责任领导：${leader}`].filter(Boolean);
  const progress = item.progress === null ? NO_DATA : `完成 ${formatPercent(item.progress)}`;
  const rows: [label: string, text: string][] = [
    ["来源", item.source],
    ["督办事项", `${item.code}　${item.name}`],
    ["办理要求", `“${item.quote}”`],
    ["牵头单位", lead_unit ?? "未定"],
    ["协办单位", supporting.length > 0 ? supporting.join("、") : "无"],
    ["责任人", responsible.join("；")],
    ["原定时限", formatDay(original_due_on)],
    ["现定时限", times_postponed > 0 ? `${formatDay(due_on)}（已延期 ${times_postponed} 次）` : formatDay(due_on)],
    ["触发规则", item.rules.join("；")],
    [
      "进展情况",
      [`${progress}，${item.status}：${item.rule}`, item.unreported, item.measure_words].filter(Boolean).join("；")
    ],
    ["未完成原因", item.problem_note ?? "尚未填报"],
    ...(item.look_back ? [lookBackRow(item.look_back)] : [])
  ];
  return (
    <article className={styles.paper} aria-label="督办单">
      <h2 className={styles.heading}>督 办 单</h2>
      <p className={styles.number}>
        <span>{`编号：${notice?.number ?? "尚未发出"}`}</span>
        <span>{`级别：${item.level}`}</span>
        <span>{formatDay(notice?.issued_on ?? on)}</span>
      </p>
      <table>
        <tbody>
          {rows.map(([label, text]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{text}</td>
            </tr>
          ))}
          {writtenOf(notice).map(([label, text]) => (
            <tr key={label} className={text === null ? styles.blank : undefined}>
              <th scope="row">{label}</th>
              <td>
                {label === "领导批示" && instructions.map((words) => <p key={words}>{words}</p>)}
                {text ?? <span className={styles.signature}>签名　　　　　　　　年　　月　　日</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}

/** What people write: as it is kept, or null for writing by hand. */
function writtenOf(notice: SupervisedPage["item"]["notice"]): [label: string, text: string | null][] {
  const acknowledged = notice?.acknowledged;
  const end = notice?.end;
  return [
    ["签收", acknowledged ? `${acknowledged.by}，${acknowledged.at}` : null],
    ["拟办意见", notice?.opinion ?? null],
    ["领导批示", null],
    ["办结意见", end ? `${end.reason}，${formatDay(end.on)}` : null]
  ];
}
