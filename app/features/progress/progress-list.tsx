import {Form, Link} from "@remix-run/react";
import {formatShortDay, formatShortMonth} from "#app/format.ts";
import button from "#app/ui/button.module.css";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import {FoldButton, useFold} from "#app/ui/folded.tsx";
import {StatusMark} from "#app/ui/status-mark.tsx";
import type {StatusWord} from "#app/ui/status-words.ts";
import type {ReportLine} from "./progress.server.ts";
import styles from "./progress-list.module.css";

/** The number of deliverables that a phone shows before the list is opened. */
const ON_PHONE = 3;

/** Lists deliverables, each with how it stands, what was reported last, and the button to report. */
export function ProgressList({lines}: {lines: ReportLine[]}) {
  const fold = useFold(lines.length, ON_PHONE);
  return (
    <div>
      <ul className={styles.list}>
        {lines.map((line, at) => (
          <Line key={line.code} line={line} foldClass={fold.rowClass(at)} />
        ))}
      </ul>
      <FoldButton fold={fold} noun="项" />
    </div>
  );
}

function Line({line, foldClass = ""}: {line: ReportLine; foldClass?: string}) {
  const {code, name, status, rule, due_on, data_words, returned, waiting} = line;
  return (
    <li className={`${styles.line} ${foldClass}`}>
      <div className={styles.what}>
        <span>
          <Link to={`/tasks/${line.task_code}#${code}`}>{code}</Link> <b>{name}</b>
        </span>
        {returned && (
          <span className={styles.returned}>
            {`退回原因：${returned.reason}　`}
            <Link to={`/submissions/${returned.submission_id}`}>查看退回的填报</Link>
          </span>
        )}
        <span className={styles.standing}>
          <StatusMark status={status as StatusWord} />
          <span className="secondary">{rule}</span>
          <span>{`${formatShortDay(due_on)}到期`}</span>
        </span>
        <span className="secondary">{`${lastText(line)}${data_words ? `；数据：${data_words}` : ""}`}</span>
        {waiting && <Waiting waiting={waiting} />}
      </div>
      <Link
        to={`/progress/${code}`}
        className={line.isDue || returned ? button.primary : button.secondary}
        aria-label={`填报 ${code} ${name}`}
      >
        {returned ? "修改重报" : "填报"}
      </Link>
    </li>
  );
}

function lastText({last}: ReportLine): string {
  return last ? `上次填报 ${formatShortMonth(last.month)} ${last.percent} %` : "今年还没有填报过";
}

function Waiting({waiting: {submission_id, isAlone}}: {waiting: NonNullable<ReportLine["waiting"]>}) {
  return (
    <span className={styles.standing}>
      <Link to={`/submissions/${submission_id}`}>已填报，待校工会办公室审核</Link>
      {isAlone && <WithdrawButton submissionId={submission_id} />}
    </span>
  );
}

export function WithdrawButton({submissionId}: {submissionId: string}) {
  return (
    <Form method="post" action="/progress?index" className={styles.inline}>
      <CsrfField />
      <input type="hidden" name="submission_id" value={submissionId} />
      <button type="submit" name="verdict" value="withdraw" className={button.quiet}>
        撤回
      </button>
    </Form>
  );
}
