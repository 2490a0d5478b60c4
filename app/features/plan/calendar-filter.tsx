import buttons from "#app/ui/button.module.css";
import {Picker} from "#app/ui/picker.tsx";
import {calendarSearchOf, SCOPE_WORDS} from "./calendar-scope.ts";
import type {Calendar} from "./calendar.server.ts";
import styles from "./timeline.module.css";

/** Whose dates are shown, and the same as a file. */
export function CalendarFilter({calendar: {month, selection, scopes, tasks}}: {calendar: Calendar}) {
  return (
    <form method="get" action="/plan/calendar" className={styles.filter} aria-label="月历的范围">
      <input type="hidden" name="month" value={month} />
      <Picker
        name="scope"
        label="范围"
        value={selection.scope}
        options={scopes.map((value) => ({value, label: SCOPE_WORDS[value]}))}
      />
      <Picker name="task" label="任务" value={selection.task} options={taskOptions(tasks)} />
      <button className={buttons.secondary}>筛选</button>
      <a href={`/plan/calendar.ics${calendarSearchOf({month, ...selection})}`} className={buttons.secondary} download>
        下载 .ics
      </a>
    </form>
  );
}

export function taskOptions(tasks: Calendar["tasks"]) {
  return [{value: "", label: "全部任务"}, ...tasks.map(({code, title}) => ({value: code, label: `${code} ${title}`}))];
}
