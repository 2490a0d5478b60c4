import {Link} from "@remix-run/react";
import button from "#app/ui/button.module.css";
import {Card} from "#app/ui/card.tsx";
import {ActionItemTable} from "./action-item-table.tsx";
import styles from "./meetings.module.css";
import type {MeetingLine, MeetingsPage} from "./meetings.server.ts";

/** Open action items on top, then the meetings: in session, next, past. */
export function MeetingsView({page}: {page: MeetingsPage}) {
  const {open, closed, holdsMeetings, inSession, planned, past} = page;
  return (
    <>
      <Card title="未办结的交办">
        {open.length > 0 ? <ActionItemTable caption="未办结的交办" lines={open} /> : <p>没有未办结的交办。</p>}
      </Card>
      {holdsMeetings && (
        <>
          {inSession.length > 0 && (
            <Card title="正在开的会">
              <Meetings lines={inSession} verb="继续" />
            </Card>
          )}
          <Card title="待召开">
            {planned.length > 0 ? <Meetings lines={planned} verb="议程" /> : <p>没有待召开的会议。</p>}
            <p className={styles.new}>
              <Link to="/meetings/new" className={button.primary}>
                新建会议
              </Link>
            </p>
          </Card>
          <Card title="开过的会">
            {past.length > 0 ? <Meetings lines={past} verb="查看" /> : <p>还没有开过的会。</p>}
          </Card>
        </>
      )}
      {closed.length > 0 && (
        <Card title={`已办结的交办 ${closed.length} 项`}>
          <details>
            <summary>查看</summary>
            <ActionItemTable caption="已办结的交办" lines={closed} />
          </details>
        </Card>
      )}
    </>
  );
}

function Meetings({lines, verb}: {lines: MeetingLine[]; verb: string}) {
  return (
    <ul className={styles.list}>
      {lines.map(({meeting_id, body, held_on, held_at, place, chair, state}) => (
        <li key={meeting_id} className={styles.line}>
          <span>
            <Link to={`/meetings/${meeting_id}`} aria-label={`${verb}：${held_on} ${body}`}>
              <b>{`${held_on} ${body}`}</b>
            </Link>
            <span className={styles.beside}>{[held_at, place, `主持：${chair}`].filter(Boolean).join("　")}</span>
          </span>
          {state === "closed" && <Link to={`/meetings/${meeting_id}/minutes`}>纪要</Link>}
        </li>
      ))}
    </ul>
  );
}
