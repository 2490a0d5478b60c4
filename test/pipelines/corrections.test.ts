import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {readKeptCorrections} from "#pipelines/accepted/kept-corrections.ts";
import {type Correction, isSameList, readCorrections} from "#pipelines/files/corrections.ts";
import {deletePerson} from "#pipelines/retention/person.ts";
import {readSubmission} from "#pipelines/ledger/submission-entries.ts";
import {projectRoot} from "#pipelines/host/root.ts";
import {csvOf, basicStore, keptIn, keptRows, send, sendAccepted, sharedStore} from "./store.ts";
import {inventedMobile} from "./invented-numbers.ts";
import {contractOf} from "./csv.ts";
import {columnLetters} from "#pipelines/files/column-letters.ts";

const store = sharedStore();

/** The cell of a field in a file as the template makes it. */
function cellOf(dataset: string, field: string, row?: number): string {
  const at = contractOf(dataset).fields.findIndex(({name}) => name === field);
  return `${columnLetters(at)}${row ?? ""}`;
}

const activityCell = (field: string, row?: number) => cellOf("activities", field, row);

const FAULTY = csvOf("activities", [
  {activity_id: "B1", organizer_unit_code: "U01", category: "打球"},
  {activity_id: "B2", organizer_unit_code: "哪个学院"},
  {activity_id: "B3", organizer_unit_code: "哪个学院"},
  {activity_id: "B4", organizer_unit_code: "哪个学院", cost_yuan: "三百"}
]);
const CATEGORY = {cell: activityCell("category", 2), was: "打球", is: "体育健身"};
const UNITS = {cell: activityCell("organizer_unit_code"), was: "哪个学院", is: "U02"};
const COST = {cell: activityCell("cost_yuan", 5), was: "三百", is: "300"};
const MENDED: Correction[] = [CATEGORY, UNITS, COST];

async function dryRun(corrections: Correction[], content: string | Uint8Array = FAULTY, dataset = "activities") {
  const outcome = await send(store(), dataset, content, {corrections, isDryRun: true});
  if (outcome.outcome === "accepted" || outcome.outcome === "already-accepted") throw new Error("not a dry run");
  return outcome;
}

test("a cell and a whole column are corrected, and what was sent stays as it came", async () => {
  const own = await basicStore();
  const sent = await sendAccepted(own, "activities", FAULTY, {corrections: MENDED, account: "unit-U01"});
  expect(sent).toMatchObject({counts: {read: 4, added: 4}, corrected: 5});
  expect(await keptRows(own, sent.submission_id)).toMatchObject([
    {activity_id: "B1", organizer_unit_code: "U01", category: "体育健身"},
    {activity_id: "B2", organizer_unit_code: "U02"},
    {activity_id: "B3", organizer_unit_code: "U02"},
    {activity_id: "B4", organizer_unit_code: "U02", cost_yuan: "300.0000"}
  ]);
  const folder = join(own.dir.submissions, sent.submission_id);
  expect(readFileSync(join(folder, "original"), "utf8")).toBe(FAULTY);
  const submission = (await readSubmission(own.ledger, sent.submission_id))!;
  expect(submission.corrected_count).toBe(5);
  expect(readKeptCorrections(own.dir, submission)).toEqual([
    {...UNITS, column: "主办单位编码", field: "organizer_unit_code", count: 3},
    {...CATEGORY, column: "活动类别", field: "category", count: 1},
    {...COST, column: "支出（元）", field: "cost_yuan", count: 1}
  ]);
});

/** Of fixtures: what a person corrects in the file, and the rows that are kept then. */
interface Mended {
  corrections: Correction[];
  rows: Record<string, unknown>[];
}

const FIXTURES = join(projectRoot, "test", "fixtures", "submissions");
const mended = readdirSync(FIXTURES).filter((name) => existsSync(join(FIXTURES, name, "corrections.json")));

test.each(mended)("%s: what is refused as it came is taken once it is corrected", async (name) => {
  const own = await basicStore();
  const read = (file: string) => readFileSync(join(FIXTURES, name, file), "utf8");
  const {dataset, as_of: asOf} = JSON.parse(read("findings.json")) as {dataset: string; as_of?: string};
  const {corrections, rows} = JSON.parse(read("corrections.json")) as Mended;
  const input = readFileSync(
    join(
      FIXTURES,
      name,
      readdirSync(join(FIXTURES, name)).find((each) => /^input/.test(each))!
    )
  );
  expect(await send(own, dataset, input, {asOf})).toMatchObject({outcome: "refused"});
  const {submission_id} = await sendAccepted(own, dataset, input, {asOf, corrections});
  expect(await keptRows(own, submission_id)).toMatchObject(rows);
  expect(readFileSync(join(own.dir.submissions, submission_id, "original")).equals(input)).toBe(true);
});

test("a file without corrections keeps no list of them", async () => {
  const own = await basicStore();
  const {submission_id} = await sendAccepted(own, "activities", csvOf("activities", [{activity_id: "B1"}]));
  expect(existsSync(join(own.dir.submissions, submission_id, "corrections.json"))).toBe(false);
  expect((await readSubmission(own.ledger, submission_id))?.corrected_count).toBe(0);
});

test("a cell that was corrected by itself keeps its own text beside a correction of the whole column", async () => {
  const own = await basicStore();
  const one = {cell: activityCell("organizer_unit_code", 4), was: "哪个学院", is: "U01"};
  const {submission_id} = await sendAccepted(own, "activities", FAULTY, {corrections: [...MENDED, one]});
  expect((await keptRows(own, submission_id)).map((row) => row.organizer_unit_code)).toEqual([
    "U01",
    "U02",
    "U01",
    "U02"
  ]);
});

test("a corrected cell is checked like any other", async () => {
  const {outcome, findings} = await dryRun([CATEGORY, {...UNITS, is: "U09"}, {...COST, is: "-1"}]);
  expect(outcome).toBe("refused");
  expect(findings.shown.map((finding) => [finding.code, "value" in finding && finding.value])).toEqual([
    ["cell/reference", "U09"],
    ["cell/reference", "U09"],
    ["cell/range", "-1"],
    ["cell/reference", "U09"]
  ]);
});

test("a correction that meets another text than it was made for is named, and nothing is corrected", async () => {
  const before = await keptIn(store());
  const outcome = await send(store(), "activities", FAULTY, {corrections: [CATEGORY, {...COST, was: "四百"}]});
  expect(outcome).toMatchObject({
    outcome: "refused",
    corrected: 0,
    findings: {
      blocking: 1,
      shown: [{code: "cell/correction", place: {row: 5, cell: COST.cell}, value: "三百", was: "四百"}]
    }
  });
  expect(await keptIn(store())).toEqual(before);
});

test.each([
  ["below the last row", {...CATEGORY, cell: activityCell("category", 9)}],
  ["in the header", {...CATEGORY, cell: activityCell("category", 1)}],
  ["right of the last column", {...CATEGORY, cell: "ZZ2"}],
  ["of a text that stands nowhere in the column", {...UNITS, was: "别的学院"}]
])("a correction %s is named by its cell", async (_, correction) => {
  expect((await dryRun([correction])).findings.shown).toEqual([{code: "file/corrections", cells: [correction.cell]}]);
});

test("a file in which nothing is wrong is corrected too", async () => {
  const own = await basicStore();
  const content = csvOf("activities", [{activity_id: "B1", category: "体育健身"}]);
  const corrections = [{cell: activityCell("activity_id", 2), was: "B1", is: "B7"}];
  const {submission_id} = await sendAccepted(own, "activities", content, {corrections});
  expect(await keptRows(own, submission_id)).toMatchObject([{activity_id: "B7"}]);
});

test("cells are found behind a title, blank lines and line breaks, as the spreadsheet counts", async () => {
  const [header, ...lines] = FAULTY.trimEnd().split("\n");
  const content = `活动表,"两行的\n标题"\n\n${header}\n${lines.join("\n\n")}\n`;
  // Row 1 the title, 2 blank, 3 the header; a blank row after each of the data.
  const {outcome, reading} = await dryRun(
    [{...CATEGORY, cell: activityCell("category", 4)}, UNITS, {...COST, cell: activityCell("cost_yuan", 10)}],
    content
  );
  expect(outcome).toBe("acceptable");
  expect(reading?.found_rows.map(({row}) => row)).toEqual([4, 6, 8, 10]);
});

test("the same bytes with the same corrections are taken once, with others again", async () => {
  const own = await basicStore();
  const first = await sendAccepted(own, "activities", FAULTY, {corrections: MENDED});
  expect(await send(own, "activities", FAULTY, {corrections: [COST, CATEGORY, UNITS]})).toMatchObject({
    outcome: "already-accepted",
    submission_id: first.submission_id
  });
  expect(await send(own, "activities", FAULTY, {corrections: [{...COST, is: "400"}, CATEGORY, UNITS]})).toMatchObject({
    outcome: "accepted",
    counts: {updated: 1, unchanged: 3}
  });
  expect(await send(own, "activities", FAULTY)).toMatchObject({outcome: "refused"});
});

test("a dry run tells the rows in which something was found, as they stand in the file", async () => {
  const {reading} = await dryRun([]);
  const columns = reading!.columns.map(({field}) => field);
  const cells = (reading?.found_rows ?? []).map(({row, cells}) => [row, cells[columns.indexOf("organizer_unit_code")]]);
  expect(cells).toEqual([
    [2, "U01"],
    [3, "哪个学院"],
    [4, "哪个学院"],
    [5, "哪个学院"]
  ]);
  const corrected = await dryRun([CATEGORY]);
  expect(corrected.reading?.found_rows[0]).toMatchObject({row: 2, untold: []});
  expect(corrected.reading?.found_rows[0]?.cells[columns.indexOf("category")]).toBe("打球");
});

test("both rows that say the same are told", async () => {
  const content = csvOf("activities", [{activity_id: "B1"}, {activity_id: "B2"}, {activity_id: "B1"}]);
  expect((await dryRun([], content)).reading?.found_rows.map(({row}) => row)).toEqual([2, 4]);
});

test("a person's number is not corrected away, for the original would keep it", async () => {
  const number = inventedMobile(1);
  const content = csvOf("activities", [{activity_id: "B1", activity_name: `联系${number}`}]);
  const cell = activityCell("activity_name", 2);
  const {outcome, findings, reading} = await dryRun([{cell, was: `联系${number}`, is: "联系"}], content);
  expect(outcome).toBe("refused");
  expect(findings.shown).toMatchObject([{code: "column/private", kind: "mobile", count: 1}]);
  expect(JSON.stringify(reading)).not.toContain(number);
  const at = contractOf("activities").fields.findIndex(({name}) => name === "activity_name");
  expect(reading?.found_rows[0]?.untold).toContain(at);
});

test("what is corrected in a sensitive file is sealed like the file, and opens again", async () => {
  const own = await basicStore();
  const row = {record_id: "改正金丝雀", record_type: "困难建档", hardship_level: "相对困难", eligible_verified: "是"};
  const content = csvOf("assistance", [
    {...row, amount_yuan: "两千金丝雀", file_date: "2026-03-02", file_status: "在档"}
  ]);
  const corrections = [{cell: cellOf("assistance", "amount_yuan", 2), was: "两千金丝雀", is: "2000"}];
  const sent = await sendAccepted(own, "assistance", content, {corrections});
  const folder = join(own.dir.submissions, sent.submission_id);
  expect(readdirSync(folder).sort()).toEqual(["corrections.sealed", "original.sealed", "rows.sealed"]);
  for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name)).includes("金丝雀")).toBe(false);
  expect(readFileSync(own.dir.ledger).includes("金丝雀")).toBe(false);
  const submission = (await readSubmission(own.ledger, sent.submission_id))!;
  expect(readKeptCorrections(own.dir, submission)).toMatchObject(corrections);
  expect(await send(own, "assistance", content, {corrections})).toMatchObject({outcome: "already-accepted"});
});

test("the list of corrections is destroyed with the original", async () => {
  const own = await basicStore();
  const content = csvOf("participation", [{activity_id: "A1", person_id: "99999"}]);
  const corrections = [{cell: cellOf("participation", "person_id", 2), was: "99999", is: "00001"}];
  const {submission_id} = await sendAccepted(own, "participation", content, {corrections});
  const secret = "a secret of this test that is long enough";
  const request = {personId: "00001", secret, by: "命令行", now: "2026-11-15T06:00:00.000Z", isDryRun: false};
  await deletePerson(own.dir, own.ledger, {...request, on: "2026-12-31"});
  expect(readdirSync(join(own.dir.submissions, submission_id))).toEqual(["rows.parquet"]);
  expect((await readSubmission(own.ledger, submission_id))?.corrected_count).toBe(1);
  expect(await send(own, "participation", content, {corrections})).toMatchObject({outcome: "already-accepted"});
});

test.each([
  ["no list", "{}"],
  ["no JSON", "["],
  ["an address that is none", '[{"cell":"7","was":"a","is":"b"}]'],
  ["one cell twice", '[{"cell":"C7","was":"a","is":"b"},{"cell":"C7","was":"a","is":"c"}]'],
  ["one text of a column twice", '[{"cell":"C","was":"a","is":"b"},{"cell":"C","was":" a","is":"c"}]'],
  ["every blank of a column", '[{"cell":"C","was":" ","is":"b"}]'],
  ["a control character", '[{"cell":"C7","was":"a","is":"\\u0001"}]'],
  ["a text that is too long", JSON.stringify([{cell: "C7", was: "", is: "长".repeat(2001)}])],
  ["too many", JSON.stringify(Array.from({length: 2001}, (_, at) => ({cell: `C${at + 1}`, was: "", is: "1"})))]
])("%s is no list of corrections", (_, text) => {
  expect(readCorrections(text)).toBeUndefined();
});

test("a list is the same in any order, and what changes nothing is left out", () => {
  const list = readCorrections(
    '[{"cell":"C7","was":"a","is":"b"},{"cell":"B7","was":"a","is":"a"},{"cell":"C","was":"x","is":"y"}]'
  )!;
  expect(list.map(({cell}) => cell)).toEqual(["C", "C7"]);
  expect(isSameList(list, [...list].reverse())).toBe(true);
  expect(isSameList(list, list.slice(1))).toBe(false);
});

test("a correction meets the file's own characters, and may have other ones itself", async () => {
  const rows = csvOf("activities", [
    {activity_id: "B1", organizer_unit_code: "Ｕ９９"},
    {activity_id: "B2", organizer_unit_code: "Ｕ９９"}
  ]);
  const corrections = [{cell: activityCell("organizer_unit_code"), was: "Ｕ９９", is: "ｕ０1"}];
  const {outcome, findings} = await dryRun(corrections, rows);
  expect(outcome).toBe("acceptable");
  expect(findings.shown[0]).toMatchObject({
    code: "cell/plain-characters",
    values: [{value: "ｕ０1", taken: "U01"}]
  });
});
