import type {FrozenState} from "#app/features/deck/state/frozen-state.ts";
import type {SupervisedPage} from "#app/features/supervision/supervision.server.ts";
import {formatDay, formatPercent, NO_DATA} from "#app/format.ts";
import {addressees, body, emptyLine, headOf, signature} from "./document-parts.server.ts";
import {formTable} from "./document-table.server.ts";
import {paperFile} from "./paper-file.server.ts";
import {asSentence, SENDER, type Sender, withDays} from "./state-facts.ts";

type Item = SupervisedPage["item"];

export interface SupervisionNotice {
  item: Item;
  /** The day of the page; a notice that was issued bears its own day. */
  on: string;
  /** 领导批示 with their answers. */
  instructions: readonly string[];
  /** Names the state that the numbers are of. */
  source?: string;
}

/** The item as it stands in a state, whose numbers all papers of a meeting have. */
export function itemIn({tasks, work}: FrozenState, item: Item): Item {
  const frozen = tasks.flatMap(({deliverables}) => deliverables).find(({code}) => code === item.code);
  if (!frozen) return item;
  const {status, rule, progress, due_on, original_due_on, problem_note, measure_words, unreported} = frozen;
  const supervised = work?.supervised.find(({code}) => code === item.code);
  return {
    ...item,
    ...{status, rule, progress, due_on, original_due_on, problem_note},
    measure_words: measure_words ?? item.measure_words,
    unreported: unreported === undefined ? item.unreported : unreported,
    ...(supervised && {level: supervised.level, rules: supervised.rules})
  };
}

const TO_WRITE = "签名：　　　　　　　　　　年　　月　　日";

/** 督办单: what is supervised and why, with room for what is written by hand. */
export async function supervisionNotice(
  {item, on, instructions, source}: SupervisionNotice,
  sender: Omit<Sender, "addressee"> = SENDER
): Promise<Uint8Array> {
  const {notice, year} = item;
  const day = notice?.issued_on ?? on;
  const title = "督办单";
  const children = [
    ...headOf({year, title}),
    addressees(item.lead_unit ?? "责任单位"),
    body(requestOf(item)),
    body(`编号：${notice?.number ?? "尚未发出"}　级别：${item.level}　日期：${formatDay(day)}`),
    emptyLine(),
    formTable([...factRows(item), ...writtenRows(item, instructions)]),
    ...(source === undefined ? [] : [body(source)]),
    ...signature(sender.office, day)
  ];
  return paperFile({title: `${title} ${item.code}`, creator: sender.office, on: day, children});
}

function requestOf({name, due_on, source}: Item): string {
  return `“${withoutOuterQuotes(name)}”列入${source}，应于${formatDay(due_on)}前完成，现予督办。请收到后签收，按办理要求抓紧落实，并按期反馈进展和未完成的原因。`;
}

/** A quotation inside a quotation takes single marks. */
const withoutOuterQuotes = (name: string) => name.replaceAll("“", "‘").replaceAll("”", "’");

interface FormRow {
  label: string;
  paragraphs: string[];
  isTall?: boolean;
}

function factRows(item: Item): FormRow[] {
  const {lead_unit, supporting, leader, due_on, original_due_on, times_postponed, notice, look_back} = item;
  const responsible = [notice?.responsible ?? item.account ?? "未定", leader && `责任领导：${leader}`].filter(Boolean);
  const postponed = times_postponed > 0 ? `（已延期 ${times_postponed} 次）` : "";
  const rows: [label: string, text: string][] = [
    ["来源", item.source],
    ["督办事项", `${item.code}　${item.name}`],
    ["办理要求", `“${item.quote}”`],
    ["牵头单位", lead_unit ?? "未定"],
    ["协办单位", supporting.length > 0 ? supporting.join("、") : "无"],
    ["责任人", responsible.join("；")],
    ["原定时限", formatDay(original_due_on)],
    ["现定时限", `${formatDay(due_on)}${postponed}`],
    ["触发规则", item.rules.join("；")],
    ["进展情况", progressWords(item)],
    ["未完成原因", item.problem_note ?? "尚未填报"]
  ];
  if (look_back) rows.push(["回头看", lookBackWords(look_back)]);
  return rows.map(([label, text]) => ({label, paragraphs: [withDays(text)]}));
}

function progressWords({progress, status, rule, unreported, measure_words}: Item): string {
  const done = progress === null ? NO_DATA : `完成 ${formatPercent(progress)}`;
  return [`${done}，${status}：${rule}`, unreported, measure_words].filter(Boolean).join("；");
}

function lookBackWords({closed_on, due_on, found}: NonNullable<Item["look_back"]>): string {
  const words = found
    ? `${formatDay(found.looked_on)}${found.result}：${found.sentence}`
    : `应于${formatDay(due_on)}回头看`;
  return asSentence(`${formatDay(closed_on)}办结；${words}`);
}

/** What people write: as it is kept, with room where there is nothing yet. */
function writtenRows({notice}: Item, instructions: readonly string[]): FormRow[] {
  const acknowledged = notice?.acknowledged;
  const end = notice?.end;
  const rows: [label: string, texts: string[]][] = [
    ["签收", acknowledged ? [`${acknowledged.by}，${acknowledged.at}`] : []],
    ["拟办意见", notice?.opinion ? [notice.opinion] : []],
    ["领导批示", [...instructions]],
    ["办结意见", end ? [`${end.reason}，${formatDay(end.on)}`] : []]
  ];
  return rows.map(([label, texts]) =>
    texts.length > 0 ? {label, paragraphs: texts} : {label, paragraphs: ["", "", TO_WRITE], isTall: true}
  );
}
