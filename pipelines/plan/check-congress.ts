import {CONGRESS_RULES, isCongressRule, SCOPES} from "./congress-rules.ts";
import type {Plan} from "./plan.ts";
import {fail, type PlanErrors} from "./plan-files.ts";

const SHARES = ["teachers", "quorum", "majority"];

/** Checks the rules for staff congresses. */
export function checkCongress({congress, tasks}: Plan, errors: PlanErrors): void {
  errors.each(congress, (row) => {
    if (!isCongressRule(row.rule)) fail(row, `规则“${row.rule}”不在 ${CONGRESS_RULES.join("/")} 之内`, "rule");
    if (!SCOPES.some((scope) => scope === row.scope))
      fail(row, `范围“${row.scope}”不在 ${SCOPES.join("/")} 之内`, "scope");
    const isShare = SHARES.includes(row.rule);
    if (!(isShare ? /^[1-9]\d{0,2}\/[1-9]\d{0,2}$/ : /^[1-9]\d?$/).test(row.value))
      fail(row, `数值“${row.value}”应为${isShare ? "分数，如 2/3" : "整数"}`, "value");
    for (const column of ["law", "article", "words"] as const)
      if (row[column] === "") fail(row, `${column} 没有填写`, column);
    if (!tasks.some(({code}) => code === row.task_code)) fail(row, `任务 ${row.task_code} 不存在`, "task_code");
    const same = congress.find((other) => other.rule === row.rule && other.scope === row.scope);
    if (same !== row) fail(row, `规则 ${row.rule}（${row.scope}）与第 ${same?.at.line} 行重复`, "rule");
  });
}
