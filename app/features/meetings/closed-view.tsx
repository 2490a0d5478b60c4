import {Form, Link} from "@remix-run/react";
import {formatMoment} from "#app/format.ts";
import button from "#app/ui/button.module.css";
import {Card} from "#app/ui/card.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import form from "#app/ui/form.module.css";
import {Problem} from "./agenda-editor.tsx";
import {ActionItemTable} from "./action-item-table.tsx";
import type {RefusedMeeting} from "./meeting-post.server.ts";
import type {MeetingPage} from "./meeting.server.ts";
import styles from "./meetings.module.css";
import {OutcomeList} from "./outcome-list.tsx";

/** A closed meeting: what it came to, how its action items stand, and errata beside it. */
export function ClosedView({
  page: {items, actionItems, errata},
  refused
}: {
  page: MeetingPage;
  refused?: RefusedMeeting;
}) {
  return (
    <>
      <Problem
        refused={refused}
        intents={["change", "add-item", "up", "down", "remove-item", "open", "record", "strike", "close", "remove"]}
      />
      <Card title="议程和议定事项">
        <ol className={styles.agenda}>
          {items.map((item, at) => (
            <li key={item.item_id} className={styles.sessionItem}>
              <span className={styles.agendaTitle}>
                <b>{`${at + 1}. ${item.title}`}</b>
                {item.note && <span className={styles.beside}>{item.note}</span>}
              </span>
              {item.source === "action-item" && <Link to={`/meetings/action-items/${item.subject}`}>办理经过</Link>}
              {item.outcomes.length > 0 ? (
                <OutcomeList item={item} isInSession={false} />
              ) : (
                <span className="secondary">{item.source === "action-item" ? "继续办理" : "议而未决"}</span>
              )}
            </li>
          ))}
        </ol>
      </Card>
      {actionItems.length > 0 && (
        <Card title="交办的办理">
          <ActionItemTable caption="这次会议的交办" lines={actionItems} />
        </Card>
      )}
      <Card title="更正说明" id="errata">
        {errata.map(({erratum_id, words, noted_by_name, noted_at}) => (
          <p key={erratum_id}>
            {words} <span className="secondary">{`${noted_by_name}　${formatMoment(noted_at)}`}</span>
          </p>
        ))}
        <Problem refused={refused} intents={["note-erratum"]} />
        <details open={refused?.intent === "note-erratum" || undefined}>
          <summary>{errata.length === 0 ? "没有更正。发现差错时写更正说明" : "再写一条"}</summary>
          <Form method="post" className={form.form} key={errata.length}>
            <CsrfField />
            <input type="hidden" name="intent" value="note-erratum" />
            <label className={styles.free}>
              <span>更正说明（会议记录不改，说明附在纪要后面）</span>
              <textarea name="words" rows={2} required defaultValue={refused?.words} />
            </label>
            <div className={form.buttons}>
              <button type="submit" className={button.secondary}>
                写入更正说明
              </button>
            </div>
          </Form>
        </details>
      </Card>
    </>
  );
}
