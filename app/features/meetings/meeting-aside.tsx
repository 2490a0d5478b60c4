import {Form, Link} from "@remix-run/react";
import button from "#app/ui/button.module.css";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import {ScreenShapeField} from "#app/ui/screen-shape.tsx";
import type {MeetingPage} from "./meeting.server.ts";
import styles from "./meetings.module.css";

/** When, where and who under the title, with the ways to the projector and to the minutes. */
export function MeetingAside({page: {meeting, items}}: {page: MeetingPage}) {
  const {held_at, place, chair, present, state, meeting_id} = meeting;
  return (
    <span className={styles.aside}>
      <span>{[held_at, place, `主持：${chair}`, present && `出席：${present}`].filter(Boolean).join("　")}</span>
      {items.length > 0 && (
        <Link to="?view=room" className={button.small}>
          会场大字
        </Link>
      )}
      {state !== "closed" && <OpenDeck meetingId={meeting_id} />}
      {state !== "planned" && (
        <Link to={`/reports?meeting=${meeting_id}`} className={button.small}>
          会议材料
        </Link>
      )}
      {state !== "planned" && (
        <Link to={`/meetings/${meeting_id}/minutes`} className={button.small}>
          {state === "closed" ? "纪要" : "纪要草稿"}
        </Link>
      )}
    </span>
  );
}

/** Opens the deck from the numbers that are frozen for the meeting, now if they are not yet. */
function OpenDeck({meetingId}: {meetingId: string}) {
  return (
    <Form method="post" action="/present?index" reloadDocument>
      <CsrfField />
      <input type="hidden" name="meeting" value={meetingId} />
      <ScreenShapeField />
      <button type="submit" name="intent" value="open" className={button.small}>
        打开演示
      </button>
    </Form>
  );
}
