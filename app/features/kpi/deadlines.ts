import {formatShortDay} from "#app/format.ts";

export interface Deadline {
  code: string;
  name: string;
  status: string;
  progress: number | null;
  due_on: string;
  /** Days from the day that is looked at to the due day; negative after it. */
  days_left: number;
}

const SETTLED = ["办结", "待审", "已调整"];

/** “换届筹备（T03-01）已逾期 28 天；按程序召开（T03-02）应于 12月20日前完成，还有 22 天”; empty where all is done. */
export function deadlineWords(deadlines: Deadline[]): string {
  return deadlines
    .filter(({status, progress}) => !SETTLED.includes(status) && progress !== 100)
    .toSorted((a, b) => a.due_on.localeCompare(b.due_on) || a.code.localeCompare(b.code))
    .map(({code, name, due_on, days_left}) => {
      const what = `${name}（${code}）`;
      if (days_left < 0) return `${what}已逾期 ${-days_left} 天`;
      return `${what}应于 ${formatShortDay(due_on)}前完成，${days_left === 0 ? "今天到期" : `还有 ${days_left} 天`}`;
    })
    .join("；");
}
