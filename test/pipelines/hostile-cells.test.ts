import {expect, test} from "vitest";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {inventedMobile} from "./invented-numbers.ts";
import {basicStore, csvOf, type Row, send, sendAccepted} from "./store.ts";

const activity = (at: number, row: Row = {}) => ({activity_id: `N${at}`, organizer_unit_code: "U01", ...row});
const rowsOf = (count: number, row: (at: number) => Row) =>
  csvOf(
    "activities",
    Array.from({length: count}, (_, at) => activity(at, row(at)))
  );

/** What is said of a refused file. A check whose time grows with the square of what was sent does not end in a test's time. */
async function refused(csv: string, store?: Awaited<ReturnType<typeof basicStore>>) {
  const kept = store ?? (await basicStore());
  const outcome = await send(kept, "activities", csv, {isDryRun: true});
  if (outcome.outcome !== "refused") throw new Error(outcome.outcome);
  return outcome;
}

test("of very many codes that no unit has, those that are shown get a suggestion", async () => {
  const store = await basicStore();
  const units = Array.from({length: 36}, (_, at) => ({
    unit_code: `U${String(at + 1).padStart(2, "0")}`,
    unit_name: `第${at + 1}学院机关后勤联合工会`
  }));
  await sendAccepted(store, "units", csvOf("units", units), {asOf: "2026-01-02"});
  const code = (at: number) => (at % 150 === 0 ? "第36学院后勤" : `第${at}系`);
  const {findings} = await refused(
    rowsOf(10_000, (at) => ({organizer_unit_code: code(at)})),
    store
  );
  expect(findings.blocking).toBe(10_000);
  const suggested = findings.shown.flatMap((finding) => ("suggestion" in finding ? [finding] : []));
  expect(suggested).toMatchObject([
    {value: "第36学院后勤", suggestion: "U36（第36学院机关后勤联合工会）", place: {row: 2}},
    {value: "第36学院后勤", suggestion: "U36（第36学院机关后勤联合工会）", place: {row: 152}}
  ]);
});

const LONG = "文".repeat(300_000);

test("a cell of pages is repeated by its beginning, without a suggestion", async () => {
  const outcome = await refused(rowsOf(10, () => ({category: LONG, audience: `全体；${LONG}`.slice(0, 40_000)})));
  const shown = outcome.findings.shown.filter(({code}) => code === "cell/enum");
  expect(shown).toHaveLength(20);
  expect(shown.every((each) => "value" in each && each.value.length === 2000)).toBe(true);
  expect(shown.some((each) => "suggestion" in each && each.suggestion !== undefined)).toBe(false);
  expect(JSON.stringify(outcome).length).toBeLessThan(2_000_000);
});

test("what stands far behind the beginning of a cell is judged all the same", async () => {
  const words = "读".repeat(5000);
  const {findings} = await refused(
    rowsOf(1, () => ({activity_name: `${words}${inventedMobile()}`, topic: `身心健康${" ".repeat(5000)}x`}))
  );
  expect(findings.shown).toMatchObject([
    {code: "column/private", kind: "mobile"},
    {code: "cell/enum", place: {row: 2}}
  ]);
});

test("a long cell that was decoded wrongly gets no mended beginning as its suggestion", async () => {
  const damaged = "&#20581;&#24247;";
  const {findings} = await refused(rowsOf(2, (at) => ({activity_name: at === 0 ? damaged : damaged.repeat(500)})));
  expect(findings.shown.map((each) => ("suggestion" in each ? each.suggestion : undefined))).toEqual([
    "健康",
    undefined
  ]);
});

test("cells of very many small numbers, and of very many digits, are looked through in time", async () => {
  const long = ["1 ".repeat(400_000), "1".repeat(900_000)];
  const {findings, reading} = await refused(
    rowsOf(20, (at) => ({activity_name: long[at % 2], category: at % 2 ? "无" : "文艺"}))
  );
  expect(findings.shown.filter(({code}) => code === "cell/enum")).toHaveLength(20);
  const name = readContracts()
    .get("activities")!
    .fields.findIndex((field) => field.name === "activity_name");
  expect(reading?.found_rows.map(({cells, untold}) => [cells[name]?.length, untold.includes(name)])).toEqual(
    Array(20).fill([2000, true])
  );
});
