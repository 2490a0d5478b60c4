import type {Paragraph, Table} from "docx";
import type {FrozenKpi, FrozenState, FrozenTask} from "#app/features/deck/state/frozen-state.ts";
import type {SlidePicture} from "#app/features/deck/slide.ts";
import {formatDay, formatPercent, formatRound, formatShortDay, formatShown, NO_DATA} from "#app/format.ts";
import {chartOf, leftOutWords} from "./document-chart.server.ts";
import {
  addressees,
  attachmentHead,
  attachmentLines,
  body,
  figureCaption,
  heading,
  headOf,
  numbered,
  signature,
  tableCaption
} from "./document-parts.server.ts";
import {paperTable} from "./document-table.server.ts";
import {paperFile} from "./paper-file.server.ts";
import {problemParts} from "./problem-parts.server.ts";
import {
  asSentence,
  deliverablesOf,
  dueWithin,
  formatGap,
  groupedBy,
  isDone,
  namesOf,
  ownerWords,
  type Sender,
  SENDER,
  sourceWords
} from "./state-facts.ts";

type Part = Paragraph | Table;

const DAYS_AHEAD = 60;
const ATTACHMENT = "举措进展一览表";

/** 工作进展报告: 总体情况、各项任务进展、存在问题、下一步安排, with all deliverables as its attachment. */
export async function progressReport(state: FrozenState, sender: Sender = SENDER): Promise<Uint8Array> {
  const {plan, on} = state;
  const title = `${sender.union}${plan.year}年重点工作进展报告`;
  const children = [
    ...headOf({year: plan.year, title, names: [sender.union]}),
    addressees(sender.addressee),
    body(introductionOf(state)),
    heading(1, 0, "总体情况"),
    ...overall(state),
    heading(1, 1, "各项任务进展"),
    ...programmes(state),
    heading(1, 2, "存在问题"),
    ...problemParts(state),
    heading(1, 3, "下一步安排"),
    ...nextSteps(state),
    ...(sender.stateId ? [body(sourceWords(state, sender.stateId))] : []),
    ...attachmentLines([ATTACHMENT]),
    ...signature(sender.office, on),
    ...attachmentHead(ATTACHMENT, []),
    deliverableTable(state)
  ];
  return paperFile({title, creator: sender.office, on, children});
}

const introductionOf = ({plan, on}: FrozenState) =>
  `根据《${plan.title}》（${plan.document_number}），现将截至${formatDay(on)}各项重点工作的进展情况报告如下。`;

function overall({sentence, tally, tasks, units_asked, units_reported, programmes}: FrozenState): Part[] {
  const sum = tally.reduce((total, {count}) => total + count, 0);
  const share = (count: number) => (sum === 0 ? NO_DATA : formatPercent((count / sum) * 100));
  return [
    body(asSentence(sentence)),
    body(
      `全年工作分为 ${programmes.length} 项工程、${tasks.length} 项任务、${sum} 项举措。` +
        `当月应报送数据的 ${units_asked} 个单位中，${units_reported} 个已经报送。各项举措的状态见表1。`
    ),
    tableCaption("表1　举措状态统计"),
    paperTable({
      columns: [
        {title: "状态", share: 4},
        {title: "举措（项）", isNumber: true, share: 4},
        {title: "占比", isNumber: true, share: 4}
      ],
      rows: tally.map(({status, count}) => [status, String(count), share(count)])
    })
  ];
}

function programmes(state: FrozenState): Part[] {
  const numbers = exhibitNumbers(state);
  return state.programmes.flatMap(({code, name}, at) => {
    const tasks = state.tasks.filter(({programme_code}) => programme_code === code);
    return [
      heading(2, at, name),
      ...tasks.flatMap((task, place) => [
        heading(3, place, task.title),
        ...taskParts(task, kpisOf(state, task), numbers.get(task.code) ?? {})
      ])
    ];
  });
}

/** The numbers of a task's table of KPIs and of its picture in the whole paper. */
interface ExhibitNumbers {
  kpis?: number;
  picture?: number;
}

const kpisOf = ({kpis}: FrozenState, {code}: FrozenTask) => kpis.filter(({task_code}) => task_code === code);

function exhibitNumbers(state: FrozenState): Map<string, ExhibitNumbers> {
  // 表1 is that of the statuses.
  let tables = 1;
  let figures = 0;
  const inOrder = state.programmes.flatMap(({code}) => state.tasks.filter((task) => task.programme_code === code));
  return new Map(
    inOrder.map((task) => {
      const kind = pictureOf(task)?.picture.kind;
      const kpis = kpisOf(state, task).length > 0 ? ++tables : undefined;
      const picture = kind === undefined ? undefined : kind === "heat" ? ++tables : ++figures;
      return [task.code, {kpis, picture}];
    })
  );
}

function taskParts(task: FrozenTask, kpis: FrozenKpi[], numbers: ExhibitNumbers): Part[] {
  const shown = pictureOf(task);
  const name = shown && `${shown.picture.kind === "heat" ? "表" : "图"}${numbers.picture}`;
  const mentions = [kpis.length > 0 && `指标完成情况见表${numbers.kpis}`, name && `相关数据见${name}`];
  const where = mentions.filter(Boolean).join("，");
  return [
    body(`目前状态为${task.status}。${asSentence(task.sentence)}`),
    body(`${workDone(task)}${where && `${where}。`}`),
    ...(kpis.length > 0 ? [tableCaption(`表${numbers.kpis}　指标完成情况`), kpiTable(kpis)] : []),
    ...(shown ? pictureParts(shown, `${name}　${shown.title}`) : [])
  ];
}

interface ShownPicture {
  title: string;
  picture: SlidePicture;
}

/** The first panel with a chart; a heat map, which becomes a table, only where there is no chart. */
function pictureOf({panels}: FrozenTask): ShownPicture | undefined {
  const shown = panels.flatMap(({title, picture}) => (picture ? [{title, picture}] : []));
  return shown.find(({picture}) => picture.kind !== "heat") ?? shown[0];
}

function pictureParts({title, picture}: ShownPicture, caption: string): Part[] {
  const drawn = chartOf(picture, title);
  return picture.kind === "heat"
    ? [tableCaption(caption), ...drawn]
    : [...drawn, figureCaption(caption + leftOutWords(picture))];
}

/** What was closed, what is done, and what goes on as planned. */
function workDone({deliverables}: FrozenTask): string {
  const closed = deliverables.filter(({is_closed}) => is_closed);
  const done = deliverables.filter((each) => !each.is_closed && isDone(each));
  const going = deliverables.filter((each) => !isDone(each) && each.status === "正常");
  const sentences = [
    closed.length > 0 && `已办结 ${closed.length} 项：${namesOf(closed)}。`,
    done.length > 0 && `已完成、待办结 ${done.length} 项：${namesOf(done)}。`,
    going.length > 0 && `按进度推进 ${going.length} 项：${namesOf(going)}。`
  ].filter((sentence) => sentence !== false);
  return sentences.length === 0 ? "目前没有办结或按进度推进的举措。" : sentences.join("");
}

function kpiTable(kpis: FrozenKpi[]): Table {
  return paperTable({
    columns: [
      {title: "指标", share: 11.5},
      {title: "实际", isNumber: true, share: 5},
      {title: "目标", isNumber: true, share: 5},
      {title: "Δ（与目标差）", isNumber: true, share: 8},
      {title: "目标来源", share: 5}
    ],
    rows: kpis.map((kpi) => [
      kpi.name,
      formatShown(kpi, kpi.unit),
      kpi.target === null ? NO_DATA : formatRound(kpi.target, kpi.unit),
      formatGap(kpi),
      kpi.target_source
    ])
  });
}

function nextSteps(state: FrozenState): Part[] {
  const due = dueWithin(state, DAYS_AHEAD);
  const parts = [
    {title: `今后${DAYS_AHEAD}天内到期的举措`, paragraphs: dueParagraphs(due)},
    ...(state.action_items.length > 0
      ? [{title: "会议交办的事项", paragraphs: state.action_items.map(actionItemLine)}]
      : [])
  ];
  return parts.flatMap(({title, paragraphs}, at) => [heading(2, at, title), ...paragraphs]);
}

function dueParagraphs(due: ReturnType<typeof dueWithin>): Paragraph[] {
  if (due.length === 0) return [body(`今后${DAYS_AHEAD}天内没有尚未完成的举措到期。`)];
  const days = groupedBy(due, ({due_on}) => due_on);
  return [
    body(`今后${DAYS_AHEAD}天内有 ${due.length} 项尚未完成的举措到期，责任单位应按期完成并报送佐证。`),
    ...days.map(([day, items], at) => numbered(at, `${formatDay(day)}前完成 ${items.length} 项：${namesOf(items)}。`))
  ];
}

function actionItemLine(item: FrozenState["action_items"][number], at: number): Paragraph {
  const {words, owner, due_on, body: meeting, held_on, overdue, answer, state_words} = item;
  const late = overdue > 0 ? `，已超期 ${overdue} 天` : "";
  const reply = answer === null ? "" : `办理情况：${asSentence(answer)}`;
  const charge = `${formatShortDay(held_on)}${meeting}交办，由${owner}承办，期限${formatDay(due_on)}${late}，${state_words}。`;
  return numbered(at, `${asSentence(words)}${charge}${reply}`);
}

function deliverableTable(state: FrozenState): Table {
  return paperTable({
    isDense: true,
    columns: [
      {title: "编号", share: 5},
      {title: "举措", share: 13},
      {title: "状态", share: 4},
      {title: "完成", isNumber: true, share: 4.5},
      {title: "期限", share: 6.2},
      {title: "责任", share: 9}
    ],
    rows: deliverablesOf(state).map(({code, name, status, progress, due_on, owner}) => [
      code,
      name,
      status,
      progress === null ? NO_DATA : formatPercent(progress),
      formatShortDay(due_on),
      ownerWords(owner).replace(/（[^）]*）/gu, "")
    ])
  });
}
