import {Form, Link} from "@remix-run/react";
import {formatMonth, formatNumber, formatShortDay} from "#app/format.ts";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import {useMay} from "#app/ui/use-may.ts";
import type {UnitCompleteness} from "./completeness.server.ts";
import {ReportMark} from "./report-mark.tsx";
import forms from "#app/ui/form.module.css";
import styles from "./todo-list.module.css";

type Todo = UnitCompleteness["todo"][number];

interface TodoListProps {
  todo: Todo[];
  /** The filters of the page, so that a refused form returns to it. */
  place: {unit: string; month: string};
  refusal?: string;
}

/** Lists reports that are missing, returned or due soon, each with a link to upload and a button for a zero report. */
export function TodoList({todo, place, refusal}: TodoListProps) {
  const maySend = useMay().includes("upload");
  return (
    <>
      {refusal && (
        <p role="alert" className={forms.refusal}>
          {refusal}
        </p>
      )}
      {todo.length === 0 && <p>现在没有要报送的。</p>}
      <ul className={styles.list}>
        {todo.map((item) => (
          <li key={`${item.dataset} ${item.month}`} className={styles.item}>
            <ReportMark state={item.state} />
            <div className={styles.what}>
              <strong>{`${item.title}，${formatMonth(item.month)}`}</strong>
              <span className="secondary">{dueText(item)}</span>
              {item.return_reason && <span className={styles.reason}>{`退回原因：${item.return_reason}`}</span>}
            </div>
            {maySend && (
              <div className={styles.actions}>
                <Link to={item.sendTo} className={styles.send}>
                  上传
                </Link>
                <Form method="post" action={`/submissions?index&${new URLSearchParams(place)}`}>
                  <CsrfField />
                  <input type="hidden" name="dataset" value={item.dataset} />
                  <input type="hidden" name="month" value={item.month} />
                  <button type="submit" aria-label={`零报告：${item.title}，${formatMonth(item.month)}`}>
                    零报告
                  </button>
                </Form>
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function dueText({due_on, days_late}: Todo): string {
  const late = days_late > 0 ? `，已逾期 ${formatNumber(days_late)} 天` : "";
  return `${formatShortDay(due_on)}截止${late}`;
}
