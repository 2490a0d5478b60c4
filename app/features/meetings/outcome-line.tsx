import {Form} from "@remix-run/react";
import {useRef} from "react";
import button from "#app/ui/button.module.css";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import form from "#app/ui/form.module.css";
import type {RefusedMeeting} from "./meeting-post.server.ts";
import type {MeetingPage, SessionItem} from "./meeting.server.ts";
import styles from "./outcome-line.module.css";

interface OutcomeLineProps {
  item: SessionItem;
  page: MeetingPage;
  refused?: RefusedMeeting;
  isRoom?: boolean;
}

const KINDS = [
  {value: "notice", label: "通报"},
  {value: "decision", label: "决定"},
  {value: "action-item", label: "交办"}
];

/**
 * The line in which an outcome is typed: Enter records it and the cursor stays. Words that begin with a kind choose it,
 * as does Alt with 1, 2 or 3; an action item shows its own fields, by style alone.
 */
export function OutcomeLine({item, page, refused, isRoom}: OutcomeLineProps) {
  const own = refused?.intent === "record" ? refused : undefined;
  const typed = own?.outcome;
  const line = useRef<HTMLFormElement>(null);
  const choose = (kind: string) => {
    const box = line.current?.querySelector<HTMLInputElement>(`input[name=kind][value=${kind}]`);
    if (box) box.checked = true;
  };
  return (
    <Form
      method="post"
      ref={line}
      // A recorded outcome empties the line.
      key={`${item.item_id} ${item.outcomes.length}`}
      className={styles.line}
      data-room={isRoom || undefined}
      preventScrollReset
      onKeyDown={(event) => {
        const kind = event.altKey ? KINDS[Number(event.key) - 1] : undefined;
        if (!kind) return;
        event.preventDefault();
        choose(kind.value);
      }}
    >
      <CsrfField />
      <input type="hidden" name="intent" value="record" />
      <input type="hidden" name="item" value={item.item_id} />
      {isRoom && <input type="hidden" name="view" value="room" />}
      {own && (
        <p role="alert" className={isRoom ? styles.problem : form.refusal}>
          {own.problem}
        </p>
      )}
      <fieldset className={styles.kinds}>
        <legend className="visually-hidden">议定事项的类型</legend>
        {KINDS.map(({value, label}) => (
          <label key={value}>
            <input type="radio" name="kind" value={value} defaultChecked={value === (typed?.kind ?? "decision")} />
            {label}
          </label>
        ))}
      </fieldset>
      <input
        className={styles.words}
        name="words"
        aria-label="议定事项"
        placeholder="写下议定事项，回车记录"
        autoComplete="off"
        autoFocus
        defaultValue={typed?.words}
        onChange={({target: {value}}) => {
          const kind = KINDS.find(({label}) => value.startsWith(label));
          if (kind && /^..[\s：:，,、]/u.test(value)) choose(kind.value);
        }}
      />
      <div className={styles.actionItem}>
        <label>
          承办
          <input name="owner" list="owners" autoComplete="off" placeholder="单位或岗位" defaultValue={typed?.owner} />
        </label>
        <label>
          期限
          <input name="due_on" type="date" defaultValue={typed?.due_on} />
        </label>
        <label>
          承诺编号
          <input
            name="subject"
            list="subjects"
            autoComplete="off"
            placeholder="可不填"
            size={10}
            defaultValue={typed?.subject}
          />
        </label>
      </div>
      <button type="submit" className={button.primary}>
        记录
      </button>
      <datalist id="owners">
        {page.owners.map((words) => (
          <option key={words} value={words} />
        ))}
      </datalist>
      <datalist id="subjects">
        {page.subjects.map(({code, name}) => (
          <option key={code} value={code} label={`${code} ${name}`} />
        ))}
      </datalist>
    </Form>
  );
}
