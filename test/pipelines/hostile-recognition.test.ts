import {createReadStream, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {recognise} from "#pipelines/checks/recognise.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {readApart} from "#pipelines/files/apart/read-apart.ts";
import {receive} from "#pipelines/files/received.ts";
import {csvOf, temporaryFolder} from "./store.ts";
import {handmade, RELATIONS, sheetXml, zipOf} from "./workbooks.ts";

const contracts = [...readContracts().values()];
const contract = readContracts().get("participation")!;
const request = {contracts, choicesOf: () => ({}), isAllowed: () => true};

/** Recognises a file that nobody named. What took half a minute of a quiet machine each does not end in a test's time. */
async function recognised(bytes: string | Buffer, fileName: string) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "sent"), bytes);
  const received = await receive(createReadStream(join(folder, "sent")), join(folder, "received"), fileName);
  return recognise(received, request);
}

/** A workbook whose cells refer to one shared text. */
const sharing = (text: string, rows: string) => ({
  ...handmade(`<worksheet><sheetData>${rows}</sheetData></worksheet>`),
  "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  "xl/sharedStrings.xml": `<sst><si><t>${text}</t></si></sst>`
});
const SHARED = '<c t="s"><v>0</v></c>';

test("a workbook of one long text in many cells is refused before it is copied for each of them", async () => {
  const inRow = sharing("字".repeat(999_000), `<row>${SHARED.repeat(300)}</row>`);
  expect(await recognised(zipOf(inRow), "a.xlsx")).toMatchObject({
    finding: {code: "file/too-much", part: "text", limit: 1_000_000, where: "工作表“表”第 1 行"}
  });
  const inRows = sharing("字".repeat(999_000), `<row>${SHARED}</row>`.repeat(300));
  expect(await recognised(zipOf(inRows), "a.xlsx")).toMatchObject({
    finding: {code: "file/too-much", part: "characters", limit: 10_000_000, where: "工作表“表”第 11 行"}
  });
});

test("of long texts that are allowed, the beginning is handed on", async () => {
  const path = join(temporaryFolder(), "a.xlsx");
  writeFileSync(path, zipOf(sharing("字".repeat(40_000), `<row>${SHARED}</row>`.repeat(190))));
  const seen = await readApart("readBookFits", [path, {contracts, choices: {}}], {byteCount: 1000});
  if ("code" in seen) throw new Error(seen.code);
  expect(seen.first?.rows).toHaveLength(190);
  expect(seen.first?.rows.flatMap(({cells}) => cells.map(({length}) => length))).toEqual(Array(190).fill(2000));
});

test("stray cells at the right end of every sheet cost nothing", async () => {
  const count = 10;
  const each = <T>(of: (at: number) => T) => Array.from({length: count}, (_, at) => of(at));
  const rows = [1, 2, 3].map((row) => `<row><c r="XFD${row}"><v>1</v></c></row>`).join("");
  const book = {
    ...handmade("<worksheet/>"),
    "xl/workbook.xml": `<workbook xmlns:r="${RELATIONS}"><sheets>${each((at) => `<sheet name="表${at}" r:id="rId${at}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${each((at) => `<Relationship Id="rId${at}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${at}.xml"/>`).join("")}</Relationships>`,
    ...Object.fromEntries(
      each((at) => [`xl/worksheets/sheet${at}.xml`, `<worksheet><sheetData>${rows}</sheetData></worksheet>`])
    )
  };
  expect(await recognised(zipOf(book), "a.xlsx")).toMatchObject({finding: {code: "file/unrecognised"}});
});

test.each([
  ["a sign between every two letters", `${"1,".repeat(640)}\n`.repeat(200)],
  ["another sign between them", `${"1;".repeat(640)}\n`.repeat(200)],
  ["nothing but signs", `${",".repeat(1280)}\n`.repeat(200)]
])("a text of %s is compared with every contract in time", async (_, text) => {
  expect(await recognised(text, "a.csv")).toMatchObject({finding: {code: "file/unrecognised"}});
});

test("a header is found below lines of many empty cells", async () => {
  const text = `${",".repeat(1000)}\n`.repeat(30) + csvOf("participation", [{activity_id: "A1", person_id: "00001"}]);
  expect(await recognised(text, "a.csv")).toMatchObject({contract: {name: "participation"}});
});

const HEADER = ["活动编号", "工号", "是否实到"];

async function written(rows: string[][]) {
  const folder = temporaryFolder();
  const [path, copyTo] = [join(folder, "a.xlsx"), join(folder, "text.csv")];
  writeFileSync(path, zipOf(handmade(sheetXml(rows))));
  return readApart("readSheet", [path, {copyTo, contract}], {byteCount: 1000});
}

test("the beginning of a sheet's text ends where that of any other text does, though never above its header", async () => {
  const long = "字".repeat(40_000);
  const below = await written([HEADER, ...Array.from({length: 200}, () => ["A1", "00001", long])]);
  const above = await written([...Array.from({length: 20}, () => [long]), HEADER, ["A1", "00001", "是"]]);
  if ("code" in below || "code" in above) throw new Error("refused");
  expect(below.head.length).toBeLessThan(350_000);
  expect(below.sheet?.rows).toHaveLength(201);
  expect(above.head).toContain(HEADER.join(","));
});

test("titles above a header that go on for a million letters are refused", async () => {
  expect(await written([...Array.from({length: 30}, () => ["字".repeat(40_000)]), HEADER, ["A1"]])).toEqual({
    ...{code: "file/too-much", part: "text", limit: 1_000_000},
    where: "工作表“表”表头和它上面的各行"
  });
});

test("the beginning of a page's text ends there too", async () => {
  const folder = temporaryFolder();
  const [path, copyTo] = [join(folder, "a.xls"), join(folder, "text.csv")];
  const row = `<tr><td>A1<td>00001<td>${"字".repeat(20_000)}`;
  const html = `<html><body><table><tr><td>${HEADER.join("<td>")}${row.repeat(100)}</table></body></html>`;
  writeFileSync(path, html);
  const head = Buffer.from(html);
  const page = {path, head: head.subarray(0, 256 * 1024), byteCount: head.length, isUtf8: true};
  const text = await readApart("readPage", [page, {copyTo, contract}], {byteCount: head.length});
  if (!text || "code" in text) throw new Error("not read");
  expect(text.head.length).toBeLessThan(300_000);
  expect(text.sheet?.rows).toHaveLength(101);
});
