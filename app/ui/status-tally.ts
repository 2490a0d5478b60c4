import type {StatusWord} from "./status-words.ts";

/** The good statuses come first, as in a speech. */
const SAID_IN_ORDER: StatusWord[] = ["正常", "办结", "待审", "临期", "滞后", "逾期", "无数据", "未到期", "已调整"];

export interface StatusCount {
  status: StatusWord;
  count: number;
}

/** Counts items by status and omits statuses without items. */
export function tallyOf(items: {status: string}[]): StatusCount[] {
  return SAID_IN_ORDER.map((status) => ({status, count: items.filter((item) => item.status === status).length})).filter(
    ({count}) => count > 0
  );
}

export const formatTally = (tally: StatusCount[]) => tally.map(({status, count}) => `${count} 项${status}`).join("、");
