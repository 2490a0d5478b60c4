import {formatDay, formatShortDay} from "#app/format.ts";
import {tallyWords} from "#app/features/task/task-sentence.ts";
import {formatTally, tallyOf} from "#app/ui/status-tally.ts";
import {dayAfter} from "#pipelines/time/chinese-day.ts";
import {lastDayOf} from "#pipelines/time/months.ts";
import type {FrozenState, FrozenTask} from "../state/frozen-state.ts";
import type {SlideContent} from "../slide.ts";
import {DELIVERABLE_COLUMNS, dueItem} from "./deliverable-slides.ts";
import {deltaOf, leadOf, urgencyOf, withoutStop} from "./slide-text.ts";

export function overviewSlide(state: FrozenState): SlideContent {
  const {on, units_asked, units_reported, waiting, fresh_to} = state;
  const deliverables = state.tasks.flatMap((task) => task.deliverables);
  return {
    title: withoutStop(state.sentence),
    subtitle: `${deliverables.length} 项举措的状态和数据到位情况，截至${formatDay(on)}`,
    body: {
      kind: "figures",
      figures: [
        ...tallyOf(deliverables).map(({status, count}) => ({name: status, value: count, text: `${count} 项`})),
        {
          name: "本月已报单位",
          value: units_reported,
          text: `${units_reported} 个`,
          compared: `共 ${units_asked} 个`
        }
      ]
    },
    notes: [
      "状态由进度、期限和佐证按统一规则判定，同一规则也用于页面和接口。",
      `状态按${formatDay(on)}应达的进度判定；右上角的“数据截至”是最近的数据所到的日子（${fresh_to === null ? "还没有数据" : formatDay(fresh_to)}），各类数据到的日子不同。`,
      `${waiting} 份报送待审核，已计入数字。`
    ],
    source: {words: "计划总览", to: "/"},
    minutes: 3
  };
}

export function tasksSlide({tasks, on}: FrozenState): SlideContent {
  const behind = tasks.filter(({status}) => status === "逾期" || status === "滞后");
  const last = behind.toSorted((a, b) => (a.progress ?? 0) - a.pace! - ((b.progress ?? 0) - b.pace!))[0];
  return {
    title: `${tasks.length} 项任务：${formatTally(tallyOf(tasks))}${
      last ? `；离序时最远的是“${last.title}”` : "，没有落后的任务"
    }`,
    subtitle: `实际完成与序时进度（%），差距为个百分点，截至${formatDay(on)}`,
    body: {
      kind: "table",
      table: {
        columns: [
          {title: "任务"},
          {title: "状态"},
          {title: "实际", unit: "%"},
          {title: "序时", unit: "%"},
          {title: "差距", unit: "个百分点"},
          {title: "有数据"}
        ],
        rows: tasks.map(({code, title, status, progress, pace, with_data, of}) => [
          `${code} ${title}`,
          status,
          progress,
          pace,
          deltaOf(progress, pace),
          `${with_data}/${of} 项`
        ])
      }
    },
    notes: ["任务的完成和序时是各项举措的加权平均，只算有数据的举措。"],
    source: {words: "全部任务", to: "/tasks"},
    minutes: 3
  };
}

/** What goes well is counted in the subtitle and listed on the task's page. */
const GOES_WELL = ["正常", "办结", "未到期", "已调整"];

/** A task with the deliverables that hold it up; with all of them where none does. */
export function taskSlide(state: FrozenState, task: FrozenTask): SlideContent {
  const {code, title, deliverables, rule} = task;
  const gap = ({progress, pace}: (typeof deliverables)[number]) => (pace ?? 0) - (progress ?? 0);
  const toPush = deliverables.filter(({status}) => !GOES_WELL.includes(status));
  const sorted = (toPush.length > 0 ? toPush : deliverables).toSorted(
    (a, b) => urgencyOf(a) - urgencyOf(b) || gap(b) - gap(a)
  );
  const hasNotes = sorted.some(({problem_note}) => problem_note);
  return {
    title: `${title}：${task.conclusion}`,
    subtitle: `${tallyWords(deliverables)}，截至${formatDay(state.on)}${toPush.length > 0 ? "；只列要抓紧的" : ""}`,
    body: {
      kind: "table",
      table: {
        columns: [
          ...DELIVERABLE_COLUMNS,
          // Why it is so, and what is done about it, is what a meeting asks next.
          ...(hasNotes ? [{title: "说明"}] : [])
        ],
        rows: sorted.map(({name, status, progress, pace, due_on, owner, problem_note}) => [
          ...[name, status, progress, pace, due_on, leadOf(owner)],
          ...(hasNotes ? [problem_note && withoutStop(problem_note)] : [])
        ])
      }
    },
    notes: [
      `判定：${rule}`,
      ...sorted.flatMap((each) => (each.problem_note ? [`${each.name}：${each.problem_note}`] : []))
    ],
    source: {words: `${code} ${title}`, to: `/tasks/${code}`},
    minutes: 2
  };
}

/** One panel of a task's page. */
export function panelSlide(
  task: Pick<FrozenTask, "code" | "title" | "panels">,
  panelId: string
): SlideContent | undefined {
  const panel = task.panels.find(({id}) => id === panelId);
  if (!panel) return undefined;
  const {title, subtitle, picture, table, note} = panel;
  const rows = {columns: table.columns, rows: table.rows.map(({cells}) => cells)};
  return {
    ...{title, subtitle},
    body: picture ? {kind: "picture", picture, table: rows} : {kind: "table", table: rows},
    ...(note !== undefined && {note}),
    notes: [
      subtitle,
      ...(note ? [note] : []),
      ...(panel.next ?? []).map(({words, to}) => `相关指标：${words}（${to.split("/").at(-1)}）`)
    ],
    source: {words: `${task.code} ${task.title}`, to: `/tasks/${task.code}#${panelId}`},
    minutes: 2
  };
}

/** Of the whole union, or what one unit leads. */
export function concernsSlide({concerns: all, on, units}: FrozenState, unit = ""): SlideContent | undefined {
  const concerns = unit === "" ? all : all.filter(({lead_unit}) => lead_unit === unit);
  const name = unit === "" ? "" : units.find(({code}) => code === unit)?.name;
  // Of an earlier state it is not known who leads what.
  if (name === undefined || (unit !== "" && all.some(({lead_unit}) => lead_unit === undefined))) return undefined;
  const kinds = new Map<string, number>();
  for (const {
    concerns: [first = ""]
  } of concerns)
    kinds.set(first, (kinds.get(first) ?? 0) + 1);
  return {
    title:
      concerns.length === 0
        ? `${name}没有需关注的举措`
        : `${name}需关注的举措 ${concerns.length} 项：${[...kinds].map(([kind, count]) => `${kind} ${count} 项`).join("、")}`,
    subtitle: `最要紧的在前，截至${formatDay(on)}`,
    body: {
      kind: "list",
      items:
        concerns.length === 0
          ? [{words: "没有要处理的。"}]
          : concerns.map(({name: words, concerns: [mark], reasons, owner}) => ({
              mark,
              words: `${words}：${lastClause(reasons[0] ?? "")}`,
              aside: leadOf(owner)
            }))
    },
    notes: concerns.slice(0, 8).flatMap(({name, problem_note}) => (problem_note ? [`${name}：${problem_note}`] : [])),
    source: {words: "需关注", to: unit === "" ? "/attention" : `/attention?unit=${unit}`},
    minutes: 5
  };
}

/** “应于 9 月底完成，已逾期 59 天” → “已逾期 59 天” */
const lastClause = (reason: string) =>
  reason
    .replace(/，超过 .*$/, "")
    .split("，")
    .at(-1)!;

/** What is due until the next month's last day, today's too: a meeting looks a month ahead. */
export function comingSlide({tasks, on}: FrozenState): SlideContent {
  const until = lastDayOfNextMonth(on);
  const coming = tasks
    .flatMap((task) => task.deliverables)
    .filter(({due_on, is_closed, status}) => !is_closed && status !== "已调整" && due_on >= on && due_on <= until)
    .toSorted((a, b) => a.due_on.localeCompare(b.due_on));
  return {
    title:
      coming.length === 0
        ? `${formatShortDay(until)}前没有举措到期`
        : `${formatShortDay(until)}前有 ${coming.length} 项举措到期，最近的${
            coming[0]!.due_on === on ? "就在当天" : `是${formatShortDay(coming[0]!.due_on)}`
          }`,
    subtitle: `${formatDay(on)}到${formatShortDay(until)}到期、还没有办结的举措`,
    body: {
      kind: "list",
      items: coming.map(dueItem)
    },
    notes: ["期限以办公室核定为准，原定期限见时间安排。"],
    source: {words: "时间安排", to: "/plan/timeline"},
    minutes: 3
  };
}

const monthOf = (day: string) => day.slice(0, 7);
const lastDayOfNextMonth = (on: string) => lastDayOf(monthOf(dayAfter(lastDayOf(monthOf(on)))));

export function actionItemsSlide({action_items, on}: FrozenState): SlideContent {
  const late = action_items.filter(({overdue}) => overdue > 0);
  return {
    title:
      action_items.length === 0
        ? "没有未办结的交办事项"
        : `未办结的交办 ${action_items.length} 项，${late.length === 0 ? "没有逾期" : `其中逾期 ${late.length} 项`}`,
    subtitle: `会议交办的落实情况，截至${formatDay(on)}`,
    body: {
      kind: "list",
      items: action_items.map(({words, owner, due_on, overdue, state_words, answer}) => ({
        mark: overdue > 0 ? `逾期 ${overdue} 天` : state_words,
        words: answer ? `${words}（${answer}）` : words,
        aside: `${owner}　${formatShortDay(due_on)}`
      }))
    },
    notes: action_items.map(({body, held_on, words}) => `${held_on} ${body}：${words}`),
    source: {words: "会议和交办", to: "/meetings"},
    minutes: 4
  };
}
