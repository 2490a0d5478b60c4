import {expect, test} from "vitest";
import {
  readFirstTopicMeetings,
  readLearningMonths,
  readLearningUnits,
  readResearchPieces
} from "#pipelines/topics/learning.ts";
import {memoryWarehouse} from "../kpis/memory-warehouse.ts";

const asked = {month: "2026-09-01", on: "2026-09-30"};
const committee = {meeting_type: "校工会常委会", unit_code: "U00"};

test("a meeting that missed its first topic names the same body's next one that did not", async () => {
  const db = await memoryWarehouse({
    meetings: [
      {...committee, held_date: "2026-03-02", first_topic_done: "否"},
      {...committee, held_date: "2026-04-02", first_topic_done: null},
      {...committee, held_date: "2026-05-02", first_topic_done: "是"},
      {...committee, held_date: "2026-06-02", first_topic_done: "不适用"},
      {...committee, held_date: "2026-07-02", first_topic_done: "否"},
      // Another body's meeting makes nothing good, nor does one after the month's end or of another year.
      {meeting_type: "二级单位工会主席会", unit_code: "U01", held_date: "2026-08-02", first_topic_done: "是"},
      {...committee, held_date: "2026-10-02", first_topic_done: "是"},
      {...committee, held_date: "2025-12-02", first_topic_done: "否"}
    ]
  });
  const meetings = await readFirstTopicMeetings(db, asked);
  expect(meetings.map(({held_on, is_done, next_done_on}) => [held_on, is_done, next_done_on])).toEqual([
    ["2026-03-02", false, "2026-05-02"],
    ["2026-04-02", false, "2026-05-02"],
    ["2026-05-02", true, null],
    ["2026-07-02", false, null],
    ["2026-08-02", true, null]
  ]);
  expect(await readFirstTopicMeetings(db, {...asked, unit: "U01"})).toHaveLength(1);
});

const union = {unit_code: "U00", union_level: "校工会"};
const law = {unit_code: "U01", union_level: "二级单位工会", union_set_up: "独立设置"};
const med = {unit_code: "U02", union_level: "二级单位工会", union_set_up: "联合设置"};
const theory = {category: "理论学习", audience: ["全体"], status: "已完成", end_date: null};

const learned = await memoryWarehouse({
  units: [union, law, med],
  activities: [
    {...theory, organizer_unit_code: "U00", start_date: "2026-03-30", end_date: "2026-04-01", actual_headcount: 40},
    {...theory, organizer_unit_code: "U01", start_date: "2026-04-10", actual_headcount: 20},
    {
      ...theory,
      organizer_unit_code: "U01",
      category: "业务培训",
      audience: ["工会干部"],
      start_date: "2026-04-11",
      actual_headcount: 5
    },
    // Skills of young teachers are no learning of the union; neither is what was put off.
    {
      ...theory,
      organizer_unit_code: "U01",
      category: "业务培训",
      audience: ["青年教职工"],
      start_date: "2026-04-12",
      actual_headcount: 99
    },
    {...theory, organizer_unit_code: "U01", start_date: "2026-05-12", status: "延期"},
    {...theory, organizer_unit_code: "U01", start_date: "2026-11-12", status: "计划", actual_headcount: 0},
    {...theory, organizer_unit_code: "U01", start_date: "2027-01-12", status: "计划", actual_headcount: 0},
    {...theory, organizer_unit_code: "U01", start_date: "2025-12-30", end_date: "2025-12-31"}
  ]
});

test("a session counts in the month in which it ended, and a plan in the month in which it begins", async () => {
  expect(await readLearningMonths(learned, asked)).toEqual([
    {month: "2026-04-01", is_planned: false, by_union: 1, by_units: 2, headcount: 65},
    {month: "2026-11-01", is_planned: true, by_union: 0, by_units: 1, headcount: 0}
  ]);
  expect(await readLearningMonths(learned, {...asked, unit: "U02"})).toEqual([]);
});

test("a unit that organised nothing stands beside those that did", async () => {
  expect(await readLearningUnits(learned, asked)).toEqual([
    {unit_code: "U01", sessions: 2, headcount: 25},
    {unit_code: "U02", sessions: 0, headcount: 0}
  ]);
});

test("papers and projects are research, news is not", async () => {
  const db = await memoryWarehouse({
    media: [
      {item_type: "期刊论文", title: "甲", publish_date: "2026-05-01"},
      {item_type: "研究课题", title: "乙", publish_date: "2026-06-01"},
      {item_type: "网站新闻", title: "丙", publish_date: "2026-06-02"},
      {item_type: "期刊论文", title: "丁", publish_date: "2026-10-01"}
    ]
  });
  expect((await readResearchPieces(db, asked)).map(({title}) => title)).toEqual(["乙", "甲"]);
});
