import {Form, Link, useLocation} from "@remix-run/react";
import {useRef} from "react";
import {formatNumber} from "#app/format.ts";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import {WholeTableLink} from "#app/ui/whole-table-link.tsx";
import forms from "#app/ui/form.module.css";
import styles from "./queue-form.module.css";
import type {Queue} from "./queue.server.ts";
import {VERDICT_WORDS} from "../verdict-words.ts";

interface RefusedVerdict {
  message: string;
  reason: string;
  chosen: string[];
  named: string[];
}

/** Gives one verdict on many submissions: a plain form, which JavaScript only makes quicker. */
export function QueueForm({queue, refused}: {queue: Queue; refused?: RefusedVerdict}) {
  const form = useRef<HTMLFormElement>(null);
  const {search} = useLocation();
  const boxes = () => [...(form.current?.querySelectorAll<HTMLInputElement>("input[name=submission_id]") ?? [])];
  const all = () => form.current?.querySelector<HTMLInputElement>("input[name=all]");
  function choose(event: React.ChangeEvent<HTMLFormElement>) {
    const changed = event.target as unknown as HTMLInputElement;
    if (changed.name === "all") for (const box of boxes()) box.checked = changed.checked;
    const every = all();
    if (changed.name === "submission_id" && every) every.checked = boxes().every(({checked}) => checked);
  }
  if (queue.lines.length === 0) return <p>没有这样的报送。</p>;
  return (
    <Form method="post" action={`/submissions/queue${search}`} ref={form} onChange={choose} className={styles.form}>
      <CsrfField />
      {refused && (
        <p role="alert" className={forms.refusal}>
          {refused.message}
        </p>
      )}
      <div className={styles.bar}>
        <label className={styles.choice}>
          <input type="checkbox" name="all" value="1" />
          {`全选（${formatNumber(queue.lines.length)} 份）`}
        </label>
        <label className={styles.reason}>
          <span>退回原因</span>
          <input
            name="reason"
            defaultValue={refused?.reason ?? ""}
            maxLength={500}
            placeholder="退回时必填，单位会看到"
          />
        </label>
        <div className={styles.actions}>
          <button type="submit" name="verdict" value="approve" className={styles.main}>
            通过
          </button>
          <button type="submit" name="verdict" value="return">
            退回
          </button>
          <button type="submit" name="verdict" value="hold">
            待核
          </button>
        </div>
      </div>
      <ul className={styles.list}>
        {queue.lines.map((line) => (
          <QueueLine key={line.submission_id} line={line} refused={refused} />
        ))}
      </ul>
      <WholeTableLink shown={queue.lines.length} count={queue.listed} />
    </Form>
  );
}

function countsText({added, updated, unchanged}: NonNullable<Queue["lines"][number]["counts"]>): string {
  return `新增 ${formatNumber(added)}，更新 ${formatNumber(updated)}，不变 ${formatNumber(unchanged)}`;
}

function QueueLine({line, refused}: {line: Queue["lines"][number]; refused?: RefusedVerdict}) {
  const {submission_id, sender, title, file_name, period, sent_at, warnings, verdict, reason, counts} = line;
  return (
    <li className={styles.line} data-named={refused?.named.includes(submission_id) || undefined}>
      <input type="hidden" name="listed" value={submission_id} />
      <label className={styles.choice}>
        <input
          type="checkbox"
          name="submission_id"
          value={submission_id}
          defaultChecked={refused?.chosen.includes(submission_id)}
          aria-label={`${sender} ${title} ${sent_at}`}
        />
      </label>
      <div className={styles.what}>
        <span>
          <strong>{sender}</strong>
          {` ${title}，${period}`}
        </span>
        <Link to={`/submissions/${submission_id}`}>{file_name}</Link>
        {reason && <span className={styles.back}>{`退回原因：${reason}`}</span>}
      </div>
      <div className={styles.facts}>
        <span>{counts ? countsText(counts) : "行数不显示"}</span>
        <span className="secondary">{`${sent_at}，${VERDICT_WORDS[verdict]}${warnings > 0 ? `，提示 ${formatNumber(warnings)} 条` : "，没有提示"}`}</span>
      </div>
    </li>
  );
}
