import {Form} from "@remix-run/react";
import {formatMonth, formatShortMonth} from "#app/format.ts";
import button from "#app/ui/button.module.css";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import type {ListedFile} from "#app/ui/evidence-list.tsx";
import form from "#app/ui/form.module.css";
import {EvidenceFields} from "./evidence-fields.tsx";
import type {ReportFields, ReportPage} from "./report-page.server.ts";
import type {ReportProblem} from "./report.server.ts";
import styles from "./report-form.module.css";
import {STATES} from "./report-words.ts";

interface ReportFormProps {
  page: ReportPage;
  /** What was typed before a refusal. */
  typed: ReportFields | undefined;
  /** The files that a refused report had; they are kept. */
  attached: ListedFile[] | undefined;
  problems: ReportProblem[];
}

const MORE: (keyof ReportFields)[] = ["month", "planned", "finished"];

/** The form of one report: filled in, so that it can often be sent as it stands. It needs no JavaScript. */
export function ReportForm({page, typed, attached, problems}: ReportFormProps) {
  const fields = typed ?? page.fields;
  const input = (name: keyof ReportFields) => ({name, defaultValue: fields[name], ...markOf(problems, name)});
  const general = problems.filter(({field}) => field === undefined);
  return (
    <Form method="post" encType="multipart/form-data" className={form.form}>
      <CsrfField />
      {general.map(({text}) => (
        <p key={text} role="alert" className={form.refusal}>
          {text}
        </p>
      ))}
      <div className={styles.pair}>
        <Field name="percent" title="完成比例（%）" problems={problems}>
          <input {...input("percent")} inputMode="numeric" autoComplete="off" />
        </Field>
        <Field name="state" title="状态" problems={problems}>
          <select {...input("state")}>
            {STATES.map(({value, label}) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </Field>
      </div>
      <p className={`secondary ${styles.hint}`}>{hintOf(page)}</p>
      <Field name="sentence" title="进展一句话（问题与措施）" problems={problems}>
        <textarea {...input("sentence")} rows={2} />
      </Field>
      <Field name="evidence" title="佐证材料网址" problems={problems}>
        <input {...input("evidence")} inputMode="url" placeholder="https://" autoComplete="off" />
      </Field>
      <EvidenceFields attached={attached ?? page.attached} />
      <Field name="difficulty" title="需要校工会协助的困难（没有可不填）" problems={problems}>
        <input {...input("difficulty")} autoComplete="off" />
      </Field>
      {page.asksForReporter && (
        <Field name="reporter" title="填报人工号" problems={problems}>
          <input {...input("reporter")} autoComplete="off" />
        </Field>
      )}
      {page.units.length > 0 && (
        <Field name="unit" title="责任单位" problems={problems}>
          <select {...input("unit")}>
            <option value="">（请选择）</option>
            {page.units.map(({unit_code, unit_name}) => (
              <option key={unit_code} value={unit_code}>{`${unit_code} ${unit_name}`}</option>
            ))}
          </select>
        </Field>
      )}
      <details open={fields.state === "取消" || problems.some(({field}) => field === "meeting") || undefined}>
        <summary>取消时：依据的会议和日期</summary>
        <div className={styles.pair}>
          <Field name="meeting" title="哪次会议决定" problems={problems}>
            <input {...input("meeting")} placeholder="工会常委会" maxLength={60} autoComplete="off" />
          </Field>
          <Field name="decided" title="决定日期" problems={problems}>
            <input {...input("decided")} type="date" />
          </Field>
        </div>
      </details>
      <details open={problems.some(({field}) => field !== undefined && MORE.includes(field)) || undefined}>
        <summary>{`填报月份：${formatMonth(fields.month)}；计划和实际完成日期`}</summary>
        <div className={styles.more}>
          <Field name="month" title="填报月份" problems={problems}>
            <select {...input("month")}>
              {[...new Set([fields.month, ...page.months])].map((month) => (
                <option key={month} value={month}>
                  {formatMonth(month)}
                </option>
              ))}
            </select>
          </Field>
          <Field name="planned" title="计划完成日期（改晚即为延期）" problems={problems}>
            <input {...input("planned")} type="date" />
          </Field>
          <Field name="finished" title="实际完成日期（完成 100 % 时）" problems={problems}>
            <input {...input("finished")} type="date" />
          </Field>
        </div>
      </details>
      <div className={`${form.buttons} ${styles.send}`}>
        <button type="submit" name="intent" value="send" className={button.primary}>
          填报
        </button>
        {page.last?.percent !== 100 && (
          <button type="submit" name="intent" value="same" className={button.secondary}>
            本月无进展
          </button>
        )}
      </div>
    </Form>
  );
}

function hintOf({proposed, data_words, last}: ReportPage): string {
  const data = proposed === null ? "" : `建议 ${proposed} %，按数据：${data_words}。`;
  return `${data}${last ? `上次填报 ${formatShortMonth(last.month)} ${last.percent} %，${last.status}。` : "今年还没有填报过。"}`;
}

interface FieldProps {
  name: keyof ReportFields;
  title: string;
  problems: ReportProblem[];
  children: React.ReactNode;
}

function Field({name, title, problems, children}: FieldProps) {
  const own = problems.filter(({field}) => field === name);
  return (
    <label>
      <span>{title}</span>
      {children}
      {own.map(({text}) => (
        <span key={text} id={`problem-${name}`} role="alert" className={form.problem}>
          {text}
        </span>
      ))}
    </label>
  );
}

function markOf(problems: ReportProblem[], name: keyof ReportFields) {
  return problems.some(({field}) => field === name)
    ? {"aria-invalid": true as const, "aria-describedby": `problem-${name}`}
    : {};
}
