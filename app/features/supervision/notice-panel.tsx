import {Form, Link} from "@remix-run/react";
import {AnswerLine} from "#app/ui/answer-line.tsx";
import button from "#app/ui/button.module.css";
import {Card} from "#app/ui/card.tsx";
import {CopyText} from "#app/ui/copy-text.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import forms from "#app/ui/form.module.css";
import type {PaperPage} from "./notice-actions.server.ts";
import {AcknowledgeButton} from "./own-notices.tsx";
import styles from "./supervision.module.css";

export interface NoticePanelProps {
  page: PaperPage;
  answer?: {intent: string; problem?: string};
}

/** What becomes of the notice, and what the visitor may do: 签收, 发出, copy its text. */
export function NoticePanel({page, answer}: NoticePanelProps) {
  const {item, mayIssue, mayAcknowledge, text, earlier} = page;
  const {notice, code} = item;
  return (
    <div className={styles.screenOnly}>
      <Card>
        <p>{noticeText(page)}</p>
        {notice?.end?.submission_id && <Link to={`/progress/${code}`}>查看进展</Link>}
        {mayAcknowledge && notice && <AcknowledgeButton code={code} number={notice.number} />}
        {mayIssue && (
          <Form method="post" className={forms.form}>
            <CsrfField />
            <label>
              <span>拟办意见（印在督办单上，可不填）</span>
              <textarea name="opinion" rows={2} maxLength={500} />
            </label>
            <button name="intent" value="issue" className={button.primary}>
              发出督办单
            </button>
          </Form>
        )}
        <AnswerLine answer={answer} intents={["issue", "acknowledge"]} />
        {text !== null && (
          <details>
            <summary>复制文本，在微信、QQ 里转告</summary>
            <CopyText label="督办文本" text={text} rows={12} />
          </details>
        )}
        {earlier.length > 0 && (
          <details>
            <summary>{`以前的督办单 ${earlier.length} 张`}</summary>
            <ul>
              {earlier.map(({number, level, issued_on, end}) => (
                <li
                  key={number}
                >{`${number}，${level}，${issued_on} 发出${end ? `，${end.on} 结束：${end.reason}` : ""}`}</li>
              ))}
            </ul>
          </details>
        )}
      </Card>
    </div>
  );
}

function noticeText({item: {notice}}: PaperPage): string {
  if (!notice) return "还没有发出督办单。每个工作日 8 点 07 分以后自动发出，校工会办公室也可以现在发出。";
  const {number, issued_on, step, acknowledged, next, end} = notice;
  if (end) return `${number} 已于 ${end.on} 结束：${end.reason}。`;
  const told = step ? `已告知${step}` : "待告知";
  const signed = acknowledged ? `${acknowledged.by} 于 ${acknowledged.at} 签收` : "尚未签收";
  const then = next ? `；${next.on} ${acknowledged ? "再提醒" : "告知"}${next.step}` : "";
  return `${number} 于 ${issued_on} 发出，${told}，${signed}${then}。`;
}
