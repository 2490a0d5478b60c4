import type {Plan} from "./plan.ts";
import {fail, type PlanErrors} from "./plan-files.ts";
import {isTopic, TOPICS} from "./topics.ts";

/** Checks which topics the tasks are about. */
export function checkTopics({topics, tasks}: Plan, errors: PlanErrors): void {
  errors.each(topics, (row) => {
    if (!isTopic(row.topic)) fail(row, `专题“${row.topic}”不在 ${TOPICS.join("/")} 之内`, "topic");
    if (!tasks.some(({code}) => code === row.task_code)) fail(row, `任务 ${row.task_code} 不存在`, "task_code");
    const same = topics.find(({topic}) => topic === row.topic);
    if (same !== row) fail(row, `专题 ${row.topic} 与第 ${same?.at.line} 行重复`, "topic");
  });
}
