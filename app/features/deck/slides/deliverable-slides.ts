import {formatDay, formatMonth, formatShortDay, formatValue} from "#app/format.ts";
import {formatTally, tallyOf} from "#app/ui/status-tally.ts";
import type {SlideContent, SlideItem} from "../slide.ts";
import type {FrozenDeliverable, FrozenState, FrozenTask} from "../state/frozen-state.ts";
import {leadOf, urgencyOf, withoutStop} from "./slide-text.ts";

/** What is due in a month of the plan year, what needs pushing first; what was done is counted only. */
export function dueSlide({plan, tasks, on}: FrozenState, month: string): SlideContent | undefined {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month) || !month.startsWith(`${plan.year}`)) return undefined;
  const due = tasks
    .flatMap((task) => task.deliverables)
    .filter(({due_on, status}) => due_on.startsWith(month) && status !== "已调整")
    .toSorted((a, b) => urgencyOf(a) - urgencyOf(b) || a.due_on.localeCompare(b.due_on));
  const open = due.filter(({is_closed}) => !is_closed);
  return {
    title:
      due.length === 0
        ? `${formatMonth(month)}没有承诺到期`
        : `${formatMonth(month)}有 ${due.length} 项承诺到期：${formatTally(tallyOf(due))}`,
    subtitle: `${open.length < due.length ? "只列没有办结的；" : ""}要抓紧的在前，截至${formatDay(on)}`,
    body: {kind: "list", items: open.length > 0 ? open.map(dueItem) : [{words: "没有要办的。"}]},
    notes: ["期限以办公室核定为准，原定期限见时间安排。"],
    source: {words: "月历", to: `/plan/calendar?month=${month}`},
    minutes: 3
  };
}

export const dueItem = ({name, status, progress, due_on, owner}: FrozenDeliverable): SlideItem => ({
  mark: status,
  words: `${formatShortDay(due_on)}　${name}（${formatValue(progress, "%")}）`,
  aside: leadOf(owner)
});

/** What a table of deliverables says of each. */
export const DELIVERABLE_COLUMNS = [
  {title: "举措"},
  {title: "状态"},
  {title: "实际", unit: "%"},
  {title: "应达", unit: "%"},
  {title: "期限"},
  {title: "牵头"}
];

/** All that a task promised, in the order of the plan. */
export function deliverablesSlide({on}: FrozenState, {code, title, deliverables}: FrozenTask): SlideContent {
  return {
    title: `${title}：${deliverables.length} 项举措，${formatTally(tallyOf(deliverables))}`,
    subtitle: `全部举措，按计划的次序，截至${formatDay(on)}`,
    body: {
      kind: "table",
      table: {
        columns: DELIVERABLE_COLUMNS,
        rows: deliverables.map(({name, status, progress, pace, due_on, owner}) => [
          ...[name, status, progress, pace, due_on, leadOf(owner)]
        ])
      }
    },
    notes: deliverables.map(({name, rule}) => `${name}：${rule}`),
    source: {words: `${code} ${title}`, to: `/tasks/${code}`},
    minutes: 2
  };
}

/** What nobody answers for yet; where all have somebody, how many each unit leads. */
export function unassignedSlide({tasks, on}: FrozenState): SlideContent {
  const all = tasks.flatMap((task) => task.deliverables).filter(({status}) => status !== "已调整");
  const open = all.filter(({owner}) => owner === null);
  return {
    title:
      open.length === 0 ? `${all.length} 项承诺都有责任单位` : `${all.length} 项承诺中 ${open.length} 项还没有责任单位`,
    subtitle: `${open.length === 0 ? "各单位牵头的项数" : "还没有责任单位的承诺"}，截至${formatDay(on)}`,
    body: open.length === 0 ? leadsBody(all) : {kind: "list", items: open.map(unledItem)},
    notes: ["责任单位和责任领导由办公室在“责任分工”里设定。"],
    source: {words: "责任分工", to: "/plan"},
    minutes: 2
  };
}

const unledItem = ({name, status, due_on}: FrozenDeliverable): SlideItem => ({
  mark: status,
  words: name,
  aside: `${formatShortDay(due_on)}前`
});

function leadsBody(all: FrozenDeliverable[]): SlideContent["body"] {
  const names = [...new Set(all.map(({owner}) => leadOf(owner)))];
  const leads = names
    .map((name) => ({name, own: all.filter(({owner}) => leadOf(owner) === name)}))
    .toSorted((a, b) => b.own.length - a.own.length);
  return {
    kind: "table",
    table: {
      columns: [
        {title: "牵头"},
        {title: "承诺", unit: "项"},
        {title: "逾期或滞后", unit: "项"},
        {title: "办结", unit: "项"}
      ],
      rows: leads.map(({name, own}) => [
        name,
        own.length,
        own.filter(({status}) => status === "逾期" || status === "滞后").length,
        own.filter(({is_closed}) => is_closed).length
      ])
    }
  };
}

/** One promise: how far it is, who answers for it, and what holds it up. */
export function deliverableSlide({tasks, on}: FrozenState, code: string): SlideContent | undefined {
  const task = tasks.find(({deliverables}) => deliverables.some((each) => each.code === code));
  const found = task?.deliverables.find((each) => each.code === code);
  if (!task || !found) return undefined;
  const {name, status, rule, progress, pace, due_on, original_due_on, owner, problem_note} = found;
  return {
    title: `${name}：${status}`,
    subtitle: `${task.title}，截至${formatDay(on)}`,
    body: {
      kind: "list",
      items: [
        {mark: "判定", words: rule},
        {
          mark: "进度",
          words: `完成 ${formatValue(progress, "%")}${pace === null ? "" : `，应达 ${formatValue(pace, "%")}`}`
        },
        {
          mark: "期限",
          words: `${formatDay(due_on)}${due_on === original_due_on ? "" : `（原定${formatDay(original_due_on)}）`}`
        },
        {mark: "牵头", words: leadOf(owner)},
        ...(problem_note ? [{mark: "说明", words: withoutStop(problem_note)}] : [])
      ]
    },
    notes: [`举措 ${code}，属于 ${task.code} ${task.title}。`],
    source: {words: `${code} ${name}`, to: `/plan/${code}`},
    minutes: 2
  };
}

/** Promises that go by what their owners report, where the latest months lack; states made before 2026-12 do not know. */
export function unreportedSlide({tasks, on}: FrozenState): SlideContent | undefined {
  const all = tasks.flatMap((task) => task.deliverables).filter((each) => each.unreported !== undefined);
  if (all.length === 0) return undefined;
  const lacking = all
    .filter(({unreported, is_closed, status}) => unreported && !is_closed && status !== "未到期")
    .toSorted((a, b) => urgencyOf(a) - urgencyOf(b) || a.due_on.localeCompare(b.due_on));
  return {
    title: lacking.length === 0 ? "该填报的进展都已填报" : `${lacking.length} 项承诺的进展还没有填报`,
    subtitle: `按填报考核的承诺，要抓紧的在前，截至${formatDay(on)}`,
    body: {
      kind: "list",
      items:
        lacking.length === 0
          ? [{words: "没有要填报的。"}]
          : lacking.map(({status, name, unreported, owner}) => ({
              mark: status,
              words: `${name}：${unreported}`,
              aside: leadOf(owner)
            }))
    },
    notes: ["每月由牵头单位在“进展填报”里填写；由数据计算的承诺不用填报。"],
    source: {words: "进展填报", to: "/progress"},
    minutes: 2
  };
}
