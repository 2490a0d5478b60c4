/** 好、注意、有问题 */
export type HealthState = "good" | "notice" | "problem";

export const HEALTH_WORDS: Record<HealthState, string> = {good: "好", notice: "注意", problem: "有问题"};

/** One thing that was looked at, in words for the operator. */
export interface HealthLine {
  /** 磁盘空间、台账 … */
  what: string;
  state: HealthState;
  found: string;
  /** What to do; only where something is to be done. */
  todo?: string;
}

export const good = (what: string, found: string): HealthLine => ({what, state: "good", found});
export const notice = (what: string, found: string, todo: string): HealthLine => ({what, state: "notice", found, todo});
export const problem = (what: string, found: string, todo: string): HealthLine => ({
  what,
  state: "problem",
  found,
  todo
});
