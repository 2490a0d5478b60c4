import {formatDay} from "#app/format.ts";
import type {SlideContent} from "../slide.ts";
import type {FrozenDeliverable, FrozenState} from "../state/frozen-state.ts";

/** When what each task promised is due, month by month: the year at a glance, from the first month with a due day. */
export function dueMonthsSlide({tasks, plan, on}: FrozenState): SlideContent {
  const due = tasks.map(({deliverables}) => deliverables.filter(({status}) => status !== "已调整"));
  const all = due.flat();
  const months = monthsFrom(all.map(({due_on}) => due_on).filter((day) => day.startsWith(`${plan.year}`)));
  const countIn = (each: FrozenDeliverable[], month: string) =>
    each.filter(({due_on}) => due_on.startsWith(`${plan.year}-${month}`)).length;
  const rows = tasks.map(({code, title}, at) => ({
    // Eleven whole titles would take two lines each, and two slides.
    name: `${code} ${title.split("，", 1)[0]}`,
    counts: months.map((month) => countIn(due[at]!, month))
  }));
  const most = months.toSorted((a, b) => countIn(all, b) - countIn(all, a))[0]!;
  const past = all.filter(({due_on}) => due_on < on);
  const open = past.filter(({is_closed}) => !is_closed).length;
  const columns = months.map((month) => `${Number(month)}月`);
  return {
    title: `${all.length} 项承诺中 ${Number(most)} 月到期最多，有 ${countIn(all, most)} 项；已过期限的 ${past.length} 项${
      open === 0 ? "都已办结" : `中 ${open} 项还没有办结`
    }`,
    subtitle: `各项任务逐月到期的承诺（项），${plan.year}年，截至${formatDay(on)}`,
    body: {
      kind: "picture",
      picture: {
        ...{kind: "heat", unit: "项", columns},
        rows: rows.map(({name}) => name),
        cells: rows.flatMap(({name, counts}) =>
          columns.flatMap((column, at) => (counts[at] ? [{column, row: name, value: counts[at]}] : []))
        )
      },
      table: {
        columns: [{title: "任务"}, ...columns.map((title) => ({title, unit: ""}))],
        rows: rows.map(({name, counts}) => [name, ...counts.map((count) => count || null)])
      }
    },
    notes: ["期限以办公室核定为准；已调整的承诺不计。起止日期见时间安排。"],
    source: {words: "时间安排", to: "/plan/timeline"},
    minutes: 2
  };
}

/** From the month of the first of these days to December. */
function monthsFrom(days: string[]): string[] {
  const first = Math.min(12, ...days.map((day) => Number(day.slice(5, 7))));
  return Array.from({length: 13 - first}, (_, at) => String(first + at).padStart(2, "0"));
}
