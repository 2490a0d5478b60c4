import {Form, Link} from "@remix-run/react";
import button from "#app/ui/button.module.css";
import {Card} from "#app/ui/card.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import facts from "#app/ui/facts.module.css";
import form from "#app/ui/form.module.css";
import type {ActionItemFields, ActionItemPage} from "./action-item-page.server.ts";
import styles from "./meetings.module.css";

type RefusedActionItem = ActionItemFields & {problem: string};

interface ActionItemViewProps {
  page: ActionItemPage;
  refused?: RefusedActionItem;
}

const ENTRY_WORDS = {answer: "办理情况", extend: "延期", close: "办结"};

/** One action item: what was asked, what became of it, and the forms of its next step. */
export function ActionItemView({page, refused}: ActionItemViewProps) {
  const {line, entries, meeting_id, mayAnswer, mayEnd} = page;
  const isOpen = line.state !== "closed";
  return (
    <>
      <Card>
        <dl className={facts.facts}>
          <dt>来源</dt>
          <dd>
            {meeting_id ? (
              <Link to={`/meetings/${meeting_id}`}>{`${line.held_on} ${line.body}`}</Link>
            ) : (
              `${line.held_on} ${line.body}`
            )}
          </dd>
          <dt>承办</dt>
          <dd>{line.owner}</dd>
          <dt>{line.times_extended > 0 ? "现定期限" : "期限"}</dt>
          <dd>
            {line.due_on}
            {line.times_extended > 0 && `（原定 ${line.first_due_on}，延期 ${line.times_extended} 次）`}
            {line.overdue > 0 && <b className={styles.late}>{`　■ 已逾期 ${line.overdue} 天`}</b>}
          </dd>
          {line.subject && (
            <>
              <dt>对应</dt>
              <dd>
                <Link to={line.subject.includes("-") ? `/plan/${line.subject}` : `/tasks/${line.subject}`}>
                  {line.subject}
                </Link>
              </dd>
            </>
          )}
        </dl>
      </Card>
      <Card title="办理经过">
        {entries.length === 0 ? <p className="secondary">还没有办理情况。</p> : <Entries entries={entries} />}
      </Card>
      {isOpen && mayAnswer && <AnswerForm refused={refused?.intent === "answer" ? refused : undefined} />}
      {isOpen && mayEnd && <EndForms state={line.state} refused={refused} />}
    </>
  );
}

function Entries({entries}: Pick<ActionItemPage, "entries">) {
  return (
    <ol className={styles.entries}>
      {entries.map(({entry_id, kind, words, evidence, due_on, entered_by, entered_at}) => (
        <li key={entry_id}>
          <b>{ENTRY_WORDS[kind]}</b>
          {due_on && `到 ${due_on}`}
          {words && `：${words}`}{" "}
          {evidence && (
            <a href={evidence} rel="noreferrer noopener" target="_blank">
              打开佐证材料
            </a>
          )}
          <span className={styles.beside}>{`${entered_by}　${entered_at}`}</span>
        </li>
      ))}
    </ol>
  );
}

function AnswerForm({refused}: {refused?: RefusedActionItem}) {
  return (
    <Card title="填办理情况">
      <Form method="post" className={form.form}>
        <CsrfField />
        {refused && <Refusal text={refused.problem} />}
        <label className={styles.free}>
          <span>办理情况（最多 500 字；请不要写受助教职工的姓名）</span>
          <textarea name="words" rows={3} required defaultValue={refused?.words} />
        </label>
        <label>
          <span>佐证材料网址（没有可不填）</span>
          <input
            name="evidence"
            inputMode="url"
            placeholder="https://"
            autoComplete="off"
            defaultValue={refused?.evidence}
          />
        </label>
        <div className={form.buttons}>
          <button type="submit" name="intent" value="answer" className={button.primary}>
            提交办理情况
          </button>
        </div>
      </Form>
    </Card>
  );
}

function EndForms({state, refused}: {state: string; refused?: RefusedActionItem}) {
  const [close, extend] = (["close", "extend"] as const).map((intent) =>
    refused?.intent === intent ? refused : undefined
  );
  return (
    <Card title="办结或延期">
      <Form method="post" className={form.form}>
        <CsrfField />
        {close && <Refusal text={close.problem} />}
        {state === "open" ? (
          <p className="secondary">有了办理情况才能办结。</p>
        ) : (
          <>
            <label>
              <span>办结意见（可不填）</span>
              <input name="words" autoComplete="off" defaultValue={close?.words} />
            </label>
            <div className={form.buttons}>
              <button type="submit" name="intent" value="close" className={button.primary}>
                办结
              </button>
            </div>
          </>
        )}
      </Form>
      <details open={extend !== undefined || undefined}>
        <summary>延期</summary>
        <Form method="post" className={form.form}>
          <CsrfField />
          {extend && <Refusal text={extend.problem} />}
          <label>
            <span>延期到</span>
            <input name="due_on" type="date" required defaultValue={extend?.due_on} />
          </label>
          <label>
            <span>延期原因</span>
            <input name="words" required autoComplete="off" defaultValue={extend?.words} />
          </label>
          <div className={form.buttons}>
            <button type="submit" name="intent" value="extend" className={button.secondary}>
              延期
            </button>
          </div>
        </Form>
      </details>
    </Card>
  );
}

const Refusal = ({text}: {text: string}) => (
  <p role="alert" className={form.refusal}>
    {text}
  </p>
);
