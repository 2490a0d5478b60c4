import {expect, test} from "vitest";
import {headlineKpiOf} from "#app/features/overview/headline.ts";
import {nextMilestoneOf} from "#app/server/milestone.ts";
import {problemNotesOf} from "#app/features/overview/problem-notes.ts";
import {sentenceOf} from "#app/features/overview/sentence.ts";

const task = (status: string, progress: number | null, pace: number | null) => ({status, progress, pace});

test("the sentence counts the tasks by status and says where the plan is against its pace", () => {
  const tasks = [task("正常", 60, 50), task("滞后", 30, 50), task("无数据", null, 50)];
  expect(sentenceOf(tasks, [task("正常", 40, 40)], "2026-07-31")).toBe(
    "截至2026年7月31日，3 项任务中 1 项正常、1 项滞后、1 项无数据；平均完成 45.0 %，比序时进度低 5 个百分点，比上月上升 5 个百分点。"
  );
});

test("a month whose data have not all come is compared with nothing, and says so", () => {
  const tasks = [task("正常", 60, 50)];
  expect(sentenceOf(tasks, [task("正常", 40, 40)], "2026-11-28", "11月数据未到齐")).toBe(
    "截至2026年11月28日，1 项任务中 1 项正常；平均完成 60.0 %，比序时进度高 10 个百分点；11月数据未到齐。"
  );
});

test("without any data the sentence invents no progress", () => {
  expect(sentenceOf([task("无数据", null, 10)], undefined, "2026-02-10")).toBe(
    "截至2026年2月10日，1 项任务中 1 项无数据；还没有可用于计算进度的数据。"
  );
});

test("the document's own target makes a KPI the headline, otherwise the first does", () => {
  const kpis = [
    {code: "K32", task_code: "T07", target: ""},
    {code: "K34", task_code: "T07", target: "4"},
    {code: "K23", task_code: "T05", target: ""},
    {code: "K24", task_code: "T05", target: ""}
  ];
  expect([headlineKpiOf(kpis, "T07")?.code, headlineKpiOf(kpis, "T05")?.code, headlineKpiOf(kpis, "T99")]).toEqual([
    "K34",
    "K23",
    undefined
  ]);
});

test("the next milestone is the nearest that is neither past nor settled", () => {
  const deliverables = [
    {name: "过去的", status: "逾期", due_on: "2026-06-30"},
    {name: "办结的", status: "办结", due_on: "2026-08-01"},
    {name: "下一个", status: "正常", due_on: "2026-09-30"},
    {name: "更远的", status: "未到期", due_on: "2026-12-31"}
  ];
  expect(nextMilestoneOf(deliverables, "2026-07-31")).toEqual({name: "下一个", due_on: "2026-09-30"});
});

test("a card tells the problems of unfinished deliverables, the most urgent first", () => {
  const row = (code: string, status: string, due_on: string, problem_note: string | null) => ({
    ...{code, name: `${code} 举措`, status, due_on, problem_note}
  });
  const notes = problemNotesOf([
    row("T01-01", "正常", "2026-06-30", "场地在谈"),
    row("T01-02", "办结", "2026-05-31", "已解决"),
    row("T01-03", "滞后", "2026-12-31", "人手不足"),
    row("T01-04", "逾期", "2026-09-30", "服务商变动"),
    row("T01-05", "滞后", "2026-11-30", "经费未批"),
    row("T01-06", "逾期", "2026-08-31", null)
  ]);
  expect(notes.map(({code, note}) => `${code} ${note}`)).toEqual([
    "T01-04 服务商变动",
    "T01-05 经费未批",
    "T01-03 人手不足",
    "T01-01 场地在谈"
  ]);
});
