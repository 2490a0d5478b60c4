import {Form, Link, useLocation} from "@remix-run/react";
import {useEffect, useRef, useState} from "react";
import {formatNumber} from "#app/format.ts";
import buttons from "#app/ui/button.module.css";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import {WholeTableLink} from "#app/ui/whole-table-link.tsx";
import {FoldButton, useFold} from "#app/ui/folded.tsx";
import forms from "#app/ui/form.module.css";
import styles from "./queue-form.module.css";
import {FindingMark} from "../finding-mark.tsx";
import {FoldedMoves} from "../record/moves-view.tsx";
import {UsualReasons} from "../usual-reasons.tsx";
import type {Queue, RefusedVerdict} from "./queue.server.ts";
import {useQueueKeys} from "./use-queue-keys.ts";
import {VERDICT_WORDS} from "../verdict-words.ts";

/** The number of submissions that a phone shows before the list is opened. */
const ON_PHONE = 8;

/** Gives one verdict on many submissions: a plain form, which JavaScript only makes quicker. */
export function QueueForm({queue, refused}: {queue: Queue; refused?: RefusedVerdict}) {
  const form = useRef<HTMLFormElement>(null);
  const {search} = useLocation();
  const boxes = () => [...(form.current?.querySelectorAll<HTMLInputElement>("input[name=submission_id]") ?? [])];
  const plainBoxes = () => boxes().filter(({dataset}) => dataset.hinted === undefined);
  const reason = useRef<HTMLInputElement>(null);
  const [count, setCount] = useState(refused?.chosen.length ?? 0);
  const fold = useFold(queue.lines.length, ON_PHONE);
  useEffect(() => {
    if (refused?.code === "reason") (ownReason(refused) ?? reason.current)?.focus();
  }, [refused]);
  const ownReason = ({ownReasons, named: [id]}: RefusedVerdict) =>
    ownReasons && form.current?.querySelector<HTMLInputElement>(`input[name="reason ${id}"]`);
  useQueueKeys(form);
  const all = () => form.current?.querySelector<HTMLInputElement>("input[name=all]");
  function choose(event: React.ChangeEvent<HTMLFormElement>) {
    const changed = event.target as unknown as HTMLInputElement;
    if (changed.name === "all") for (const box of plainBoxes()) box.checked = changed.checked;
    const every = all();
    // The form must not say “all” once single submissions are ticked, or those would be ignored.
    if (changed.name === "submission_id" && every) every.checked = false;
    setCount(boxes().filter(({checked}) => checked).length);
  }
  if (queue.lines.length === 0)
    return <p>{queue.waiting === 0 && queue.done ? "都审完了。" : "没有符合条件的报送。"}</p>;
  const plain = queue.lines.filter(({warnings}) => warnings === 0).length;
  return (
    <Form method="post" action={`/submissions/queue${search}`} ref={form} onChange={choose} className={styles.form}>
      <CsrfField />
      {refused && (
        <p role="alert" className={forms.refusal}>
          {refused.message}
          {refused.code === "hinted" && <input type="hidden" name="confirmed" value="1" />}
          {refused.code === "hinted" && (
            <button type="submit" name="verdict" value="approve" className={`${buttons.small} ${styles.confirm}`}>
              确定，一起通过
            </button>
          )}
        </p>
      )}
      <div className={styles.bar}>
        {plain > 0 && (
          <label className={styles.choice}>
            <input type="checkbox" name="all" value="1" />
            {plain === queue.lines.length
              ? `全选（${formatNumber(plain)} 份）`
              : `选中没有提示的（${formatNumber(plain)} 份）`}
          </label>
        )}
        <span className={styles.count} role="status">
          {`已选 ${formatNumber(count)} 份`}
        </span>
        <label className={styles.reason}>
          <span>退回原因</span>
          <input
            ref={reason}
            name="reason"
            list="usual-reasons"
            defaultValue={refused?.reason ?? ""}
            maxLength={500}
            placeholder="退回时必填，单位会看到"
          />
        </label>
        <label className={styles.choice}>
          <input type="checkbox" name="each" value="1" defaultChecked={refused?.ownReasons !== undefined} />
          逐份写原因
        </label>
        <UsualReasons />
        <div className={styles.actions}>
          <button type="submit" name="verdict" value="approve" className={buttons.small} data-main>
            通过
          </button>
          <button type="submit" name="verdict" value="return" className={buttons.small}>
            退回
          </button>
          <button type="submit" name="verdict" value="hold" className={buttons.small}>
            待核
          </button>
        </div>
      </div>
      <p className={`secondary ${styles.keys}`}>键盘：j、k 上下移动，空格勾选，a 通过，r 填写退回原因，回车退回。</p>
      <ul className={styles.list}>
        {queue.lines.map((line, at) => (
          <QueueLine
            key={line.submission_id}
            line={line}
            refused={refused}
            foldClass={fold.rowClass(at, isNamed(line, refused))}
          />
        ))}
      </ul>
      <FoldButton fold={fold} noun="份" />
      <WholeTableLink shown={queue.lines.length} count={queue.listed} />
    </Form>
  );
}

function countsText({added, updated, unchanged}: NonNullable<Queue["lines"][number]["counts"]>): string {
  return `新增 ${formatNumber(added)}，更新 ${formatNumber(updated)}，不变 ${formatNumber(unchanged)}`;
}

type WaitingSubmission = Queue["lines"][number];

const isNamed = ({submission_id}: WaitingSubmission, refused: RefusedVerdict | undefined) =>
  refused?.named.includes(submission_id) || refused?.chosen.includes(submission_id);

interface QueueLineProps {
  line: WaitingSubmission;
  refused?: RefusedVerdict;
  foldClass?: string;
}

function QueueLine({line, refused, foldClass = ""}: QueueLineProps) {
  const {submission_id, sender, title, file_name, period, sent_at, warnings, verdict, reason, counts} = line;
  return (
    <li className={`${styles.line} ${foldClass}`} data-named={refused?.named.includes(submission_id) || undefined}>
      {warnings === 0 && <input type="hidden" name="listed" value={submission_id} />}
      <label className={styles.choice}>
        <input
          type="checkbox"
          name="submission_id"
          value={submission_id}
          data-hinted={warnings > 0 || undefined}
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
        <FoldedMoves submissionId={submission_id} />
        {reason && <span className={styles.back}>{`退回原因：${reason}`}</span>}
        <input
          name={`reason ${submission_id}`}
          list="usual-reasons"
          className={styles.ownReason}
          defaultValue={refused?.ownReasons?.[submission_id] ?? ""}
          maxLength={500}
          placeholder="这一份的退回原因；不填则用上面的"
          aria-label={`${sender} ${title} ${sent_at} 的退回原因`}
          autoComplete="off"
        />
      </div>
      <div className={styles.facts}>
        <span>{counts ? countsText(counts) : "行数不显示"}</span>
        <span className="secondary">{`${sent_at}，${VERDICT_WORDS[verdict]}`}</span>
        {warnings > 0 && (
          <span className={styles.hints}>
            <FindingMark isBlocking={false} />
            {`${formatNumber(warnings)} 条`}
          </span>
        )}
      </div>
    </li>
  );
}
