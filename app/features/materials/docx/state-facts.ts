import type {FrozenDeliverable, FrozenKpi, FrozenState} from "#app/features/deck/state/frozen-state.ts";
import {formatDay, formatNumber, NO_DATA, pointsOf, roundTenths, TOO_FEW} from "#app/format.ts";

/** Who sends a paper. */
export interface Sender {
  /** What stands in the title: “校工会”. */
  union: string;
  /** Who signs. */
  office: string;
  addressee: string;
  /** The short id of the state that the numbers are taken from, to be named at the end. */
  stateId?: string;
}

export const SENDER: Sender = {union: "校工会", office: "校工会办公室", addressee: "校工会委员会"};

/** “（本文数字取自同一份冻结数据：数据截至…，口径…，状态…。）”: what all papers of one meeting have in common. */
export const sourceWords = ({fresh_to, on, definitions}: FrozenState, stateId: string, numbers = "本文数字") =>
  `（${numbers}取自同一份冻结数据：数据截至${formatDay(fresh_to ?? on)}，口径 ${definitions}，状态 ${stateId}。）`;

export const deliverablesOf = ({tasks}: FrozenState) => tasks.flatMap(({deliverables}) => deliverables);

const isJudged = ({rule}: FrozenKpi) => !rule?.startsWith("只作参考");

/** Actual minus target as both are shown, null where either is missing. */
export function gapOf({value: own, last_shown, target, is_hidden}: FrozenKpi): number | null {
  const value = own ?? last_shown?.value ?? null;
  return value === null || target === null || is_hidden ? null : roundTenths(roundTenths(value) - target);
}

export function formatGap(kpi: FrozenKpi): string {
  const gap = gapOf(kpi);
  if (gap === null) return kpi.is_hidden ? TOO_FEW : NO_DATA;
  const sign = gap > 0 ? "+" : gap < 0 ? "−" : "";
  return `${sign}${formatNumber(Math.abs(gap))} ${pointsOf(kpi.unit)}`;
}

export function isReached(kpi: FrozenKpi): boolean {
  const gap = gapOf(kpi);
  return gap !== null && isJudged(kpi) && (kpi.direction === "lower" ? gap <= 0 : gap >= 0);
}

export function isShort(kpi: FrozenKpi): boolean {
  return gapOf(kpi) !== null && isJudged(kpi) && !isReached(kpi);
}

/** Judged to be late, not only short of what is due at the year's end. */
export const isBehind = ({status}: FrozenKpi) => status === "滞后" || status === "逾期";

export const isWithoutData = ({value, is_hidden, last_shown}: FrozenKpi) => value === null && !is_hidden && !last_shown;

/** Done, whether or not the office has closed it; what was held and goes on is not. */
export const isDone = ({is_closed, progress, goes_on}: FrozenDeliverable) =>
  is_closed || ((progress ?? 0) >= 100 && goes_on !== true);

export const isPostponed = ({due_on, original_due_on}: FrozenDeliverable) => due_on !== original_due_on;

/** What is still to be done and falls due within so many days, the soonest first. */
export function dueWithin(state: FrozenState, days: number): FrozenDeliverable[] {
  const last = dayAfter(state.on, days);
  return deliverablesOf(state)
    .filter((each) => !isDone(each) && each.status !== "已调整" && each.due_on >= state.on && each.due_on <= last)
    .toSorted((a, b) => a.due_on.localeCompare(b.due_on) || a.code.localeCompare(b.code));
}

export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Groups in the order in which their first members come. */
export function groupedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): [key: string, items: Item[]][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups];
}

/** Names in a row; names that are lists themselves are kept apart by semicolons. */
export function namesOf(items: readonly {name: string}[]): string {
  const isApart = items.some(({name}) => /[、，]/u.test(name));
  return items.map(({name}) => name).join(isApart ? "；" : "、");
}

/** Writes days as papers have them. */
export const withDays = (text: string) =>
  text.replace(/\d{4}-\d{2}-\d{2}/g, formatDay).replace(/ (\d{4}年\d+月\d+日) /g, "$1");

/** Writes days as papers have them, and ends with a full stop. */
export const asSentence = (text: string) => `${withDays(text).replace(/[。；;，,\s]+$/u, "")}。`;

/** “校工会　常务副主席” → “校工会，常务副主席” */
export const ownerWords = (owner: string | null) => owner?.replaceAll("　", "，") ?? "尚未明确";
