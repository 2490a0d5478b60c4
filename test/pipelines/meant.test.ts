import {expect, test} from "vitest";
import {meantBy} from "#pipelines/checks/meant.ts";
import {fieldOf} from "#pipelines/contracts/contract.ts";
import {contractOf} from "./csv.ts";

test.each<[dataset: string, field: string, value: string, meant: string | undefined]>([
  ["meetings", "first_topic_done", "已落实", "是"],
  ["meetings", "first_topic_done", "均已落实", "是"],
  ["meetings", "first_topic_done", "未落实", "否"],
  ["meetings", "first_topic_done", "尚未", "否"],
  ["meetings", "first_topic_done", "已部分落实，其余未落实", undefined],
  ["meetings", "first_topic_done", "未知，已问", undefined],
  ["activities", "actual_headcount", "约30", "30"],
  ["activities", "actual_headcount", "３０余人", "30"],
  ["activities", "actual_headcount", "近 30 人次", "30"],
  ["activities", "actual_headcount", "30人左右", "30"],
  ["activities", "actual_headcount", "约3场", undefined],
  ["activities", "actual_headcount", "约3.5", undefined],
  ["activities", "actual_headcount", "20到30", undefined],
  ["activities", "start_date", "2026-04-01至2026-04-05", "2026-04-01"],
  ["activities", "start_date", "2026年4月1日—5日", "2026年4月1日"],
  ["activities", "start_date", "2026年4月上旬", undefined],
  ["activities", "end_date", "2026-04-01至04-05", undefined]
])("%s.%s “%s” probably means %s", (dataset, field, value, meant) => {
  expect(meantBy(fieldOf(contractOf(dataset), field), value)).toBe(meant);
});
