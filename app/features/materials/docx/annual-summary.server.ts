import type {Paragraph} from "docx";
import type {FrozenKpi, FrozenState, FrozenTask} from "#app/features/deck/state/frozen-state.ts";
import {
  formatBare,
  formatChange,
  formatDay,
  formatPercent,
  formatRound,
  formatShown,
  formatYearChange
} from "#app/format.ts";
import {addressees, body, headOf, heading, numbered, signature} from "./document-parts.server.ts";
import {paperFile} from "./paper-file.server.ts";
import {problemParts} from "./problem-parts.server.ts";
import {
  asSentence,
  deliverablesOf,
  groupedBy,
  isBehind,
  isDone,
  isPostponed,
  isReached,
  isShort,
  namesOf,
  SENDER,
  type Sender,
  sourceWords
} from "./state-facts.ts";

const MOST_IMPROVED = 5;

/** 年终总结 to edit on: 成绩、措施、问题、亮点、计划; 问题 is never empty. */
export async function annualSummary(state: FrozenState, sender: Sender = SENDER): Promise<Uint8Array> {
  const {plan, on} = state;
  const title = `${sender.union}${plan.year}年工作总结`;
  const sections: [title: string, paragraphs: Paragraph[]][] = [
    ["主要成绩", achievements(state)],
    ["主要措施", measures(state)],
    ["存在问题", problemParts(state)],
    ["工作亮点", highlights(state)],
    ["下一步工作计划", outlook(state)]
  ];
  const children = [
    ...headOf({year: plan.year, title, names: [sender.union]}),
    addressees(sender.addressee),
    body(introductionOf(state, sender)),
    ...sections.flatMap(([words, paragraphs], at) => [heading(1, at, words), ...paragraphs]),
    ...(sender.stateId ? [body(sourceWords(state, sender.stateId))] : []),
    ...signature(sender.office, on)
  ];
  return paperFile({title, creator: sender.office, on, children});
}

function introductionOf({plan, programmes, tasks, sentence, ...state}: FrozenState, {union}: Sender): string {
  const sum = tasks.reduce((total, {deliverables}) => total + deliverables.length, 0);
  return (
    `${plan.year}年，${union}按照《${plan.title}》（${plan.document_number}）的部署，围绕 ${programmes.length} 项工程、` +
    `${tasks.length} 项任务、${sum} 项举措开展工作，跟踪 ${state.kpis.length} 项指标。${asSentence(sentence)}现将有关情况总结如下。`
  );
}

function achievements(state: FrozenState): Paragraph[] {
  return byProgramme(state, (tasks) => tasks.map((task, at) => numbered(at, achievementOf(task, state.kpis))));
}

function byProgramme(
  {programmes, tasks}: FrozenState,
  paragraphsOf: (tasks: FrozenTask[], programme: FrozenState["programmes"][number]) => Paragraph[]
): Paragraph[] {
  return programmes.flatMap((programme, at) => [
    heading(2, at, programme.name),
    ...paragraphsOf(
      tasks.filter(({programme_code}) => programme_code === programme.code),
      programme
    )
  ]);
}

/** How much of the task is done, what its first two panels say, and which targets are reached. */
function achievementOf({code, title, progress, deliverables, panels}: FrozenTask, kpis: FrozenKpi[]): string {
  const done = deliverables.filter(isDone).length;
  const share = progress === null ? [] : [`任务完成 ${formatPercent(progress)}`];
  // None done is no achievement; what is left stands among the problems and plans.
  const count = done === 0 && progress !== null ? [] : [`${deliverables.length} 项举措中已完成 ${done} 项`];
  const results = panels.slice(0, 2).map((panel) => asSentence(panel.title));
  const reached = kpis.filter((kpi) => kpi.task_code === code && isReached(kpi));
  const targets = reached.length === 0 ? "" : `达到目标的指标有${reached.map(valueAndTarget).join("、")}。`;
  return [asSentence(title), `${[...share, ...count].join("，")}。`, ...results, targets].join("");
}

const valueAndTarget = (kpi: FrozenKpi) =>
  `${kpi.name}（${formatShown(kpi, kpi.unit)}，目标 ${formatRound(kpi.target ?? 0, kpi.unit)}）`;

/** What was done under the motto of each programme. */
function measures(state: FrozenState): Paragraph[] {
  return byProgramme(state, (tasks, {motto}) => {
    const deliverables = tasks.flatMap((task) => task.deliverables);
    const done = deliverables.filter(isDone);
    const going = deliverables.filter((each) => !isDone(each) && each.status === "正常");
    return [
      body(
        `坚持${motto}，全年安排 ${deliverables.length} 项举措，其中已完成 ${done.length} 项、按进度推进 ${going.length} 项。`
      ),
      ...tasks.map((task, at) => numbered(at, measureOf(task)))
    ];
  });
}

function measureOf({title, deliverables}: FrozenTask): string {
  const done = deliverables.filter(isDone);
  const going = deliverables.filter((each) => !isDone(each) && each.status === "正常");
  const sentences = [
    done.length > 0 && `完成了${namesOf(done)}。`,
    going.length > 0 && `持续推进${namesOf(going)}。`
  ].filter((sentence) => sentence !== false);
  return `${asSentence(title)}${sentences.length > 0 ? sentences.join("") : "有关举措尚在准备或补办。"}`;
}

/** Targets that were reached, what was closed, and what improved most; where there is none, it says so. */
function highlights(state: FrozenState): Paragraph[] {
  const reached = state.kpis.filter(isReached);
  const closed = deliverablesOf(state).filter(({is_closed}) => is_closed);
  const parts: [title: string, text: string][] = [
    [
      "达到目标的指标",
      reached.length === 0
        ? "目前还没有指标达到全年目标，有关情况以年末数据为准。"
        : `${state.kpis.length} 项指标中，${reached.length} 项达到目标：${reached.map(valueAndTarget).join("、")}。`
    ],
    [
      "办结的举措",
      closed.length === 0
        ? "目前还没有经审核办结的举措。"
        : `${closed.length} 项举措经审核办结，佐证齐全：${namesOf(closed)}。`
    ],
    ...improvements(state)
  ];
  return parts.flatMap(([title, text], at) => [heading(2, at, title), body(text)]);
}

function improvements({kpis}: FrozenState): [title: string, text: string][] {
  const better = kpis
    .flatMap((kpi) => {
      const gain = gainOf(kpi);
      return gain === null || gain.share <= 0 ? [] : [{kpi, gain}];
    })
    .toSorted((a, b) => b.gain.share - a.gain.share)
    .slice(0, MOST_IMPROVED);
  if (better.length === 0) return [];
  const words = better.map(({kpi, gain}) => `${kpi.name}${gain.words}`);
  return [["进展较快的指标", `${words.join("；")}。`]];
}

/** Against last year where it has a number; else, what was better than the month before or ahead of the pace. */
function gainOf(kpi: FrozenKpi): {share: number; words: string} | null {
  const last = kpi.months.at(-1);
  if (kpi.value === null || kpi.is_hidden || kpi.target === null || kpi.target === 0) return null;
  const sign = kpi.direction === "lower" ? -1 : 1;
  const shareOf = (difference: number) => (sign * difference) / Math.abs(kpi.target ?? 1);
  const actual = formatShown(kpi, kpi.unit);
  if (last && last.last_year !== null) {
    const difference = kpi.value - last.last_year;
    return {share: shareOf(difference), words: ` ${actual}（${formatYearChange(difference, kpi.unit)}）`};
  }
  if (kpi.change !== null && kpi.is_better === true)
    return {share: shareOf(kpi.change), words: ` ${actual}，比上月${formatChange(kpi.change, kpi.unit)}`};
  if (last?.pace === null || last?.pace === undefined) return null;
  return {
    share: shareOf(kpi.value - last.pace),
    words: ` ${actual}，好于同期应达的 ${formatBare(last.pace, kpi.unit)}${kpi.unit === "%" ? " %" : ` ${kpi.unit}`}`
  };
}

/** What is left of this year, what was postponed, what meetings charged, and the gaps to close. */
function outlook(state: FrozenState): Paragraph[] {
  const left = deliverablesOf(state).filter((each) => !isDone(each) && each.status !== "已调整");
  const postponed = deliverablesOf(state).filter((each) => isPostponed(each) && !isDone(each));
  const adjusted = deliverablesOf(state).filter(({status}) => status === "已调整");
  const short = state.kpis.filter(isShort);
  const parts: [title: string, paragraphs: Paragraph[]][] = [
    ["补齐尚未完成的举措", leftParagraphs(left)],
    ["落实已经延期和调整的举措", postponedParagraphs(postponed, adjusted, state.on)],
    ["补上指标差距", gapParagraphs(short)],
    [
      "办好会议交办的事项",
      state.action_items.map(({words, owner, due_on}, at) =>
        numbered(at, asSentence(`${words}（${owner}，${formatDay(due_on)}前）`))
      )
    ]
  ];
  return parts
    .filter(([, paragraphs]) => paragraphs.length > 0)
    .flatMap(([title, paragraphs], at) => [heading(2, at, title), ...paragraphs]);
}

type Deliverables = ReturnType<typeof deliverablesOf>;

function leftParagraphs(left: Deliverables): Paragraph[] {
  if (left.length === 0) return [body("各项举措均已完成，下一年度将巩固成果，并按新的工作计划安排工作。")];
  const days = groupedBy(
    left.toSorted((a, b) => a.due_on.localeCompare(b.due_on)),
    ({due_on}) => due_on
  );
  return [
    body(`还有 ${left.length} 项举措尚未完成，将逐项明确责任和时限，抓紧落实。`),
    ...days.map(([day, items], at) => numbered(at, `期限为${formatDay(day)}的 ${items.length} 项：${namesOf(items)}。`))
  ];
}

function postponedParagraphs(postponed: Deliverables, adjusted: Deliverables, on: string): Paragraph[] {
  const lines = [
    ...postponed.map(
      ({name, original_due_on, due_on}) =>
        `${name}由${formatDay(original_due_on)}延至${formatDay(due_on)}，` +
        (due_on < on ? "新的期限已过，将抓紧补办。" : "将按新的期限完成。")
    ),
    ...adjusted.map(({name, problem_note}) => {
      return `${name}已经调整，${problem_note === null ? "后续安排另行研究。" : asSentence(problem_note)}`;
    })
  ];
  return lines.map((line, at) => numbered(at, line));
}

function gapParagraphs(short: FrozenKpi[]): Paragraph[] {
  const behind = short.filter(isBehind);
  const rest = short.length - behind.length;
  const sentences = [
    behind.length > 0 && `重点提升${namesOf(behind)}等 ${behind.length} 项落后的指标，分析原因，分单位推进，逐月跟踪。`,
    rest > 0 && `${behind.length > 0 ? "其余 " : ""}${rest} 项尚未达到目标的指标按进度继续推进，年底前逐项对账。`
  ].filter((sentence) => sentence !== false);
  return sentences.length === 0 ? [] : [body(`对照目标，${sentences.join("")}`)];
}
