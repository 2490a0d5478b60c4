import {expect, test} from "vitest";
import {type DatasetReach, readReach, shortfallOf} from "#pipelines/numbers/freshness.ts";
import {paceTowards, readKpiPeriods} from "#pipelines/numbers/kpi-period.ts";
import type {KpiPoint} from "#pipelines/numbers/kpis.ts";
import {kpiReadingOf} from "#pipelines/numbers/gauge-readings.ts";
import {kpiStatusOf} from "#pipelines/numbers/kpi-status.ts";
import {isTargetLow} from "#pipelines/numbers/low-target.ts";
import {kpiPaceWordsOf, measureWordsOf} from "#pipelines/numbers/measure-words.ts";
import {ownMonthOf} from "#pipelines/numbers/own-month.ts";
import {measuredByOf} from "#pipelines/plan/measured-by.ts";
import {settlePlan} from "#pipelines/plan/settled-plan.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {memoryWarehouse} from "../kpis/memory-warehouse.ts";

const plan = settlePlan(readPlan(2026)!, {assignments: [], setTargets: []});
const kpi = (code: string) => plan.kpis.find((row) => row.code === code)!;
const point = (month: number, numerator: number | null, denominator: number | null = null): KpiPoint => ({
  month: `2026-${String(month).padStart(2, "0")}-01`,
  value: numerator === null ? null : denominator === null ? numerator : (numerator / denominator) * 100,
  numerator,
  denominator
});

test("a month is whole when its data, or a file that speaks for its end, have come", async () => {
  const reach = new Map<string, DatasetReach>([
    ["awards", {fresh_to: "2026-10-30", as_of: "2026-11-12"}],
    ["members", {fresh_to: "2026-09-30", as_of: "2026-09-30"}]
  ]);
  expect(shortfallOf("awards.stage;members.unit_code", reach, "2026-11")).toBe("2026-10-30");
  expect(shortfallOf("awards.stage;members.unit_code", reach, "2026-10")).toBeUndefined();
  // A number of lists alone has come as far as its list.
  expect(shortfallOf("members.unit_code", reach, "2026-10")).toBe("2026-09-30");
  expect(shortfallOf("members.unit_code", reach, "2026-09")).toBeUndefined();
  const db = await memoryWarehouse({media: [{as_of: "2026-05-31", rows: [{publish_date: "2026-05-20"}]}]});
  expect(shortfallOf("media.title", await readReach(db, "2026-05"), "2026-05")).toBeUndefined();
  expect(shortfallOf("media.title", await readReach(db, "2026-06"), "2026-06")).toBe("2026-05-20");
});

test("a month of its own is told beside a sum that hides it", () => {
  const series = [point(2, 380, 400), point(3, 599, 684)];
  const rate = {unit: "%", isSensitive: false};
  expect(ownMonthOf(series, "2026-03-01", rate)).toEqual({
    value: (219 / 284) * 100,
    numerator: 219,
    denominator: 284,
    of: "本月"
  });
  expect(ownMonthOf([point(1, 50, 50)], "2026-01-01", rate)?.value).toBe(100);
  // Nobody's birthday is in it.
  expect(ownMonthOf([point(2, 10, 10), point(3, 10, 10)], "2026-03-01", rate)).toBeUndefined();
});

test("a sensitive rate is told by the quarter, and only where enough people stand in it", () => {
  const days = {unit: "天", isSensitive: true};
  const series = [point(3, 200, 10), point(6, 350, 21), point(9, 352, 40)];
  expect(ownMonthOf(series, "2026-06-01", days)).toMatchObject({value: 150 / 11, of: "本季"});
  expect(ownMonthOf(series, "2026-05-01", days)).toBeUndefined();
  expect(ownMonthOf(series, "2026-09-01", days)).toBeUndefined();
  expect(ownMonthOf([point(3, 200, 10), point(6, 300, 19)], "2026-06-01", days)).toBeUndefined();
  expect(ownMonthOf([point(3, null), point(6, 300, 19)], "2026-06-01", days)).toBeUndefined();
});

test("a target of ours passed long before the year's end is low; the document's own never is", () => {
  const at = (code: string, series: KpiPoint[], month: string, on: string) =>
    isTargetLow(kpi(code), series, {
      month,
      on,
      period: {pace: code === "K06" ? "level" : "linear", start_on: "2026-01-01", due_on: "2026-12-31"}
    });
  expect(at("K27", [point(5, 25)], "2026-05-01", "2026-05-31")).toBe(true);
  expect(at("K27", [point(5, 24)], "2026-05-01", "2026-05-31")).toBe(false);
  expect(at("K27", [point(12, 30)], "2026-12-01", "2026-12-10")).toBe(false);
  expect(at("K34", [point(5, 9)], "2026-05-01", "2026-05-31")).toBe(false);
  expect(at("K47", [point(5, 99)], "2026-05-01", "2026-05-31")).toBe(false);
  // A mean may lie above its target for a month by chance.
  const reads = [point(3, 490), point(4, 510), point(5, 520), point(6, 530)];
  expect(at("K06", reads, "2026-05-01", "2026-05-31")).toBe(false);
  expect(at("K06", reads, "2026-06-01", "2026-06-30")).toBe(true);
});

test("a KPI of one deliverable has its days, any other the year's; an owner's report speaks for its month", async () => {
  const db = await memoryWarehouse({
    progress: [
      {
        deliverable_code: "T02-03",
        unit_code: "U01",
        report_month: "2026-10",
        status: "进行中",
        percent_done: 70,
        planned_finish_date: "2026-11-30"
      }
    ]
  });
  const periodOf = await readKpiPeriods(db, plan, {month: "2026-11-01", on: "2026-11-28"});
  expect(periodOf(kpi("K04"))).toEqual({
    pace: "linear",
    // Nobody could work on it before the plan was issued.
    start_on: "2026-03-12",
    due_on: "2026-11-30",
    told_to: "2026-10-31",
    is_final: false
  });
  // 88.6 % were due by the end of October, not 99.2 % by the day that is looked at.
  expect(kpiStatusOf(kpi("K04"), 70, periodOf(kpi("K04")), {on: "2026-11-28"})).toEqual({
    status: "滞后",
    rule: "比序时进度慢 18.6 个百分点，超过 10 个百分点"
  });
  expect(periodOf(kpi("K05"))).toMatchObject({due_on: "2026-12-31"});
});

test("a KPI that measures one of its deliverables alone is late with it", async () => {
  const db = await memoryWarehouse({
    progress: [
      {
        deliverable_code: "T08-10",
        unit_code: "U01",
        report_month: "2026-10",
        status: "进行中",
        percent_done: 50,
        planned_finish_date: "2026-10-31"
      }
    ]
  });
  const period = (await readKpiPeriods(db, plan, {month: "2026-11-01", on: "2026-11-28"}))(kpi("K40"));
  expect(period).toMatchObject({due_on: "2026-10-31", is_final: false});
  expect(kpiStatusOf(kpi("K40"), 10, period, {on: "2026-11-28"})?.status).toBe("逾期");
});

test("once its event was held, a rate is a result and not late", async () => {
  const held = {
    activity_id: "A1",
    deliverable_codes: "T06-07",
    status: "已完成",
    start_date: "2026-07-06",
    end_date: "2026-07-31",
    organizer_unit_code: "U01"
  };
  const judged = async (status: string) => {
    const db = await memoryWarehouse({activities: [{...held, status}]});
    const period = (await readKpiPeriods(db, plan, {month: "2026-09-01", on: "2026-09-30"}))(kpi("K31"));
    return kpiStatusOf(kpi("K31"), 88.6, period, {on: "2026-09-30"});
  };
  expect(await judged("已完成")).toEqual({status: "正常", rule: "结果已定，达到目标的 98.4%，不再变化"});
  expect((await judged("计划"))?.status).toBe("逾期");
});

test("a KPI of several parts is late with each of them, and one that was reached is not late", () => {
  const year = {start_on: "2026-01-01", due_on: "2026-12-31"};
  const once = {pace: "once" as const, ...year};
  expect(kpiStatusOf(kpi("K45"), 66.7, once, {on: "2026-11-15", overdue: 1})).toEqual({
    status: "滞后",
    rule: "按期限考核，含 1 项逾期"
  });
  expect(kpiStatusOf(kpi("K45"), 66.7, once, {on: "2026-11-15"})?.status).toBe("正常");
  expect(kpiStatusOf(kpi("K31"), 90, {...once, due_on: "2026-08-31"}, {on: "2026-09-30"})).toEqual({
    status: "正常",
    rule: "已达到目标"
  });
});

test("people who come by the batch are due by the batch, as the batches are", async () => {
  const periodOf = await readKpiPeriods(await memoryWarehouse({}), plan, {month: "2026-06-01", on: "2026-06-30"});
  const judged = (value: number, on: string) => kpiStatusOf(kpi("K22"), value, periodOf(kpi("K22")), {on})?.status;
  // 29 of 120 would be due on 31 March, were they to come one by one.
  expect(judged(0, "2026-03-31")).toBe("正常");
  expect(judged(0, "2026-04-30")).toBe("滞后");
  expect(judged(34, "2026-06-30")).toBe("正常");
  expect(paceTowards(kpi("K22"), 120, periodOf(kpi("K22")), "2026-06-30")).toBe(30);
  expect(kpiPaceWordsOf(plan, kpi("K22"))).toBe("按序时进度考核，每 30 人算一批，按整批比");
  expect(kpiPaceWordsOf(plan, kpi("K21"))).toBe("按序时进度考核");
});

test("birthdays are not judged by the target that comes of the festivals' limit", () => {
  const {gauges} = measuredByOf(plan, "T04-03");
  const year = {pace: "level" as const, start_on: "2026-01-01", due_on: "2026-12-31", on: "2026-11-28"};
  // From 250 to 300 yuan, which is all that the province allows: 20 %, where the festivals' 22 % cannot be reached.
  const readings = gauges.map((gauge) => gauge.by === "kpi" && kpiReadingOf(gauge, 20, year));
  expect(readings).toEqual([{progress: 100, expected: 100}]);
});

test("measure and pace are said in words", () => {
  const words = (code: string, times: number | null, value: number | null) =>
    measureWordsOf(measuredByOf(plan, code), {
      valueOf: () => value,
      times,
      start_on: "2026-01-01",
      due_on: "2026-12-31",
      on: "2026-11-28"
    });
  expect(words("T07-06", 3, null)).toBe("按场次：全年 4 场，到这一天应办 3 场，已办 3 场；按序时进度考核");
  expect(words("T01-04", 0, null)).toBe("按场次：办 1 场即完成，已办 0 场；按期限考核");
  expect(words("T09-03", null, 0)).toBe(
    "按指标 K43 群众性创新创造成果数（五小）：目标 2 项（本地设定），现 0 项；按序时进度考核"
  );
  expect(words("T11-06", null, null)).toBe(
    "按指标 K47 会员入会率：目标 98 %（本地设定），还没有数据；按指标 K48 会员信息完整率：目标 98 %（本地设定），还没有数据；全年都应达标"
  );
  expect(words("T04-08", null, 34)).toContain(
    "K22 “微休养”参加人数：目标 120 人（本地设定），每 30 人算一批，按整批比，现 34 人；按序时"
  );
  expect(words("T02-01", null, null)).toBe("按填报的完成比例；按序时进度考核");
});
