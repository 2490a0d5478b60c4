import {Form, Link} from "@remix-run/react";
import button from "#app/ui/button.module.css";
import {Card} from "#app/ui/card.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import form from "#app/ui/form.module.css";
import {AddItems, ChangeForm, PresentForm, Problem} from "./agenda-editor.tsx";
import type {RefusedMeeting} from "./meeting-post.server.ts";
import type {MeetingPage} from "./meeting.server.ts";
import styles from "./meetings.module.css";
import {OutcomeLine} from "./outcome-line.tsx";
import {OutcomeList} from "./outcome-list.tsx";

/** The session at a desk: every item with its outcomes, and the line under the item that is spoken of. */
export function SessionView({page, refused}: {page: MeetingPage; refused?: RefusedMeeting}) {
  const {items, current, meeting} = page;
  const undecided = items.filter(({source, outcomes}) => source !== "action-item" && outcomes.length === 0).length;
  return (
    <>
      <Card title="议程和议定事项">
        <Problem refused={refused} intents={["strike", "open", "up", "down", "remove-item", "remove", "close"]} />
        <ol className={styles.agenda}>
          {items.map((item, at) => (
            <li key={item.item_id} className={styles.sessionItem} aria-current={at === current || undefined}>
              <span className={styles.agendaTitle}>
                <b>{`${at + 1}. ${item.title}`}</b>
                {item.note && <span className={styles.beside}>{item.note}</span>}
              </span>
              {item.source === "action-item" && (
                <Link to={`/meetings/action-items/${item.subject}`}>办理经过，办结或延期</Link>
              )}
              <OutcomeList item={item} isInSession />
              {at === current ? (
                <OutcomeLine item={item} page={page} refused={refused} />
              ) : (
                <Link to={`?item=${item.item_id}`} preventScrollReset aria-label={`议这一项：${at + 1}. ${item.title}`}>
                  议这一项
                </Link>
              )}
            </li>
          ))}
        </ol>
      </Card>
      <AddItems proposal={[]} refused={refused} />
      <Card title="时间、地点和出席">
        <PresentForm page={page} refused={refused} />
        <details open={refused?.intent === "change" || undefined}>
          <summary>修改时间、地点和主持</summary>
          <ChangeForm page={page} refused={refused} />
        </details>
      </Card>
      <Card title="结束会议">
        <p>
          {undecided > 0
            ? `还有 ${undecided} 项没有议定事项，将记为“议而未决”，列入下次会议的建议议程。`
            : "各项都有议定事项。"}
          结束后内容不再改动，生成纪要。
        </p>
        <Form method="post" className={`${form.buttons} ${styles.begin}`}>
          <CsrfField />
          <button type="submit" name="intent" value="close" className={button.primary}>
            结束会议
          </button>
          <Link to={`/meetings/${meeting.meeting_id}/minutes`}>先看纪要草稿</Link>
        </Form>
      </Card>
    </>
  );
}
