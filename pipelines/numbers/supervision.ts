import type {Plan, SupervisionRule} from "#pipelines/plan/plan.ts";
import {type Level, LEVELS, isLevel} from "#pipelines/plan/supervision-rules.ts";
import {lastWorkdayUntil} from "#pipelines/plan/workdays.ts";
import {daysBetween} from "#pipelines/time/months.ts";
import type {DeliverableProgress} from "./deliverable-progress.ts";
import {isLookBackLate} from "./look-backs.ts";
import {isSilent} from "./silence.ts";

/** 督办: how urgently a deliverable is supervised, and the rules that say so, the highest first. */
export interface Supervision {
  level: Level;
  /** 剩余工期 14 %，不足 15 %（橙） */
  rules: string[];
}

export type Supervised = Pick<
  DeliverableProgress,
  "status" | "pace_kind" | "progress" | "start_on" | "due_on" | "unreported" | "last_report_month" | "is_unproven"
> &
  Partial<Pick<DeliverableProgress, "look_back">>;

interface Circumstances {
  /** How often its reports were returned since one was approved. */
  returned: number;
  plan: Pick<Plan, "workdays" | "supervision">;
  on: string;
}

/**
 * Returns the highest level that any rule of the plan gives on a day; undefined where none does. Only what is open is
 * supervised, and what was closed once its look-back is late. A day without work counts as the workday before it, so
 * that nobody is blamed for silence on a holiday.
 */
export function supervisionOf(deliverable: Supervised, {returned, plan, on}: Circumstances): Supervision | undefined {
  const isClosed = !isOpen(deliverable, on);
  const day = lastWorkdayUntil(plan, on);
  const fired = plan.supervision
    .filter(({rule}) => !isClosed || rule === "look_back")
    .flatMap((rule) => {
      const words = firedWords(rule, deliverable, {returned, day, on});
      return words === undefined || !isLevel(rule.level) ? [] : [{name: rule.rule, level: rule.level, words}];
    })
    .toSorted((a, b) => LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level))
    // Of one rule with several levels, the highest says it all.
    .filter((each, at, all) => all.findIndex(({name}) => name === each.name) === at);
  const [highest] = fired;
  return highest && {level: highest.level, rules: fired.map(({level, words}) => `${words}（${level}）`)};
}

const SETTLED = ["办结", "待审", "已调整"];

function isOpen({status, progress, start_on}: Supervised, on: string): boolean {
  return !SETTLED.includes(status) && progress !== 100 && on >= start_on;
}

/** Says why a rule holds, with its numbers; undefined where it does not. */
function firedWords(
  {rule, value: text}: SupervisionRule,
  deliverable: Supervised,
  {returned, day, on}: {returned: number; day: string; on: string}
): string | undefined {
  const value = Number(text);
  const {status, start_on, due_on, is_unproven} = deliverable;
  switch (rule) {
    case "overdue": {
      const late = daysBetween(due_on, on);
      return status === "逾期" && late > value ? `已逾期 ${late} 天` : undefined;
    }
    case "left_share": {
      const left = daysBetween(day, due_on);
      const share = (left * 100) / Math.max(1, daysBetween(start_on, due_on));
      const isLate = isTimed(deliverable) && left >= 0 && lags(deliverable, day);
      return isLate && share < value ? `剩余工期 ${Math.floor(share)} %，不足 ${value} %` : undefined;
    }
    case "days_left": {
      const left = daysBetween(on, due_on);
      const isNear = isTimed(deliverable) && left >= 0 && left <= value;
      return isNear ? `距到期还有 ${left} 天，在 ${value} 天以内` : undefined;
    }
    case "returned":
      return returned >= value ? `进展填报被退回 ${returned} 次，尚未通过` : undefined;
    case "unproven":
      return is_unproven ? "已报进展，缺佐证材料" : undefined;
    case "look_back":
      return lookBackWords(deliverable, on);
    default:
      return undefined;
  }
}

/** Somebody looked, it had not lasted, and the day by which it was due is over; or nobody looked in time. */
function lookBackWords({look_back, status, due_on}: Supervised, on: string): string | undefined {
  if (look_back?.found?.result === "反弹" && status === "滞后" && on > due_on)
    return "回头看反弹，已重新打开，期限已过，待重新定期限";
  if (!isLookBackLate(look_back, on)) return undefined;
  return `办结后应于 ${look_back.due_on} 回头看，已过 ${daysBetween(look_back.due_on, on)} 天`;
}

/** What should meet its target all year, or is not judged, has no time that runs out. */
const isTimed = ({pace_kind}: Supervised) => pace_kind === "linear" || pace_kind === "once";

/** Behind its pace, without data, or without any report for more than a month. */
const lags = (deliverable: Supervised, day: string) =>
  deliverable.status === "滞后" || deliverable.status === "无数据" || isSilent(deliverable, day);

/** Says the plan's rules in words: 剩余工期不足 30 % 且滞后或未填报为黄 */
export function ruleWords({rule, level, value}: SupervisionRule): string {
  switch (rule) {
    case "escalation":
      return ESCALATION_WORDS[level]?.(value) ?? "";
    case "overdue":
      return Number(value) === 0 ? `逾期为${level}` : `逾期超过 ${value} 天为${level}`;
    case "left_share":
      return `滞后或未填报的，剩余工期不足 ${value} % 为${level}`;
    case "days_left":
      return `到期前 ${value} 天为${level}`;
    case "returned":
      return `填报被退回 ${value} 次为${level}`;
    case "look_back":
      return `办结后满 ${value} 天没有回头看为${level}`;
    default:
      return `已报进展缺佐证为${level}`;
  }
}

const ESCALATION_WORDS: Record<string, (days: string) => string> = {
  主席: (days) => `责任人 ${days} 个工作日未签收的，告牵头单位主席`,
  领导: (days) => `主席 ${days} 个工作日仍未签收的，告校领导`,
  提醒: (days) => `告知后 ${days} 个工作日未填报的，再提醒一次`
};
