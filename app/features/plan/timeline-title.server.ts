import {daysBetween} from "#pipelines/time/months.ts";

interface DueDeliverable {
  status: string;
  due_on: string;
}

const SOON = 30;
const ENDED = ["办结", "已调整", "待审", "逾期"];

/** The conclusion of the timeline: 到 11 月 28 日，110 项中 5 项逾期、8 项 30 天内到期 */
export function timelineTitleOf(deliverables: DueDeliverable[], on: string): string {
  const [, month, day] = on.split("-").map(Number);
  const begin = `到 ${month} 月 ${day} 日，`;
  if (deliverables.length === 0) return `${begin}没有符合条件的承诺`;
  const overdue = deliverables.filter(({status}) => status === "逾期").length;
  const soon = deliverables.filter((each) => isSoonDue(each, on)).length;
  if (overdue === 0 && soon === 0) return `${begin}${deliverables.length} 项中没有逾期，${SOON} 天内也没有到期`;
  const parts = [overdue > 0 && `${overdue} 项逾期`, soon > 0 && `${soon} 项 ${SOON} 天内到期`].filter(Boolean);
  return `${begin}${deliverables.length} 项中 ${parts.join("、")}`;
}

function isSoonDue({status, due_on}: DueDeliverable, on: string): boolean {
  const left = daysBetween(on, due_on);
  return !ENDED.includes(status) && left >= 0 && left <= SOON;
}
