import {Form, useSubmit} from "@remix-run/react";
import {useEffect, useRef} from "react";
import button from "#app/ui/button.module.css";
import {Card} from "#app/ui/card.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import form from "#app/ui/form.module.css";
import {MeetingFieldset} from "./meeting-form.tsx";
import type {RefusedMeeting} from "./meeting-post.server.ts";
import type {MeetingPage, SessionItem} from "./meeting.server.ts";
import styles from "./meetings.module.css";
import {ProposalList} from "./proposal-list.tsx";
import {SOURCE_WORDS} from "./source-words.ts";

interface AgendaEditorProps {
  page: MeetingPage;
  refused?: RefusedMeeting;
  /** The item that was moved last, which keeps the focus. */
  moved: string | null;
}

/** The agenda before the session: order, remove, add; and the button that begins the session. */
export function AgendaEditor({page, refused, moved}: AgendaEditorProps) {
  const {items, proposal, meeting} = page;
  return (
    <>
      <Card title={`议程 ${items.length} 项`}>
        {items.length === 0 ? (
          <p>议程还是空的，请在下面列入事项。</p>
        ) : (
          <ol className={styles.agenda}>
            {items.map((item, at) => (
              <AgendaRow
                key={item.item_id}
                item={item}
                place={{at, of: items.length}}
                isMoved={item.item_id === moved}
              />
            ))}
          </ol>
        )}
        <Problem refused={refused} intents={["open", "up", "down", "remove-item", "remove"]} />
        <Form method="post" className={`${form.buttons} ${styles.begin}`}>
          <CsrfField />
          <button type="submit" name="intent" value="open" className={button.primary}>
            开始会议
          </button>
          <span className="secondary">开始后议程次序不再改动，可以记录议定事项。</span>
        </Form>
      </Card>
      <AddItems proposal={proposal} refused={refused} isOpen={items.length === 0} />
      <Card title="时间、地点和出席">
        <details open={refused?.intent === "change" || undefined}>
          <summary>修改</summary>
          <ChangeForm page={page} refused={refused} />
        </details>
        <details>
          <summary>取消这次会议</summary>
          <Form method="post" className={form.buttons}>
            <CsrfField />
            <button type="submit" name="intent" value="remove" className={button.quiet}>
              {`取消 ${meeting.held_on} 的会议，议程一并删去`}
            </button>
          </Form>
        </details>
      </Card>
    </>
  );
}

interface AgendaRowProps {
  item: SessionItem;
  place: {at: number; of: number};
  isMoved: boolean;
}

/** Alt with an arrow moves the row that has the focus; its buttons do the same without JavaScript. */
function AgendaRow({item: {item_id, source, title, note}, place: {at, of}, isMoved}: AgendaRowProps) {
  const row = useRef<HTMLLIElement>(null);
  const submit = useSubmit();
  useEffect(() => {
    if (isMoved) row.current?.focus();
  }, [isMoved, at]);
  function move(event: React.KeyboardEvent<HTMLLIElement>) {
    const intent = event.altKey && {ArrowUp: "up", ArrowDown: "down"}[event.key];
    const own = row.current?.querySelector<HTMLFormElement>("form");
    if (!intent || !own) return;
    event.preventDefault();
    const data = new FormData(own);
    data.set("intent", intent);
    submit(data, {method: "post", preventScrollReset: true});
  }
  return (
    <li ref={row} tabIndex={-1} onKeyDown={move} className={styles.agendaRow} data-moved={isMoved || undefined}>
      <span className={styles.agendaTitle}>
        <b>{`${at + 1}. ${title}`}</b>
        <span className={styles.beside}>{[SOURCE_WORDS[source], note].filter(Boolean).join("　")}</span>
      </span>
      <Form method="post" className={form.buttons} data-compact="" preventScrollReset>
        <CsrfField />
        <input type="hidden" name="item" value={item_id} />
        <Move {...{intent: "up", sign: "↑", label: `上移第 ${at + 1} 项`, isOff: at === 0}} />
        <Move {...{intent: "down", sign: "↓", label: `下移第 ${at + 1} 项`, isOff: at === of - 1}} />
        <button
          type="submit"
          name="intent"
          value="remove-item"
          className={button.quiet}
          aria-label={`移出第 ${at + 1} 项`}
        >
          移出
        </button>
      </Form>
    </li>
  );
}

function Move({intent, sign, label, isOff}: {intent: string; sign: string; label: string; isOff: boolean}) {
  return (
    <button type="submit" name="intent" value={intent} className={button.quiet} aria-label={label} disabled={isOff}>
      {sign}
    </button>
  );
}

interface AddItemsProps {
  proposal: MeetingPage["proposal"];
  refused?: RefusedMeeting;
  isOpen?: boolean;
}

/** Adds items: of what is proposed, or written freely. */
export function AddItems({proposal, refused, isOpen}: AddItemsProps) {
  const isRefused = refused?.intent === "add-item";
  return (
    <Card title="增加事项">
      <Problem refused={refused} intents={["add-item"]} />
      <Form method="post" key={proposal.length}>
        <CsrfField />
        <input type="hidden" name="intent" value="add-item" />
        {proposal.length > 0 && (
          <details open={isOpen || undefined}>
            <summary>{`从建议的 ${proposal.length} 项中选`}</summary>
            <ProposalList proposal={proposal} isPicked={() => false} />
          </details>
        )}
        <label className={styles.free}>
          <span>其他事项（一行一项）</span>
          <textarea name="free" rows={2} defaultValue={isRefused ? refused.words : ""} />
        </label>
        <button type="submit" className={button.secondary}>
          加入议程
        </button>
      </Form>
    </Card>
  );
}

/** Changes when, where and who is present. */
export function ChangeForm({page: {bodies, fields}, refused}: {page: MeetingPage; refused?: RefusedMeeting}) {
  const own = refused?.intent === "change" ? refused : undefined;
  return (
    <Form method="post" className={`${form.form} ${styles.facts}`} key={JSON.stringify(fields)}>
      <CsrfField />
      <Problem refused={refused} intents={["change"]} />
      <input type="hidden" name="intent" value="change" />
      <MeetingFieldset bodies={bodies} fields={own?.fields ?? fields} problems={own?.problems ?? []} />
      <div className={`${form.buttons} ${styles.buttons}`}>
        <button type="submit" className={button.secondary}>
          保存
        </button>
      </div>
    </Form>
  );
}

/** Who came is often known in the session only: one field, with the rest as it is. */
export function PresentForm({page: {fields}, refused}: {page: MeetingPage; refused?: RefusedMeeting}) {
  const {present, ...rest} = refused?.intent === "change" && refused.fields ? refused.fields : fields;
  return (
    <Form method="post" className={form.row} key={fields.present}>
      <CsrfField />
      <input type="hidden" name="intent" value="change" />
      {Object.entries(rest).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label className={styles.present}>
        <span>出席（人数或名单）</span>
        <input name="present" defaultValue={present} autoComplete="off" />
      </label>
      <button type="submit" className={button.secondary}>
        保存出席
      </button>
    </Form>
  );
}

/** Says why one of some forms was refused. */
export function Problem({refused, intents}: {refused?: RefusedMeeting; intents: RefusedMeeting["intent"][]}) {
  if (!refused || !intents.includes(refused.intent)) return null;
  return (
    <p role="alert" className={form.refusal}>
      {refused.problem}
    </p>
  );
}
