import {Link, useNavigate} from "@remix-run/react";
import {useEffect} from "react";
import type {RefusedMeeting} from "./meeting-post.server.ts";
import type {MeetingPage} from "./meeting.server.ts";
import {OutcomeLine} from "./outcome-line.tsx";
import styles from "./room-view.module.css";

/**
 * 会场: one item as large as the back row needs, with the line below that records what is said. The keys of a clicker
 * (Page Down, Page Up) go on and back.
 */
export function RoomView({page, refused}: {page: MeetingPage; refused?: RefusedMeeting}) {
  const {items, current, meeting} = page;
  const item = items[current];
  const placeOf = (at: number) => items[at] && `?view=room&item=${items[at].item_id}`;
  const [before, after] = [placeOf(current - 1), placeOf(current + 1)];
  useClicker(before, after);
  if (!item) return null;
  return (
    <main id="main" className={styles.room} tabIndex={-1}>
      <header className={styles.top}>
        <span>{`${meeting.held_on} ${meeting.body}`}</span>
        <nav className={styles.steps} aria-label="议程">
          <Step to={before} sign="‹" label="上一项" />
          <span>{`${current + 1} / ${items.length}`}</span>
          <Step to={after} sign="›" label="下一项" />
          <Link to={`?item=${item.item_id}`}>退出会场</Link>
        </nav>
      </header>
      <h1 className={styles.title}>{item.title}</h1>
      {/* A column in reverse with one child keeps its end in view. */}
      <div className={styles.scroll} role="region" tabIndex={0} aria-label="说明和议定事项">
        <div>
          {item.note && <p className={styles.note}>{item.note}</p>}
          <ul className={styles.outcomes}>
            {item.outcomes.map(({outcome_id, word, kind, words, owner, due_on}) => (
              <li key={outcome_id}>
                <b data-kind={kind}>{word}</b> {words}
                {owner !== null && <span className={styles.charge}>{`　承办：${owner}　期限：${due_on}`}</span>}
              </li>
            ))}
          </ul>
        </div>
      </div>
      {meeting.state === "in-session" && <OutcomeLine item={item} page={page} refused={refused} isRoom />}
    </main>
  );
}

function Step({to, sign, label}: {to: string | undefined; sign: string; label: string}) {
  if (!to) return <span aria-hidden="true">{sign}</span>;
  return (
    <Link to={to} aria-label={label}>
      {sign}
    </Link>
  );
}

function useClicker(before: string | undefined, after: string | undefined): void {
  const navigate = useNavigate();
  useEffect(() => {
    function step(event: KeyboardEvent) {
      const to = event.key === "PageDown" ? after : event.key === "PageUp" ? before : undefined;
      if (to === undefined) return;
      event.preventDefault();
      void navigate(to);
    }
    addEventListener("keydown", step);
    return () => removeEventListener("keydown", step);
  }, [before, after, navigate]);
}
