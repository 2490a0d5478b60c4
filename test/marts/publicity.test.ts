import {expect, test} from "vitest";
import {readMostRead, readPlacedPieces, readPublicityMonths, readPublicityUnits} from "#pipelines/topics/publicity.ts";
import {readMilestoneReports} from "#pipelines/topics/milestones.ts";
import {kpi, memoryWarehouse} from "../kpis/memory-warehouse.ts";

const asked = {month: "2026-06-01", on: "2026-06-30"};
const post = {item_type: "微信推文", channel: "公众号", unit_code: "U01"};

const db = await memoryWarehouse({
  units: [
    {unit_code: "U00", union_level: "校工会"},
    {unit_code: "U01", union_level: "二级单位工会", union_set_up: "独立设置"},
    {unit_code: "U02", union_level: "二级单位工会", union_set_up: "独立设置"}
  ],
  media: [
    {...post, title: "甲", publish_date: "2026-01-31", read_count: 10},
    {...post, title: "乙", publish_date: "2026-06-30", read_count: 30},
    {...post, title: "丙", publish_date: "2026-07-01", read_count: 900},
    {...post, title: "丁", publish_date: "2025-12-31", read_count: 800},
    {...post, title: "戊", publish_date: "2026-06-01", read_count: null},
    {item_type: "宣传栏", title: "己", channel: "宣传栏", unit_code: null, publish_date: "2026-06-02"},
    {item_type: "宣传画册", title: "庚", channel: "画册", unit_code: "U00", publish_date: "2026-06-03"},
    {item_type: "期刊论文", title: "辛", channel: "期刊", unit_code: "U02", publish_date: "2026-06-04", read_count: 99}
  ]
});

test("walls and brochures are one channel, papers are none", async () => {
  expect(await readPublicityMonths(db, asked)).toEqual([
    {month: "2026-01-01", channel: "微信推文", pieces: 1},
    {month: "2026-06-01", channel: "宣传栏和画册", pieces: 2},
    {month: "2026-06-01", channel: "微信推文", pieces: 2}
  ]);
  expect(await readPublicityMonths(db, {...asked, unit: "U02"})).toEqual([]);
});

test("the months' posts add up to the KPI of posts", async () => {
  const posts = (await readPublicityMonths(db, asked)).filter(({channel}) => channel === "微信推文");
  expect(posts.reduce((sum, {pieces}) => sum + pieces, 0)).toBe(await kpi(db, "K05", {month: "2026-06"}));
});

test("the most read piece of the year so far leads, and one without a number of reads is left out", async () => {
  expect((await readMostRead(db, asked)).map(({title, read_count}) => [title, read_count])).toEqual([
    ["乙", 30],
    ["甲", 10]
  ]);
});

test("a unit that sent only a paper sent no news", async () => {
  expect(await readPublicityUnits(db, asked)).toEqual([
    {unit_code: "U02", pieces: 0, posts: 0, reads: 0, last_on: null},
    {unit_code: "U01", pieces: 3, posts: 3, reads: 40, last_on: "2026-06-30"}
  ]);
});

test("what hangs on a wall is placed, whoever sent it", async () => {
  expect((await readPlacedPieces(db, asked)).map(({title}) => title)).toEqual(["庚", "己"]);
});

test("a milestone's reports are those of months that have one", async () => {
  const report = {deliverable_code: "T02-03", unit_code: "U00", status: "进行中"};
  const reported = await memoryWarehouse({
    progress: [
      {...report, report_month: "2026-03", percent_done: 20, planned_finish_date: "2026-09-30"},
      {
        ...report,
        report_month: "2026-05",
        percent_done: 40,
        planned_finish_date: "2026-11-30",
        problem_note: "等待测评"
      },
      {...report, deliverable_code: "T02-04", report_month: "2026-05", percent_done: 90}
    ]
  });
  expect(await readMilestoneReports(reported, ["T02-03"], asked)).toEqual([
    {
      deliverable_code: "T02-03",
      month: "2026-03-01",
      percent_done: 20,
      planned_on: "2026-09-30",
      problem_note: null
    },
    {
      deliverable_code: "T02-03",
      month: "2026-05-01",
      percent_done: 40,
      planned_on: "2026-11-30",
      problem_note: "等待测评"
    }
  ]);
});
