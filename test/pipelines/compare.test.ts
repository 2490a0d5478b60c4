import {expect, test} from "vitest";
import {findingLine} from "#pipelines/findings/finding-words.ts";
import {basicStore, csvOf, type Row, send, sendAccepted} from "./store.ts";

const linesOf = (outcome: Awaited<ReturnType<typeof send>>) =>
  "findings" in outcome ? outcome.findings.shown.map(findingLine) : [];

/** Each with a name of its own unless it is said. */
function activities(rows: Row[]): string {
  return csvOf(
    "activities",
    rows.map((row) => ({activity_name: `活动${row.activity_id}`, ...row}))
  );
}

test("before it is sent, a file's rows are told apart with examples, and every changed value is listed", async () => {
  const store = await basicStore();
  await sendAccepted(
    store,
    "activities",
    activities([
      {activity_id: "B1", actual_headcount: "20", outsourced: "否"},
      {activity_id: "B2", actual_headcount: "30"}
    ])
  );
  const outcome = await send(
    store,
    "activities",
    activities([
      {activity_id: "B1", actual_headcount: "25", outsourced: "是", end_date: "2026-04-19"},
      {activity_id: "B2", actual_headcount: "30"},
      {activity_id: "B3", actual_headcount: "40", activity_name: "另一场"}
    ]),
    {isDryRun: true}
  );
  expect(outcome).toMatchObject({
    outcome: "acceptable",
    counts: {added: 1, updated: 1, unchanged: 1},
    changes: {
      added: ["B3"],
      unchanged: ["B2"],
      updated: [
        {
          key: "B1",
          fields: [
            {title: "结束日期", before: null, after: "2026-04-19"},
            {title: "实际参加人次", before: "20", after: "25"},
            {title: "是否社会化承办", before: "否", after: "是"}
          ]
        }
      ]
    }
  });
});

test("people at an activity are named to whoever may see them", async () => {
  const store = await basicStore();
  const list = csvOf(
    "participation",
    ["00001", "00002"].map((person_id) => ({activity_id: "A1", person_id}))
  );
  const namesFor = async (unit?: string) => {
    const outcome = await send(store, "participation", list, {unit, isDryRun: true});
    return outcome.outcome === "acceptable" ? outcome.changes.names : outcome;
  };
  expect(await namesFor()).toEqual({
    "A1 + 00001": "示例健步行活动：00001 会员甲",
    "A1 + 00002": "示例健步行活动：00002 会员乙"
  });
  expect(await namesFor("U01")).toEqual({
    "A1 + 00001": "示例健步行活动：00001 会员甲",
    "A1 + 00002": "示例健步行活动：00002"
  });
});

test("who has left the unit is not named to it, and a key without a name stands as it is", async () => {
  const store = await basicStore();
  const moved = [
    {person_id: "00001", name: "会员甲", unit_code: "U02"},
    {person_id: "00002", name: "会员乙", unit_code: "U02"},
    {person_id: "00003", name: "会员丙", unit_code: "U02"}
  ];
  await sendAccepted(store, "members", csvOf("members", moved), {asOf: "2026-03-31"});
  const list = csvOf("participation", [{activity_id: "A1", person_id: "00001"}]);
  const outcome = await send(store, "participation", list, {unit: "U01", isDryRun: true});
  expect(outcome).toMatchObject({changes: {names: {"A1 + 00001": "示例健步行活动：00001"}}});
  const media = await send(store, "media", csvOf("media", [{item_id: "N1"}]), {isDryRun: true});
  expect(media.outcome === "acceptable" && media.changes).not.toHaveProperty("names");
});

test("the same activity under another number is a likely double, in one file and against earlier ones", async () => {
  const store = await basicStore();
  const walk = {activity_name: "春季健步行", start_date: "2026-04-20"};
  await sendAccepted(store, "activities", activities([{activity_id: "B1", ...walk}]));
  const outcome = await send(
    store,
    "activities",
    activities([
      {activity_id: "C1", ...walk},
      {activity_id: "C2", activity_name: "读书会", start_date: "2026-04-21"},
      {activity_id: "C3", activity_name: "读书会", start_date: "2026-04-21"},
      {activity_id: "C4", activity_name: "读书会", start_date: "2026-04-21", organizer_unit_code: "U02"}
    ])
  );
  expect(outcome.outcome).toBe("accepted");
  expect(linesOf(outcome)).toEqual([
    expect.stringMatching(/^第 2 行：疑似重复：编号“C1”与已收下的“B1”的活动名称、开始日期、主办单位编码都相同/),
    expect.stringMatching(/^第 4 行：疑似重复：编号“C3”与本文件的“C2”/)
  ]);
});

test("a correction under its own number is no double", async () => {
  const store = await basicStore();
  const row = {activity_id: "B1", activity_name: "春季健步行", start_date: "2026-04-20"};
  await sendAccepted(store, "activities", activities([row]));
  expect(linesOf(await send(store, "activities", activities([{...row, actual_headcount: "77"}])))).toEqual([]);
});

const eight = Array.from({length: 8}, (_, index) => ({activity_id: `B${index}`, cost_yuan: String(1000 + index)}));

test("a number beyond three times the unit's own past is said with its cell, other units' numbers being no measure", async () => {
  const store = await basicStore();
  await sendAccepted(
    store,
    "activities",
    activities([...eight, {activity_id: "D1", organizer_unit_code: "U02", cost_yuan: "90000"}])
  );
  const outcome = await send(
    store,
    "activities",
    activities([
      {activity_id: "E1", cost_yuan: "3021"},
      {activity_id: "E2", cost_yuan: "3022"},
      {activity_id: "E3", cost_yuan: "500000", organizer_unit_code: "U02"}
    ])
  );
  expect(outcome.outcome).toBe("accepted");
  expect(linesOf(outcome)).toEqual([
    expect.stringMatching(/^[A-Z]3 格（支出（元）），文件第 3 行：“3022”；应为：与以往相近；以往最大是 1007。/)
  ]);
});

test("seven values are no past", async () => {
  const store = await basicStore();
  await sendAccepted(store, "activities", activities(eight.slice(1)));
  expect(linesOf(await send(store, "activities", activities([{activity_id: "E1", cost_yuan: "99999"}])))).toEqual([]);
});

test("odd rows are placed right below rows that were passed over", async () => {
  const store = await basicStore();
  await sendAccepted(store, "activities", activities(eight));
  const [header = "", row = ""] = activities([{activity_id: "E1", cost_yuan: "50000"}]).split("\n");
  const blank = header.replace(/[^,]/g, "");
  const outcome = await send(
    store,
    "activities",
    `示例学院活动表${blank}\n${header}\n${blank}\n${row}\n合计${blank}\n`
  );
  expect(linesOf(outcome)).toEqual([expect.stringMatching(/^[A-Z]4 格（支出（元）），文件第 4 行：“50000”/)]);
});

const people = (count: number) =>
  csvOf(
    "members",
    Array.from({length: count}, (_, index) => ({person_id: `1${String(index).padStart(4, "0")}`}))
  );

test("a roster that lost a tenth of its people is taken, and said to be short", async () => {
  const store = await basicStore();
  await sendAccepted(store, "members", people(60), {asOf: "2026-03-01"});
  const outcome = await send(store, "members", people(53), {asOf: "2026-04-01"});
  expect(outcome).toMatchObject({outcome: "accepted", changes: {gone: {count: 7, of: 60}}});
  expect(linesOf(outcome)).toEqual([
    expect.stringMatching(/^整份名单：比上一期少了 7 条（上一期 60 条），如：10053、10054/)
  ]);
});

test("a few farewells are nothing to speak of", async () => {
  const store = await basicStore();
  await sendAccepted(store, "members", people(60), {asOf: "2026-03-01"});
  expect(linesOf(await send(store, "members", people(54), {asOf: "2026-04-01"}))).toEqual([]);
});
