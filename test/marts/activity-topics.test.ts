import {expect, test} from "vitest";
import {readKpiSeries, readKpiUnitMonths} from "#pipelines/numbers/kpis.ts";
import {readComingActivities, readHeldActivities} from "#pipelines/topics/activity-lists.ts";
import {readAudienceWork, readCategoryWork, readMonthWork} from "#pipelines/topics/activity-work.ts";
import {readClubYears} from "#pipelines/topics/clubs.ts";
import {readFormWork, readNeedMonths, readOrderedWork} from "#pipelines/topics/health-services.ts";
import {kpi, memoryWarehouse} from "../kpis/memory-warehouse.ts";

const march = {month: "2026-03-01", on: "2026-03-31"};
const members = [{as_of: "2026-01-01", rows: [{person_id: "P1", unit_code: "U01"}]}];
const held = {
  organizer_unit_code: "U01",
  category: "体育健身",
  start_date: "2026-03-10",
  actual_headcount: 10,
  status: "已完成"
};

test("an activity counts in the month in which it ends, once it is finished, in its own year", async () => {
  const db = await memoryWarehouse({
    members,
    activities: [
      {...held, start_date: "2026-02-27", end_date: "2026-03-01", cost_yuan: 100},
      {...held, start_date: "2026-02-27", end_date: "2026-02-28", organizer_unit_code: "U02", actual_headcount: 5},
      {...held, category: "文化艺术"},
      {...held, status: "计划", actual_headcount: 0},
      {...held, status: "取消", actual_headcount: 0},
      {...held, start_date: "2026-03-31", end_date: "2026-04-01"},
      {...held, start_date: "2025-12-30", end_date: "2025-12-31"}
    ]
  });
  const lines = async (unit?: string) =>
    (await readMonthWork(db, {...march, unit})).map(
      (each) => `${each.month} ${each.category} ${each.activities} ${each.attendances} ${each.cost_yuan} ${each.costed}`
    );
  expect(await lines()).toEqual([
    "2026-02-01 体育健身 1 5 0 0",
    "2026-03-01 体育健身 1 10 100 10",
    "2026-03-01 文化艺术 1 10 0 0"
  ]);
  expect(await lines("U02")).toEqual(["2026-02-01 体育健身 1 5 0 0"]);
  expect(await readMonthWork(await memoryWarehouse({members}), march)).toEqual([]);
});

test("satisfaction weighs by attendances; what names no satisfaction, sign-ups or cost stays out of its own share only", async () => {
  const db = await memoryWarehouse({
    members,
    activities: [
      {...held, actual_headcount: 30, registered_count: 40, satisfaction_avg: 90, cost_yuan: 300, outsourced: true},
      {...held, actual_headcount: 10, satisfaction_avg: 70, outsourced: false, cost_yuan: 50},
      {...held, actual_headcount: 60}
    ]
  });
  expect(await readCategoryWork(db, march)).toEqual([
    {
      category: "体育健身",
      activities: 3,
      attendances: 100,
      cost_yuan: 350,
      costed: 40,
      satisfaction_sum: 3400,
      rated: 40,
      registered: 40,
      came: 30,
      outsourced: 1,
      outsourced_yuan: 300
    }
  ]);
});

test("an activity for two audiences stands under both, named twice under one only once", async () => {
  const db = await memoryWarehouse({
    members,
    activities: [
      {...held, audience: ["青年教职工", "女教职工", "女教职工"]},
      {...held, audience: ["青年教职工"], start_date: "2026-01-10"}
    ]
  });
  expect(
    (await readAudienceWork(db, march)).map(({audience, month, activities}) => [audience, month, activities])
  ).toEqual([
    ["女教职工", "2026-03-01", 1],
    ["青年教职工", "2026-01-01", 1],
    ["青年教职工", "2026-03-01", 1]
  ]);
});

test("held activities of a category are listed with the newest first, by the month's end", async () => {
  const db = await memoryWarehouse({
    members,
    activities: [
      {...held, activity_name: "托管一期", category: "子女托管", start_date: "2026-02-01", registered_count: 12},
      {...held, activity_name: "联谊", category: "联谊交友", start_date: "2026-03-31"},
      {...held, activity_name: "亲子", category: "亲子", start_date: "2026-04-01"},
      {...held, activity_name: "健步行"}
    ]
  });
  const listed = await readHeldActivities(db, march, ["子女托管", "联谊交友", "亲子"]);
  expect(listed.map((each) => [each.activity_name, each.registered_count])).toEqual([
    ["联谊", null],
    ["托管一期", 12]
  ]);
  expect(await readHeldActivities(db, {...march, unit: "U02"}, ["子女托管"])).toEqual([]);
});

test("what is still to come is of the task and the year; a day that has passed is named so", async () => {
  const planned = {...held, status: "计划", actual_headcount: 0, deliverable_codes: ["T05-07", "T06-03"]};
  const db = await memoryWarehouse({
    members,
    activities: [
      {...planned, activity_name: "登山", start_date: "2026-12-05"},
      {...planned, activity_name: "今天", start_date: "2026-03-31"},
      {...planned, activity_name: "昨天", start_date: "2026-03-30"},
      {...planned, activity_name: "夜跑", status: "延期", start_date: "2026-02-01", organizer_unit_code: "U02"},
      {...planned, activity_name: "明年", start_date: "2027-01-05"},
      {...planned, activity_name: "别的任务", start_date: "2026-12-06", deliverable_codes: ["T04-08"]},
      {...planned, activity_name: "取消", status: "取消", start_date: "2026-12-07"}
    ]
  });
  const listed = async (task: string, unit?: string) =>
    (await readComingActivities(db, {...march, unit}, task)).map((each) =>
      [each.activity_name, each.deliverable_code, each.is_past].join(" ")
    );
  expect(await listed("T05")).toEqual([
    "夜跑 T05-07 true",
    "昨天 T05-07 true",
    "今天 T05-07 false",
    "登山 T05-07 false"
  ]);
  expect(await listed("T06", "U02")).toEqual(["夜跑 T06-03 true"]);
});

test("clubs that lack something come first, and as many have their 1+N as the KPI counts", async () => {
  const of = (club_code: string, club_role: string, count: number) =>
    Array.from({length: count}, () => ({...held, club_code, club_role}));
  const club = {club_type: "体育", status: "正常"};
  const db = await memoryWarehouse({
    members,
    clubs: [
      {...club, club_code: "C01"},
      {...club, club_code: "C02"},
      {...club, club_code: "C03", status: "暂停"},
      {...club, club_code: "C04"}
    ],
    activities: [
      ...of("C01", "品牌活动", 1),
      ...of("C01", "支撑活动", 2),
      ...of("C02", "支撑活动", 3),
      ...of("C03", "品牌活动", 1),
      ...of("C03", "支撑活动", 2)
    ]
  });
  const clubs = await readClubYears(db, march);
  expect(clubs.map((each) => [each.club_code, each.brand_count, each.support_count, each.is_complete])).toEqual([
    ["C04", 0, 0, false],
    ["C02", 0, 3, false],
    ["C01", 1, 2, true],
    ["C03", 1, 2, false]
  ]);
  const [point] = (await readKpiSeries(db, "K25")).filter(({month}) => month === march.month);
  expect(point?.numerator).toBe(clubs.filter(({is_complete}) => is_complete).length);
});

const health = {...held, category: "心理健康", need_type: ["压力舒缓"], service_type: "健康咨询"};

test("a session for two needs stands under both, of whatever category, as the KPI counts", async () => {
  const db = await memoryWarehouse({
    members,
    activities: [
      {...health, need_type: ["压力舒缓", "情绪调适"]},
      {...health, start_date: "2026-01-05"},
      {...held, category: "其他", need_type: ["职业成长"], actual_headcount: 150},
      {...health, start_date: "2026-04-05"}
    ]
  });
  const needs = await readNeedMonths(db, march);
  expect(needs.map((each) => `${each.month} ${each.need} ${each.sessions} ${each.attendances}`)).toEqual([
    "2026-01-01 压力舒缓 1 10",
    "2026-03-01 压力舒缓 1 10",
    "2026-03-01 情绪调适 1 10",
    "2026-03-01 职业成长 1 150"
  ]);
  expect(await kpi(db, "K34", {month: "2026-03", segment: "核心需求=压力舒缓"})).toBe(2);
  expect(await kpi(db, "K34", {month: "2026-03", segment: "另列=职业成长（人次）"})).toBe(150);
});

test("forms are of health services only; orders are of every category", async () => {
  const db = await memoryWarehouse({
    members,
    activities: [
      {...health, service_mode: "点单式", satisfaction_avg: 80},
      {...health, service_type: undefined, service_mode: "统一组织"},
      {...held, category: "第二课堂", service_mode: "点单式"},
      {...held, category: "第二课堂", service_mode: "点单式", organizer_unit_code: "U02"}
    ]
  });
  const forms = await readFormWork(db, march);
  expect(forms.map((each) => [each.form, each.service_mode, each.sessions, each.satisfaction_sum, each.rated])).toEqual(
    [
      ["健康咨询", "点单式", 1, 800, 10],
      ["没有写形式", "统一组织", 1, 0, 0]
    ]
  );
  const orders = async (unit?: string) =>
    (await readOrderedWork(db, {...march, unit})).map((each) => `${each.category} ${each.activities}`);
  expect(await orders()).toEqual(["第二课堂 2", "心理健康 1"]);
  expect(await orders("U02")).toEqual(["第二课堂 1"]);
});

test("a KPI by unit and month reaches from January to the month asked for", async () => {
  const db = await memoryWarehouse({
    members,
    activities: [{...held, activity_id: "A1"}],
    participation: [{activity_id: "A1", person_id: "P1", attended: true}]
  });
  const rates = await readKpiUnitMonths(db, "K23", {month: march.month});
  expect(rates.map(({unit_code, month, value}) => [unit_code, month, value])).toEqual([
    ["U01", "2026-01-01", 0],
    ["U01", "2026-02-01", 0],
    ["U01", "2026-03-01", 100]
  ]);
});
