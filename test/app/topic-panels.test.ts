import {expect, test} from "vitest";
import {nameList} from "#app/features/task/topics/name-list.ts";
import {readPanels} from "#app/features/task/topics/topics.server.ts";
import {readSettledPlan} from "#pipelines/numbers/settled-plan.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {memoryWarehouse, type PartialRow, type Sent} from "../kpis/memory-warehouse.ts";

/** The panels of a task in June 2026, by their ids. */
async function panelsOf(sent: Sent, task: string, unit?: string) {
  const db = await memoryWarehouse(sent);
  const plan = await readSettledPlan(db, readPlan(2026)!);
  const panels = await readPanels(db, plan, task, {year: 2026, month: "2026-06", on: "2026-06-30", unit});
  return new Map(panels.map((panel) => [panel.id, panel]));
}

const proposal = {
  review_result: "立案",
  lead_unit_code: "U01",
  submit_date: "2026-01-10",
  review_date: "2026-01-20",
  assign_date: "2026-01-25",
  due_date: "2026-03-25",
  reply_date: "2026-03-01",
  feedback_date: "2026-03-10"
};

test("what two proposers said is not shown, what three said is, with the middle value apart", async () => {
  const said = (feedback: string[]) => ({proposals: feedback.map((each) => ({...proposal, feedback: each}))});
  const few = await panelsOf(said(["满意", "不满意"]), "T03");
  expect(few.get("proposals-results")).toBeUndefined();
  const three = (await panelsOf(said(["满意", "基本满意", "不满意"]), "T03")).get("proposals-results");
  expect(three?.table.rows.map(({cells}) => cells.slice(1))).toEqual([
    ["满意", 1],
    ["基本满意", 1],
    ["不满意", 1],
    ["已答复未反馈", 0],
    ["尚未答复", 0]
  ]);
});

test("who has not answered is told apart from who has nothing to answer to yet", async () => {
  const answered = ["满意", "基本满意", "不满意"].map((feedback) => ({...proposal, feedback}));
  const silent = {...proposal, feedback: null, feedback_date: null};
  const proposals = [...answered, silent, silent, {...silent, reply_date: null}];
  const panels = await panelsOf({proposals}, "T03");
  expect(panels.get("proposals-stages")?.title).toContain("立案 6 件，已答复 5 件");
  expect(panels.get("proposals-results")?.title).toContain("已反馈 3 件：满意 1 件，基本满意 1 件，不满意 1 件");
  expect(panels.get("proposals-results")?.title).toContain("已答复未反馈 2 件，尚未答复 1 件");
});

test("a milestone past its day leads the sentence, the next one due follows, and one that is done is silent", async () => {
  const report = {unit_code: "U00", report_month: "2026-06", status: "进行中", evidence_link: null};
  const panels = await panelsOf(
    {
      units: [{unit_code: "U00"}],
      assignments: [
        {deliverable_code: "T03-01", due_date: "2026-06-10"},
        {deliverable_code: "T03-02", due_date: "2026-07-20"}
      ],
      progress: [
        {...report, deliverable_code: "T03-01", percent_done: 85, problem_note: "报告在征求意见"},
        {...report, deliverable_code: "T03-02", percent_done: 40}
      ]
    },
    "T03"
  );
  const milestones = panels.get("congresses-milestones");
  expect(milestones?.title).toMatch(/完成 85\.0 %，已过期限 20 天；.*7月20日到期，还有 20 天$/);
  expect(milestones?.table.rows[0]?.cells.at(-1)).toBe("6月：报告在征求意见");
});

test("a unit sees its own benefits, and no money or retreats of all", async () => {
  const members = ["P1", "P2", "P3"].map((person_id) => ({person_id, unit_code: "U01", birth_date: "1980-03-03"}));
  const welfare = members.map(({person_id}) => ({
    person_id,
    form: "提货券",
    occasion: "春节",
    face_value_yuan: 600,
    issued_date: "2026-02-06",
    expire_date: "2026-05-31",
    redeemed_amount_yuan: null
  }));
  const sent = {units: [{unit_code: "U01", unit_name: "化工学院"}], members, welfare};
  expect([...(await panelsOf(sent, "T04")).keys()]).toEqual([
    "benefits-festivals",
    "benefits-birthdays",
    "benefits-vouchers",
    "benefits-money",
    "benefits-expired"
  ]);
  const own = await panelsOf(sent, "T04", "U01");
  expect([...own.keys()]).toEqual(["benefits-festivals", "benefits-birthdays", "benefits-vouchers"]);
  expect(own.get("benefits-vouchers")?.title).toBe("提货券核销 0 %；过期没有核销的 1,800 元");
});

test("a birthday month of two people is not shown", async () => {
  const members = [
    ...["P1", "P2"].map((person_id) => ({person_id, unit_code: "U01", birth_date: "1980-02-03"})),
    ...["P3", "P4", "P5"].map((person_id) => ({person_id, unit_code: "U01", birth_date: "1980-03-03"}))
  ];
  const welfare = [{person_id: "P3", form: "蛋糕券", occasion: "生日", issued_date: "2026-03-01"}];
  const birthdays = (await panelsOf({members, welfare}, "T04")).get("benefits-birthdays");
  const cells = new Map(birthdays?.table.rows.map(({cells: [month, due, greeted]}) => [month, [due, greeted]]));
  expect([cells.get("2月"), cells.get("3月")]).toEqual([
    ["人数过少", "人数过少"],
    [3, 1]
  ]);
});

test("a task without rows of its matter has no panels", async () => {
  for (const task of ["T01", "T02", "T03", "T04"]) expect([...(await panelsOf({}, task)).keys()], task).toEqual([]);
});

test("up to four names stand in full, of more the first three", () => {
  expect(nameList(["甲", "乙", "丙", "丁"])).toBe("甲、乙、丙、丁");
  expect(nameList(["甲", "乙", "丙", "丁", "戊"])).toBe("甲、乙、丙等");
});

test("what assistance cost is told of the types that are large enough, and of the others together", async () => {
  const given = (count: number, from: number, row: PartialRow) =>
    Array.from({length: count}, (_, at) => ({
      ...{person_id: `P${from + at}`, unit_code: `U${from + at}`, apply_date: "2026-04-01", pay_date: "2026-04-09"},
      ...{object_type: "困难职工", amount_yuan: 2000, ...row}
    }));
  const assistance = [
    ...given(20, 0, {record_type: "临时补助"}),
    ...given(7, 20, {record_type: "爱心扶助金"}),
    ...given(5, 30, {record_type: "建档帮扶"})
  ];
  const money = (await panelsOf({assistance}, "T08")).get("aid-money");
  expect(money?.title).toBe("截至6月末帮扶慰问支出 6.4 万元，其中临时补助 4 万元");
  expect(money?.table.rows.map(({cells}) => cells)).toEqual([
    ["合计", null, 6.4, "6月"],
    ["临时补助", "20 笔", 4, "6月"],
    ["其余类别", null, 2.4, "6月"]
  ]);
  expect(
    (await panelsOf({assistance: given(9, 0, {record_type: "临时补助"})}, "T08")).get("aid-money")
  ).toBeUndefined();
});

test("a month without a report stands in the picture as a gap, and is named", async () => {
  const of = (stat_month: string, online_cases: number) => ({
    ...{system_name: "智慧工会", stat_month, online_cases, total_cases: 100},
    avg_handle_days: 2
  });
  const panels = await panelsOf({digital: [of("2026-01", 60), of("2026-03", 70), of("2026-06", 80)]}, "T11");
  const online = panels.get("organisation-online");
  expect(online?.picture).toMatchObject({
    labels: ["1月", "2月", "3月", "4月", "5月", "6月"],
    series: [{values: [60, null, 70, null, null, 80]}, {values: [40, null, 30, null, null, 20]}]
  });
  expect(online?.note).toBe("2月、4月、5月没有填报，不在合计和平均中。");
  expect(online?.title).toContain("今年办理 300 件，线上 210 件（70.0 %）；平均 2 天办结");
});
