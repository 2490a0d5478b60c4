import {expect, test} from "vitest";
import {shareOf} from "#app/format.ts";
import {measuresBy, measuresOf} from "#pipelines/completeness/measures.ts";
import {owingOf} from "#pipelines/completeness/owed.ts";
import {reminderOf, reminderToAll} from "#pipelines/completeness/reminder.ts";
import {setSetting} from "#pipelines/ledger/settings.ts";
import {reportZero} from "#pipelines/submissions/zero-report.ts";
import {basicStore, csvOf, sendAccepted} from "./store.ts";
import {at, cellIn, give, matrixOn, post, sendOn, stateOn} from "./completeness-store.ts";

const october = [post("N1", "U01", "2026-10-01")];

test("nothing is missing before the due day is over", async () => {
  const store = await basicStore();
  expect([await stateOn(store, "2026-11-05", "2026-10"), await stateOn(store, "2026-11-06", "2026-10")]).toEqual([
    "not-due 0",
    "missing 1"
  ]);
});

test.each([
  ["2026-11-05", "on-time 0"],
  ["2026-11-06", "late 1"]
])("sent by the unit on %s, due on the fifth: %s", async (day, state) => {
  const store = await basicStore();
  await sendOn(store, day, "media", october, "U01");
  expect(await stateOn(store, "2026-11-15", "2026-10")).toBe(state);
});

test("the due day ends at midnight in China", async () => {
  const send = async (now: string) => {
    const store = await basicStore();
    await sendAccepted(store, "media", csvOf("media", october), {unit: "U01", today: "2026-11-05", now});
    return stateOn(store, "2026-11-15", "2026-10");
  };
  expect([await send("2026-11-05T15:59:59.000Z"), await send("2026-11-05T16:00:00.000Z")]).toEqual([
    "on-time 0",
    "late 1"
  ]);
});

test("a later correction does not make a report late, and what is sent later is not there yet", async () => {
  const store = await basicStore();
  await sendOn(store, "2026-11-04", "media", october, "U01");
  await sendOn(store, "2026-11-12", "media", [post("N1", "U01", "2026-10-01", {title: "更正"})], "U01");
  expect(await stateOn(store, "2026-11-15", "2026-10")).toBe("on-time 0");
  expect(await stateOn(store, "2026-11-03", "2026-10")).toBe("not-due 0");
});

test("what the office alone sent is 代报; the unit's own file makes it the unit's", async () => {
  const store = await basicStore();
  await sendOn(store, "2026-11-04", "media", october);
  expect(await stateOn(store, "2026-11-15", "2026-10")).toBe("proxied 0");
  await sendOn(store, "2026-11-12", "media", [post("N2", "U01", "2026-10-02")], "U01");
  expect(await stateOn(store, "2026-11-15", "2026-10")).toBe("on-time 0");
});

test("returned stands until something is in its place; withdrawn is as if never sent", async () => {
  const store = await basicStore();
  const first = await sendOn(store, "2026-11-04", "media", october, "U01");
  await give(store, first, "return", "缺少阅读量");
  const matrix = await matrixOn(store, "2026-11-15");
  expect(cellIn(matrix, "media", "U01", "2026-10")).toMatchObject({
    state: "returned",
    days_late: 10,
    return_reason: "缺少阅读量",
    submission_ids: [first],
    row_count: 0
  });
  const second = await sendOn(
    store,
    "2026-11-08",
    "media",
    [post("N1", "U01", "2026-10-01", {read_count: "9"})],
    "U01"
  );
  expect(await stateOn(store, "2026-11-15", "2026-10")).toBe("late 3");
  await give(store, second, "withdraw");
  expect(await stateOn(store, "2026-11-15", "2026-10")).toBe("returned 10");
});

test("a plan of what is to come reports nothing that has not begun", async () => {
  const store = await basicStore();
  const planned = [
    {activity_id: "A9", status: "计划", start_date: "2026-10-20", end_date: "2026-10-20", actual_headcount: "0"}
  ];
  await sendOn(store, "2026-09-20", "activities", planned, "U01");
  expect(cellIn(await matrixOn(store, "2026-11-15"), "activities", "U01", "2026-10")?.state).toBe("missing");
});

test("a zero report counts, late or not, and a file takes its place", async () => {
  const store = await basicStore();
  const zero = {
    dataset: "media",
    unit: "U01",
    account: null,
    month: "2026-10",
    today: "2026-11-07",
    now: at("2026-11-07")
  };
  await reportZero(store.dir, store.ledger, zero);
  expect(await stateOn(store, "2026-11-15", "2026-10")).toBe("zero 2");
  await sendOn(store, "2026-11-09", "media", october, "U01");
  expect(await stateOn(store, "2026-11-15", "2026-10")).toBe("late 2");
});

test("only second-level unions owe, in months in which they exist", async () => {
  const store = await basicStore();
  const list = [{unit_code: "U01"}, {unit_code: "U02"}, {unit_code: "U03"}, {unit_code: "U04", union_set_up: "未设置"}];
  await sendAccepted(store, "units", csvOf("units", list), {asOf: "2026-09-30", today: "2026-10-03"});
  const states = await Promise.all(
    ["2026-08", "2026-09"].flatMap((month) => ["U03", "U04"].map((unit) => stateOn(store, "2026-11-15", month, unit)))
  );
  expect(states).toEqual(["not expected", "not expected", "missing 41", "not expected"]);
});

test("a quarter is owed once, in its last month, and any month of it will do", async () => {
  const store = await basicStore();
  await sendOn(store, "2026-10-10", "meetings", [{meeting_id: "M1", unit_code: "U01", held_date: "2026-07-20"}], "U01");
  const matrix = await matrixOn(store, "2026-11-15");
  expect(["2026-07", "2026-08", "2026-09"].map((month) => cellIn(matrix, "meetings", "U01", month)?.state)).toEqual([
    undefined,
    undefined,
    "on-time"
  ]);
});

test("the office owes its own lists, and a month without a list of its own is missing", async () => {
  const {cells} = await matrixOn(await basicStore(), "2026-11-15");
  const owed = (month: string) =>
    cells
      .filter((cell) => cell.unit_code === null && cell.month === month)
      .map(({dataset, state}) => `${dataset} ${state}`);
  expect(owed("2026-01")).toEqual(["welfare missing", "proposals missing", "digital missing", "procurement missing"]);
  // Lists are due by the quarter; the basic ones of January were sent on the day asked for.
  expect(owed("2026-03").slice(0, 3)).toEqual(["units late", "members late", "clubs missing"]);
});

test("the office may set another due day, and the last one set counts", async () => {
  const store = await basicStore();
  await sendOn(store, "2026-11-08", "media", october, "U01");
  for (const value of [7, 8])
    await store.ledger.transaction((tx) => setSetting(tx, {name: "due-day/media", value, now: at("2026-11-01")}));
  expect(await stateOn(store, "2026-11-15", "2026-10")).toBe("on-time 0");
});

test("rates are sums divided once, over what was due", async () => {
  const store = await basicStore();
  await sendOn(store, "2026-11-04", "media", [...october, post("N2", "U01", "2026-11-02")], "U01");
  await sendOn(store, "2026-11-09", "media", [post("N3", "U02", "2026-10-03")], "U02");
  const {cells} = await matrixOn(store, "2026-11-15");
  const media = cells.filter(({dataset, month}) => dataset === "media" && month >= "2026-09" && month <= "2026-11");
  const all = measuresOf(media);
  expect(all).toMatchObject({asked: 6, reported: 3, due: 4, reported_of_due: 2, on_time: 1, missing: 2, waiting: 3});
  expect([shareOf(all.reported_of_due, all.due), shareOf(all.on_time, all.due), shareOf(0, 0)]).toEqual([50, 25, null]);
  const byUnit = measuresBy(media, ({unit_code}) => unit_code!);
  expect([...byUnit].map(([unit, {on_time, reported_of_due}]) => [unit, on_time, reported_of_due])).toEqual([
    ["U01", 1, 1],
    ["U02", 0, 1]
  ]);
});

test("who owes most comes first, and the reminder says what, since when and why", async () => {
  const store = await basicStore();
  for (const unit of ["U01", "U02"]) {
    for (const dataset of ["activities", "participation", "assistance", "progress"]) {
      const zero = {dataset, unit, account: null, month: "2026-10", today: "2026-11-03", now: at("2026-11-03")};
      await reportZero(store.dir, store.ledger, zero);
    }
  }
  await give(store, await sendOn(store, "2026-11-04", "media", october, "U01"), "return", "缺少阅读量");
  const matrix = await matrixOn(store, "2026-11-15");
  const sinceSeptember = {
    ...matrix,
    cells: matrix.cells.filter(
      ({unit_code, dataset, month}) =>
        unit_code !== null && ((dataset === "media" && month >= "2026-09") || month === "2026-10")
    )
  };
  const trimmed = sinceSeptember.cells.filter((cell) => !(cell.unit_code === "U02" && cell.month === "2026-09"));
  const owing = owingOf({...matrix, cells: trimmed});
  expect(owing.map(({unit_code, count, days}) => [unit_code, count, days])).toEqual([
    ["U01", 2, 41],
    ["U02", 1, 10]
  ]);
  expect(reminderOf(owing[0]!, {on: "2026-11-15", address: "http://localhost:3000"})).toBe(
    [
      "【报送提醒】示例学院工会：",
      "您好！截至2026年11月15日，贵单位还有 2 份数据待报送：",
      "1. 理论成果与宣传台账：9月（应于10月5日前报送，已逾期 41 天）；10月（已退回：缺少阅读量，应于11月5日前报送，已逾期 10 天）",
      "请登录 http://localhost:3000/submissions?unit=U01 上传；当月没有发生的，点“零报告”即可。",
      "如已报送，请忽略本提醒。感谢支持！",
      "校工会办公室"
    ].join("\n")
  );
  const all = reminderToAll(owing, {on: "2026-11-15", address: "http://localhost:3000"});
  expect(all).toContain("还有 2 个单位共 3 份数据待报送");
  expect(all).toContain("■ 第二学院工会（1 份）\n1. 理论成果与宣传台账：10月（应于11月5日前报送，已逾期 10 天）");
});

test("where nobody owes anything the reminder says so", () => {
  expect(reminderToAll([], {on: "2026-11-15", address: ""})).toBe(
    "【报送提醒】各二级单位工会：截至2026年11月15日，应报送的数据均已报送。感谢支持！"
  );
});

test("what was returned before its due day is to be sent again, and no debt yet", async () => {
  const store = await basicStore();
  await give(
    store,
    await sendOn(store, "2026-11-04", "media", [post("N1", "U01", "2026-11-01")], "U01"),
    "return",
    "改"
  );
  const matrix = await matrixOn(store, "2026-11-15");
  const owing = owingOf({...matrix, cells: matrix.cells.filter(({month}) => month === "2026-11")});
  expect(owing.map(({unit_code, count, returned}) => [unit_code, count, returned])).toEqual([["U01", 0, 1]]);
  expect(reminderOf(owing[0]!, {on: "2026-11-15", address: ""})).toContain("贵单位还有 1 份被退回、待重报：");
});
