import {Link} from "@remix-run/react";
import styles from "./calendar.module.css";
import type {Calendar} from "./calendar.server.ts";
import {usePlanAddress} from "./use-plan-address.ts";
import type {CalendarDay, CalendarEntry, CalendarKind} from "./month-calendar.server.ts";

const WEEKDAYS = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
const KINDS: Record<CalendarKind, string> = {begin: "▷ 开始", due: "◆ 到期", postponed: "◇ 原定", activity: "○ 活动"};

/** A month with a week per row; on a phone the list of the days that have something. */
export function CalendarTable({calendar: {weeks, today}}: {calendar: Calendar}) {
  return (
    <table className={styles.calendar}>
      <caption>各天开始、到期和举办的事项</caption>
      <thead>
        <tr>
          {WEEKDAYS.map((weekday) => (
            <th key={weekday} scope="col">
              {weekday}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.day}>
            {week.map((day, at) => (
              <DayCell key={day.day} day={day} weekday={WEEKDAYS[at] ?? ""} isToday={day.day === today} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayCell({day, weekday, isToday}: {day: CalendarDay; weekday: string; isToday: boolean}) {
  if (!day.isOfMonth) return <td data-other="true" />;
  const isBlank = day.entries.length === 0;
  return (
    <td data-blank={isBlank || undefined} data-today={isToday || undefined}>
      <b>
        {Number(day.day.slice(8))}
        <span className={styles.weekday}>{`日　${weekday}`}</span>
        {isToday && "　今天"}
      </b>
      {!isBlank && (
        <>
          <Entries of={day.entries} />
          {day.rest.length > 0 && (
            <details>
              <summary className="secondary">{`另有 ${day.rest.length} 项`}</summary>
              <Entries of={day.rest} />
            </details>
          )}
        </>
      )}
    </td>
  );
}

function Entries({of}: {of: CalendarEntry[]}) {
  return (
    <ul>
      {of.map((entry, at) => (
        <li key={at}>
          <Entry {...entry} />
        </li>
      ))}
    </ul>
  );
}

function Entry({kind, code, text}: CalendarEntry) {
  const address = usePlanAddress();
  return (
    <>
      <span className="secondary">{`${KINDS[kind]} `}</span>
      {code === "" ? text : <Link to={address(`/plan/${code}`)}>{text}</Link>}
    </>
  );
}
