import {Form, Link, useNavigation} from "@remix-run/react";
import {formatMonth, formatNumber, formatShortDay, formatShortMonth} from "#app/format.ts";
import buttons from "#app/ui/button.module.css";
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
  place: {unit: string};
  refusal?: string;
  /** The zero report that was just accepted. */
  done?: UnitCompleteness["done"];
}

/** Lists reports that are missing, returned or due soon, each with a link to upload and a button for a zero report. */
export function TodoList({todo, place, refusal, done}: TodoListProps) {
  const maySend = useMay().includes("upload");
  const sending = useNavigation().formData;
  return (
    <>
      {refusal && (
        <p role="alert" className={forms.refusal}>
          {refusal}
        </p>
      )}
      {done && !refusal && (
        <p role="status" className={styles.done}>
          {`已报零报告：${done.title}，${formatMonth(done.month)}（在下面“本单位的报送”里可以撤回）`}
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
                <Link to={item.sendTo} className={buttons.small} data-main>
                  上传
                </Link>
                {item.mayBeZero && (
                  <ZeroReport
                    item={item}
                    action={`/submissions?index&${new URLSearchParams(place)}`}
                    isBusy={sending?.get("dataset") === item.dataset && sending.get("month") === item.month}
                  />
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

interface ZeroReportProps {
  item: Todo;
  action: string;
  isBusy: boolean;
}

/** Sends a zero report by one click; for a month that has not ended it asks first. */
function ZeroReport({item, action, isBusy}: ZeroReportProps) {
  const {dataset, title, month, isRunning} = item;
  const labelled = (words: string) => `${words}：${title}，${formatMonth(month)}`;
  const form = (words: string) => (
    <Form method="post" action={action}>
      <CsrfField />
      <input type="hidden" name="dataset" value={dataset} />
      <input type="hidden" name="month" value={month} />
      <button
        type="submit"
        className={buttons.small}
        aria-label={labelled(isBusy ? "正在报送…" : words)}
        disabled={isBusy}
      >
        {isBusy ? "正在报送…" : words}
      </button>
    </Form>
  );
  if (!isRunning) return form("零报告");
  return (
    <details className={styles.ask}>
      <summary className={buttons.small} aria-label={labelled("零报告")}>
        零报告
      </summary>
      <p>{`${formatShortMonth(month)}还没有结束，确定整月都没有？`}</p>
      {form("确定，报零报告")}
    </details>
  );
}

function dueText({due_on, days_late}: Todo): string {
  const late = days_late > 0 ? `，已逾期 ${formatNumber(days_late)} 天` : "";
  return `${formatShortDay(due_on)}截止${late}`;
}
