import {expect, test} from "vitest";
import {readAssessmentValues, scoreOf, totalOf} from "#pipelines/numbers/assessment.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import type {AssessmentItem, SettledPlan} from "#pipelines/plan/plan.ts";
import {settlePlan} from "#pipelines/plan/settled-plan.ts";
import {memoryWarehouse, type Sent} from "../kpis/memory-warehouse.ts";

function planWith(...items: [measured_by: string, points: number, bands?: string][]): SettledPlan {
  const plan = settlePlan(readPlan(2026)!, {assignments: [], setTargets: []});
  const assessment = items.map(([measured_by, points, bands = ""], index) => ({
    ...{code: `A${index}`, section: "示例", item: `项目${index}`, points: String(points), measured_by, bands},
    ...{words: "", source: "本地设定", at: {file: "", line: index}}
  })) satisfies AssessmentItem[];
  return {...plan, assessment};
}

const units = ["U01", "U02"].map((unit_code) => ({unit_code, union_level: "二级单位工会", union_set_up: "独立设置"}));

async function scored(plan: SettledPlan, sent: Sent, unit = "U01", reports?: Parameters<typeof scoreOf>[2]["reports"]) {
  const db = await memoryWarehouse({units, ...sent});
  const values = await readAssessmentValues(db, plan, {month: "2026-06-01"});
  return scoreOf(plan, values, {unit, reports});
}

const media = (unit_code: string, publish_date: string, item_type = "网站新闻") => ({
  unit_code,
  publish_date,
  item_type
});

test("records of the year up to the month give their share of the points, and never more than all", async () => {
  const plan = planWith(["rows:media:4", 8], ["rows:media:item_type=期刊论文:1", 2], ["rows:awards:1", 5]);
  const sent = {
    media: [
      media("U01", "2026-01-05"),
      media("U01", "2026-06-30"),
      media("U01", "2026-05-01", "期刊论文"),
      media("U01", "2026-07-01"),
      media("U02", "2026-01-05"),
      ...["01", "02", "03", "04"].map((day) => media("U02", `2026-02-${day}`))
    ]
  };
  const own = await scored(plan, sent);
  expect(own.map(({points}) => points)).toEqual([6, 2, null]);
  expect(own.map(({missing}) => missing)).toEqual(["还差 1 条记录；已办未报的请补报", null, "报送记录"]);
  expect((await scored(plan, sent, "U02")).map(({points}) => points)).toEqual([8, 0, null]);
});

test("a KPI gives the share of its target or the points of its band; without data it gives none, which is not 0", async () => {
  const plan = planWith(["kpi:K47", 10], ["kpi:K47", 10, "90:100;50:60"], ["kpi:K23", 5]);
  const member = (unit_code: string, is_union_member: boolean) => ({
    unit_code,
    is_union_member,
    on_post_status: "在岗"
  });
  const sent = {members: [member("U01", true), member("U01", true), member("U01", true), member("U01", false)]};
  const own = await scored(plan, sent);
  const target = Number(plan.kpis.find(({code}) => code === "K47")!.suggested_target);
  expect(own.map(({points}) => points)).toEqual([Math.round((75 / target) * 1000) / 100, 6, null]);
  expect(own[1]!.why).toBe("会员入会率 75 %，达到 50 % 一档，得 60 %");
  expect(own[2]).toMatchObject({why: "文体活动参与率：无数据", missing: "报送“文体活动参与率”所需的数据"});
});

test("below every band an item gives 0 points", async () => {
  const sent = {members: [{unit_code: "U01", is_union_member: false, on_post_status: "在岗"}]};
  const [item] = await scored(planWith(["kpi:K47", 10, "90:100;50:60"]), sent);
  expect(item).toMatchObject({points: 0, why: "会员入会率 0 %，没有达到任何一档，得 0 %"});
});

test("punctual and complete reports count by their share, and evidence waits for people", async () => {
  const plan = planWith(["on-time", 6], ["complete", 4], ["report", 5]);
  const own = await scored(plan, {}, "U01", {due: 8, in_time: 6, required: 200, filled: 200});
  expect(own.map(({points}) => points)).toEqual([4.5, 4, null]);
  expect(totalOf(own)).toEqual({points: 8.5, scored: 10, open: 5, missing: 2});
  const none = await scored(plan, {}, "U01", {due: 0, in_time: 0, required: 0, filled: 0});
  expect(none.map(({points}) => points)).toEqual([null, null, null]);
});

test("the plan's own table has 20 items and 100 points, and uses no sensitive KPI", () => {
  const {assessment, kpis} = readPlan(2026)!;
  expect([assessment.length, assessment.reduce((sum, {points}) => sum + Number(points), 0)]).toEqual([20, 100]);
  const used = assessment.flatMap(({measured_by}) => /^kpi:(K\d+)$/.exec(measured_by)?.[1] ?? []);
  const columns = kpis.filter(({code}) => used.includes(code)).flatMap(({dataset_columns}) => dataset_columns);
  expect([used.length > 5, columns.filter((path) => path.includes("assistance."))]).toEqual([true, []]);
});
