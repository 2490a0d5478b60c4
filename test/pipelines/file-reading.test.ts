import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import type {FileReading} from "#pipelines/checks/file-reading.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {findingText} from "#pipelines/findings/finding-words.ts";
import {projectRoot} from "#pipelines/host/root.ts";
import type {Store} from "#pipelines/store/store.ts";
import type {Outcome} from "#pipelines/submissions/outcome.ts";
import {dryRunUnnamed} from "#pipelines/submissions/submissions.ts";
import {inventedId, inventedMobile} from "./invented-numbers.ts";
import {
  actorOf,
  basicStore,
  contractOf,
  csvOf,
  keptIn,
  piecesOf,
  send,
  sendAccepted,
  type Sending,
  sharedStore,
  withdraw
} from "./store.ts";
import {cellsOf, workbookOf} from "./workbooks.ts";

const store = sharedStore();
const TODAY = "2026-11-15";

interface Case {
  dataset: string;
  as_of?: string;
  unit?: string;
  columns?: Record<string, string>;
  encoding?: string;
  file_name?: string;
  findings: {code: string; cell?: string; value?: string; format?: string}[];
}

const folder = join(projectRoot, "test", "fixtures", "submissions");
const cases = readdirSync(folder).map((name) => {
  const expected = JSON.parse(readFileSync(join(folder, name, "findings.json"), "utf8")) as Case;
  const input = readdirSync(join(folder, name)).find((file) => file.startsWith("input."))!;
  const bytes = readFileSync(join(folder, name, input));
  return [name, {file_name: input, ...expected}, bytes, /\.xlsx?$/.test(input)] as const;
});
const inputOf = (name: string) => cases.find(([other]) => other === name)![2];
/** Of which nothing is read. */
const isNoTable = ([, {findings}]: (typeof cases)[number]) =>
  findings.some(({code}) => /^file\/(empty|encrypted|not-a-table|workbook-(old|locked))$/.test(code));

function unnamed(
  {dir, ledger}: Store,
  content: string | Uint8Array,
  {unit, asOf, fileName = "表.csv"}: Sending = {}
): Promise<Outcome> {
  return dryRunUnnamed(dir, ledger, {
    fileName,
    chunks: piecesOf(content),
    ...actorOf(unit),
    asOf,
    today: TODAY,
    now: `${TODAY}T04:00:00.000Z`
  });
}

function readingIn(outcome: Outcome): FileReading {
  if (!("reading" in outcome) || !outcome.reading) throw new Error(`${outcome.outcome} has no reading`);
  return outcome.reading;
}

const readingOf = async (content: string | Uint8Array, sending?: Sending) =>
  readingIn(await unnamed(store(), content, sending));

/** The dataset, or what the file may be. */
async function datasetsIn(content: string | Uint8Array, sending?: Sending): Promise<string | string[]> {
  const {dataset, candidates} = await readingOf(content, sending);
  return dataset ?? candidates;
}

/** Named by what a person said alone, so its headers tell nothing. */
const UNTOLD = ["columns-a-person-named"];

/** Rows that can be shown, under a header that nobody can read. */
const isMisread = ([, {findings}]: (typeof cases)[number]) => findings.some(({code}) => code === "file/misread");

/** Rows that can be shown, in a shape that nothing can be read from. */
const isOtherShape = ([, {findings}]: (typeof cases)[number]) =>
  findings.some(({code}) => /^file\/(blanks-between|turned|header-far)$/.test(code));

const tables = cases.filter((each) => !isNoTable(each) && !isMisread(each) && !isOtherShape(each));

test.each(cases.filter(isMisread))("%s: its header is told to be misread, named or not", async (_, expected, input) => {
  const {dataset, file_name: fileName} = expected;
  const told = {outcome: "refused", findings: {shown: [{code: "file/misread"}], blocking: 1}};
  const outcome = await unnamed(store(), input, {fileName});
  expect(outcome).toMatchObject(told);
  expect(readingIn(outcome).rows.length).toBeGreaterThan(0);
  expect(await send(store(), dataset, input, {fileName, isDryRun: true})).toMatchObject(told);
});

test.each(cases.filter(isOtherShape))("%s: its shape is told, named or not", async (_, expected, input) => {
  const {dataset, findings} = expected;
  const told = (code: string) => ({outcome: "refused", findings: {shown: [{code}], blocking: 1}});
  const [{code} = {code: ""}] = findings;
  const outcome = await unnamed(store(), input, {fileName: expected.file_name});
  // So far down a header is looked for only where the dataset is named.
  expect(outcome).toMatchObject(told(code === "file/header-far" ? "file/unrecognised" : code));
  expect(readingIn(outcome).rows.length).toBeGreaterThan(0);
  expect(await send(store(), dataset, input, {isDryRun: true})).toMatchObject(told(code));
});

test.each(cases.filter(isNoTable))(
  "%s: it is told what it is, whoever sends it to whatever",
  async (_, expected, input) => {
    const {dataset, file_name: fileName} = expected;
    const [{code, format} = {code: ""}] = expected.findings;
    const told = {outcome: "refused", findings: {shown: [format ? {code, format} : {code}], blocking: 1}};
    for (const unit of [undefined, "U01"]) {
      expect(await unnamed(store(), input, {unit, fileName})).toMatchObject({
        ...told,
        reading: {rows: [], candidates: []}
      });
      expect(await send(store(), dataset, input, {unit, fileName, isDryRun: true})).toMatchObject(told);
    }
    // A table that units do not send: what is none is still told first.
    expect(await send(store(), "members", input, {unit: "U01", fileName})).toMatchObject(told);
  }
);

test.each(tables)("%s: its bytes tell its dataset, encoding and rows", async (name, expected, input, isWorkbook) => {
  const before = await keptIn(store());
  const {dataset, unit, as_of: asOf, encoding, columns} = expected;
  const outcome = await unnamed(store(), input, {unit, asOf, fileName: expected.file_name});
  const reading = readingIn(outcome);
  expect(await keptIn(store())).toEqual(before);
  expect(reading.dataset).toBe(UNTOLD.includes(name) ? undefined : dataset);
  if (!isWorkbook && encoding) expect(reading.encoding).toBe(encoding);
  expect(reading.sheet === undefined).toBe(!isWorkbook);
  if (isWorkbook) expect(reading.sheets).toContain(reading.sheet);
  expect(reading.rows.length).toBeGreaterThan(0);
  if (columns) return;
  // Recognised and named, a file is read and judged the same.
  const named = await send(store(), dataset, input, {unit, asOf, fileName: expected.file_name, isDryRun: true});
  expect(named).toEqual(outcome);
  for (const {code, cell, value} of expected.findings) {
    // A split number's value stands in two cells.
    if (!cell || value === undefined || code === "column/private" || code === "cell/split") continue;
    const [, letters, row] = /^([A-Z]+)(\d+)$/.exec(cell)!;
    const at = reading.columns.findIndex((column) => column.letters === letters);
    // Further down than a preview goes.
    if (Number(row) > reading.rows.at(-1)!.row) continue;
    const cells = reading.rows.find((shown) => shown.row === Number(row))?.cells;
    expect(cells?.[at]?.trim(), `${cell} as it stands in the file`).toBe(value);
  }
});

test.each(cases.filter(([, {columns}]) => columns))("%s: the columns are what was said", async (_, expected, input) => {
  const {dataset, unit, as_of: asOf, columns = {}} = expected;
  const reading = readingIn(await send(store(), dataset, input, {unit, asOf, columns, isDryRun: true}));
  const fields = reading.columns.map(({field}) => field);
  for (const field of Object.values(columns)) if (field !== "") expect(fields).toContain(field);
  expect(reading.free_fields.filter(({name}) => fields.includes(name))).toEqual([]);
});

test("numbers of persons are covered, in whatever column and row they stand", async () => {
  for (const [name, {dataset}, input] of cases.filter(([each]) => /private/.test(each))) {
    const {findings} = await send(store(), dataset, input, {isDryRun: true})
      .then((outcome) => "findings" in outcome && outcome)
      .then((outcome) => outcome || Promise.reject(new Error(name)));
    expect(
      findings.shown.map(({code}) => code),
      name
    ).toContain("column/private");
    expect(JSON.stringify(await readingOf(input)), name).not.toMatch(/[0-9]{11}/);
  }
});

test("they are covered too where the file was refused before its rows were looked at", async () => {
  const [id, mobile] = [inventedId(), inventedMobile()];
  const lacking = await readingOf(`活动编号,工号,证件号码,备注\nA1,00001,1234567,电话 ${mobile}\nA1,00002,${id},\n`);
  expect(lacking).toMatchObject({
    dataset: "participation",
    rows: [
      {row: 2, cells: ["A1", "00001", "•••••••", `电话 ${"•".repeat(11)}`]},
      {row: 3, cells: ["A1", "00002", "•".repeat(17) + id.slice(17).replace(/\d/, "•"), ""]}
    ]
  });
  const unknown = await readingOf(`天气,身份证号\n晴,1234567\n${mobile},${id}\n`);
  expect(unknown.dataset).toBeUndefined();
  expect(JSON.stringify(unknown)).not.toMatch(/[0-9]{7}/);
});

test("what a person sees of a file: where its header is, what each column is, and the rows as they stand", async () => {
  const whole = await readingOf("签到名单,,,\n教工号,活动编号,实到,天气\n00001,A1,是,晴\n\n,,,\n合计,1,,\n");
  expect(whole).toMatchObject({
    dataset: "participation",
    candidates: [],
    encoding: "utf-8",
    header_row: 2,
    columns: [
      {header: "教工号", letters: "A", field: "person_id", title: "工号"},
      {header: "活动编号", letters: "B", field: "activity_id", title: "活动编号"},
      {header: "实到", letters: "C", field: "attended", title: "是否实到"},
      {header: "天气", letters: "D"}
    ],
    rows: [{row: 3, cells: ["00001", "A1", "是", "晴"]}]
  });
  expect(whole.columns[3]!.field).toBeUndefined();
  expect(whole.free_fields.map(({name}) => name)).toEqual(
    contractOf("participation")
      .fields.map(({name}) => name)
      .filter((name) => !["person_id", "activity_id", "attended"].includes(name))
  );
  const lacking = await readingOf("工号,活动编号\n00001,A1\n");
  expect(lacking).toMatchObject({dataset: "participation", rows: [{row: 2, cells: ["00001", "A1"]}]});
  expect(lacking.free_fields.map(({title}) => title)).toContain("是否实到");
});

test("the first twenty rows are shown, of a text and of a sheet, and long cells in part", async () => {
  const rows = Array.from({length: 45}, (_, at) => ({activity_id: "A1", person_id: String(at).padStart(5, "0")}));
  const csv = csvOf("participation", rows);
  const people = rows.slice(0, 20).map(({person_id}) => person_id);
  for (const content of [csv, await workbookOf({说明: [["怎样填"]], 名单: cellsOf(csv)})]) {
    const reading = await readingOf(content);
    expect(reading.rows.map(({row}) => row)).toEqual(people.map((_, at) => at + 2));
    expect(reading.rows.map(({cells}) => cells[1])).toEqual(people);
  }
  const {rows: long} = await readingOf(`活动编号,工号,是否实到,说明\nA1,00001,是,${"很".repeat(5000)}\n`);
  expect(long[0]!.cells[3]).toBe(`${"很".repeat(200)}…`);
});

test("a row that the head of a large file cuts in two is not shown", async () => {
  const wide = "很".repeat(40_000);
  const line = (person: string) => `A1,${person},是,${wide}\n`;
  const {rows} = await readingOf(`活动编号,工号,是否实到,说明\n${line("00001")}${line("00002")}${line("00003")}`);
  expect(rows.map(({cells}) => cells[1])).toEqual(["00001", "00002"]);
});

test.each([...readContracts().keys()])("a file of %s is known by its header", async (dataset) => {
  expect(await datasetsIn(csvOf(dataset, [{}]))).toBe(dataset);
});

test("encodings, sheets and titles make no difference to which dataset it is", async () => {
  expect(await readingOf(inputOf("gbk-from-wps"))).toMatchObject({dataset: "members", encoding: "gb18030"});
  const welfare = [["发放明细"], ...cellsOf(csvOf("welfare", [{}]))];
  expect(await readingOf(await workbookOf({说明: [["怎样填写"]], 明细: welfare}))).toMatchObject({
    dataset: "welfare",
    sheet: "明细",
    sheets: ["说明", "明细"],
    header_row: 2
  });
});

test("where two datasets fit as well the sender is asked, and not of those that are not theirs to send", async () => {
  const titles = new Map<string, string[]>();
  for (const {name, fields} of readContracts().values())
    for (const {title} of fields) titles.set(title, [...(titles.get(title) ?? []), name]);
  const isForUnits = (dataset: string) => contractOf(dataset).sender.includes("unit");
  const shared = [...titles].find(([, of]) => of.length === 2 && of.filter(isForUnits).length === 1);
  if (!shared) throw new Error("no title is of one dataset for units and of one for the office");
  const [title, of] = shared;
  expect(new Set(await datasetsIn(`${title}\n甲\n`))).toEqual(new Set(of));
  // One column of a table is no reason to take a file for it.
  expect(await datasetsIn(`${title}\n甲\n`, {unit: "U01"})).toEqual(of.filter(isForUnits));
});

test.each([
  ["姓名,部门\n会员0001,示例学院\n", []],
  ["姓名,电话,备注\n会员0001,,\n", []],
  ["工号,姓名,单位编码\n00001,会员0001,U01\n", ["assistance", "awards"]]
])("a unit's table of %j is asked about, never taken for the office's", async (file, candidates) => {
  const outcome = await unnamed(store(), file, {unit: "U01"});
  expect(outcome).toMatchObject({
    outcome: "refused",
    findings: {shown: [{code: "file/unrecognised", candidates}]},
    reading: {candidates}
  });
  if (!("findings" in outcome)) throw new Error(outcome.outcome);
  expect(findingText(outcome.findings.shown[0]!).fix).toMatch(/^这是哪一种表？/);
});

test("a unit's file that is the office's table is told whose it is", async () => {
  const list = csvOf("members", [{person_id: "00001"}]);
  expect(await unnamed(store(), list, {unit: "U01"})).toMatchObject({
    outcome: "refused",
    findings: {shown: [{code: "file/sender", dataset: "members"}]}
  });
});

test("what nobody knows is told so, with the first rows and no dataset", async () => {
  const outcome = await unnamed(store(), "天气,温度\n晴,21\n");
  expect(outcome).toMatchObject({
    outcome: "refused",
    counts: {read: 0, refused: 0},
    findings: {shown: [{code: "file/unrecognised", candidates: [], columns: ["天气", "温度"]}], blocking: 1},
    reading: {
      rows: [
        {row: 1, cells: ["天气", "温度"]},
        {row: 2, cells: ["晴", "21"]}
      ]
    }
  });
});

test.each<[string, Buffer, string]>([
  ["a picture", Buffer.from("89504e470d0a1a0a", "hex"), "file/not-a-table"],
  ["an old xls", Buffer.from("d0cf11e0a1b11ae1", "hex"), "file/workbook-old"],
  ["a broken xlsx", Buffer.from("504b030414000600", "hex"), "file/workbook-broken"],
  ["nothing", Buffer.alloc(0), "file/empty"]
])("%s is no dataset, and it is said why", async (_, content, code) => {
  expect(await unnamed(store(), content)).toMatchObject({
    outcome: "refused",
    findings: {shown: [{code}]},
    reading: {candidates: [], columns: [], rows: []}
  });
});

test("what a sender said of columns before tells a dataset too, and nobody else's", async () => {
  const own = await basicStore();
  const file = "哪场,谁,来了没\nA1,00001,是\n";
  const columns = {哪场: "activity_id", 谁: "person_id", 来了没: "attended"};
  const sent = await sendAccepted(own, "participation", file, {unit: "U01", columns});
  await withdraw(own, sent.submission_id);
  const datasetFor = async (unit: string) => readingIn(await unnamed(own, file, {unit})).dataset;
  expect(await datasetFor("U01")).toBe("participation");
  expect(await datasetFor("U02")).toBeUndefined();
});

test("only a list that is recognised speaks for the day that was given with it", async () => {
  const own = await basicStore();
  const list = csvOf("members", [{person_id: "00001"}]);
  await sendAccepted(own, "members", list, {asOf: "2026-02-01"});
  expect(await unnamed(own, list, {asOf: "2026-02-01"})).toMatchObject({outcome: "already-accepted"});
  expect(await unnamed(own, list, {asOf: "2026-03-01"})).toMatchObject({outcome: "acceptable", as_of: "2026-03-01"});
  const media = csvOf("media", [{item_id: "N1", unit_code: "U01"}]);
  expect(await unnamed(own, media, {asOf: "2026-03-01"})).toMatchObject({outcome: "acceptable", as_of: TODAY});
});

test("a file that is sent for good is not told how it was read", async () => {
  const own = await basicStore();
  const outcome = await send(own, "media", csvOf("media", [{item_id: "N1", unit_code: "U01"}]));
  expect(outcome.outcome).toBe("accepted");
  expect(outcome).not.toHaveProperty("reading");
});
