import {expect, test} from "vitest";
import {csvOf, keptRows, type Row, send, sendAccepted, sharedStore, withdraw} from "./store.ts";

// A clean file is checked in one pass, any other in several. What is kept must not depend on which it was.
const store = sharedStore();

// One alone in a file each, because a single odd cell sends a whole file the long way; without quotes for the same reason.
const SPELLINGS: Record<string, string[]> = {
  activity_id: ["Q0", " Q1", "Q2　"],
  activity_name: ["健步走", " 健步走　", "０１２"],
  organizer_unit_code: ["U01", " U02"],
  audience: ["全体", "全体;女教职工", " 全体 ； 工会干部 ", "全体、青年教职工", "全体;"],
  topic: ["", " ", "身心健康", "艺术美育 ", "　其他"],
  need_type: ["", " ", "压力舒缓；职业成长"],
  start_date: [
    "2026-03-12",
    "2026/3/12",
    "2026年3月12日",
    "20260312",
    " 2026.3.12",
    "46093",
    "２０２６-03-12",
    "2026-03-12　"
  ],
  actual_headcount: ["96", "096", "1，200", " 7", "９６", "12.0", "+5", "0"],
  cost_yuan: ["", "3500", "3，500.5", "￥12", "0.1 ", "１２．５", "0.12345"],
  outsourced: ["", " ", "是", "否", "√", "1", "0", " 是", "×", "Y"],
  batch_no: ["", " ", "3", " 3"]
};

/** The same rows with a column nobody knows, which is said, and so not passed over quickly. */
function theLongWay(csv: string): string {
  return csv.replaceAll("\n", ",天气\n");
}

async function keptOf(csv: string) {
  const sent = await send(store(), "activities", csv);
  if (sent.outcome !== "accepted") return {outcome: sent.outcome, counts: sent.counts, rows: []};
  const kept = await keptRows(store(), sent.submission_id);
  await withdraw(store(), sent.submission_id);
  // The quick pass keeps its own mark beside the rows; nobody reads it.
  return {outcome: sent.outcome, counts: sent.counts, rows: kept.map(({has_problem, ...row}) => row)};
}

async function keptBothWays(csv: string) {
  return [await keptOf(csv), await keptOf(theLongWay(csv))];
}

test.each(Object.entries(SPELLINGS))("%s is kept alike however it is spelt", async (name, spellings) => {
  const rows = spellings.map((spelling, at) => ({activity_id: `Q${at}`, [name]: spelling}));
  const together = await keptOf(theLongWay(csvOf("activities", rows)));
  const alone = [];
  for (const row of rows) alone.push(...(await keptOf(csvOf("activities", [row]))).rows);
  expect(alone).toHaveLength(spellings.length);
  expect(alone).toEqual(together.rows);
});

test("a thousand clean rows are kept alike and in their order", async () => {
  const rows = Array.from({length: 1000}, (_, at) => ({activity_id: `Q${at}`, cost_yuan: `${at}.25`, topic: "其他"}));
  const [quick, full] = await keptBothWays(csvOf("activities", rows));
  expect(quick).toEqual(full);
  expect(quick).toMatchObject({counts: {added: 1000}, rows: rows.map(({activity_id}) => ({activity_id}))});
});

test.each<[string, Row]>([
  ["a blank list that must be filled", {audience: "  "}],
  ["a list of nothing that must be filled", {audience: ";"}],
  ["a blank day that must be filled", {start_date: " "}],
  ["a blank word that must be filled", {status: "　"}],
  ["a word off the list", {topic: "健康"}],
  ["an unknown unit", {organizer_unit_code: "U9"}]
])("%s is refused both ways", async (_, change) => {
  const [quick, full] = await keptBothWays(csvOf("activities", [{activity_id: "Q1", ...change}]));
  expect(quick).toEqual(full);
  expect(quick).toMatchObject({outcome: "refused"});
});

test("a key twice is found both ways, far apart", async () => {
  const rows = Array.from({length: 3000}, (_, at) => ({activity_id: `Q${at % 2999}`}));
  const [quick, full] = await keptBothWays(csvOf("activities", rows));
  expect(quick).toEqual(full);
  expect(quick).toMatchObject({outcome: "refused", counts: {read: 3000, refused: 3000}});
});

test("what is passed over quickly is no less compared", async () => {
  const first = await sendAccepted(
    store(),
    "activities",
    csvOf("activities", [{activity_id: "Q1"}, {activity_id: "Q2"}])
  );
  const second = csvOf("activities", [
    {activity_id: "Q1"},
    {activity_id: "Q2", actual_headcount: "1"},
    {activity_id: "Q3"}
  ]);
  const [quick, full] = await keptBothWays(second);
  await withdraw(store(), first.submission_id);
  expect(quick).toEqual(full);
  expect(quick).toMatchObject({counts: {read: 3, added: 1, updated: 1, unchanged: 1}});
});
