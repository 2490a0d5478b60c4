import {isDay} from "#pipelines/time/clock.ts";
import type {Plan} from "./plan.ts";
import {fail, type PlanErrors} from "./plan-files.ts";
import {ESCALATIONS, isEscalation, isLevel, isSupervisionRule, LEVELS, SUPERVISION_RULES} from "./supervision-rules.ts";

/** Checks the calendar of workdays and the rules of supervision. */
export function checkCalendar({year, workdays, supervision}: Plan, errors: PlanErrors): void {
  const days = new Map<string, number>();
  errors.each(workdays, (row) => {
    if (!isDay(row.day)) fail(row, `日期“${row.day}”不存在`, "day");
    if (!row.day.startsWith(`${year}-`)) fail(row, `日期“${row.day}”不在 ${year} 年`, "day");
    if (row.is_workday !== "是" && row.is_workday !== "否")
      fail(row, `是否上班“${row.is_workday}”应为 是/否`, "is_workday");
    const first = days.get(row.day);
    if (first !== undefined) fail(row, `日期 ${row.day} 与第 ${first} 行重复`, "day");
    days.set(row.day, row.at.line);
  });
  errors.each(supervision, (row) => {
    if (!isSupervisionRule(row.rule))
      fail(row, `督办规则“${row.rule}”不在 ${SUPERVISION_RULES.join("/")} 之内`, "rule");
    const isOfEscalation = row.rule === "escalation";
    if (isOfEscalation && !isEscalation(row.level))
      fail(row, `逐级告知的对象“${row.level}”不在 ${ESCALATIONS.join("/")} 之内`, "level");
    if (!isOfEscalation && !isLevel(row.level))
      fail(row, `督办级别“${row.level}”不在 ${LEVELS.join("/")} 之内`, "level");
    if (!/^\d{1,3}$/.test(row.value)) fail(row, `督办规则的数“${row.value}”应为整数`, "value");
    if (isOfEscalation && Number(row.value) === 0) fail(row, "逐级告知的工作日数应大于 0", "value");
  });
  errors.each(ESCALATIONS, (step) => {
    const [, again] = supervision.filter(({rule, level}) => rule === "escalation" && level === step);
    if (again) fail(again, `逐级告知“${step}”写了不止一次`, "level");
  });
}
