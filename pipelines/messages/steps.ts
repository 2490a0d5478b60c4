import type {Escalation} from "#pipelines/plan/supervision-rules.ts";
import {isWorkday, workdaysAfter} from "#pipelines/plan/workdays.ts";
import {dayAfter} from "#pipelines/time/chinese-day.ts";
import {acknowledgementOf, isOpen, isRaisedSinceTold, lastToldOf, type Notice, type Step, STEPS} from "./notice.ts";
import type {Addressee, SupervisedItem, SupervisionState} from "./state.ts";

type StepState = Pick<SupervisionState, "plan" | "addressees">;

/** Whom a step tells: the responsible account, the chair of the lead unit or its accounts, the leaders. */
export function addresseesOf(step: Step, item: SupervisedItem, {addressees}: StepState): Addressee[] {
  const unit = addressees.filter(({role, unit_code}) => role === "unit" && unit_code === item.lead_unit);
  const chairs = unit.filter(({isChair}) => isChair);
  switch (step) {
    case "责任人":
      return addressees.filter(({name}) => name === item.account);
    case "主席":
      return chairs.length > 0 ? chairs : unit;
    case "领导":
      return addressees.filter(({role}) => role === "leadership");
    case "办公室":
      return addressees.filter(({role}) => role === "office");
  }
}

/** The steps that have somebody to tell. */
export function stepsOf(item: SupervisedItem, state: StepState): Step[] {
  const has = (step: Step) => addresseesOf(step, item, state).length > 0;
  return STEPS.filter((step) => has(step) && !(step === "办公室" && has("主席")));
}

interface NextStep {
  step: Step;
  /** The first day on which it is due. */
  on: string;
}

/** Says whom to tell next of a notice, and when; undefined where it has ended. */
export function nextStepOf(
  notice: Notice,
  item: SupervisedItem,
  {day, ...state}: StepState & {day: string}
): NextStep | undefined {
  const steps = stepsOf(item, state);
  const [first] = steps;
  if (!isOpen(notice) || first === undefined) return undefined;
  const last = lastToldOf(notice);
  const told = last && steps.includes(last.step) ? last : undefined;
  if (!told || isRaisedSinceTold(notice)) return {step: told?.step ?? first, on: workdayFrom(state, day)};
  const acknowledged = acknowledgementOf(notice);
  const next = acknowledged ? undefined : steps[steps.indexOf(told.step) + 1];
  const days = daysOf(state, next === undefined ? "提醒" : next === "领导" ? "领导" : "主席");
  if (days === undefined) return undefined;
  const since = acknowledged && acknowledged.on > told.on ? acknowledged.on : told.on;
  // Once somebody has answered, the rest is the owner's again.
  return {step: next ?? (acknowledged ? first : told.step), on: dayAfterWorkdays(state, since, days)};
}

/** After so many workdays; undefined where the plan has no such rule. */
function daysOf({plan}: StepState, step: Escalation): number | undefined {
  const rule = plan.supervision.find((row) => row.rule === "escalation" && row.level === step);
  return rule && Number(rule.value);
}

function workdayFrom({plan}: StepState, day: string): string {
  return isWorkday(plan, day) ? day : workdayFrom({plan, addressees: []}, dayAfter(day));
}

/** Two workdays after a Monday without an answer are over on Wednesday. */
function dayAfterWorkdays({plan}: StepState, since: string, days: number): string {
  let day = dayAfter(since);
  while (workdaysAfter(plan, since, day) < days) day = dayAfter(day);
  return day;
}
