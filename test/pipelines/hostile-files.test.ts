import {readFileSync, statSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {readApart, type ReadingLimits} from "#pipelines/files/apart/read-apart.ts";
import {findingLine} from "#pipelines/findings/finding-words.ts";
import {csvOf, keptIn, send, sharedStore, temporaryFolder} from "./store.ts";
import {handmade, RELATIONS, sheetXml, zipOf} from "./workbooks.ts";

const store = sharedStore();

const sheet = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
const attributes = Array.from({length: 101}, (_, at) => `a${at}="1"`).join(" ");
const linksOf = (count: number, ref: (at: number) => string) =>
  Array.from({length: count}, (_, at) => `<hyperlink ref="${ref(at)}" r:id="rId1"/>`).join("");
const head = sheetXml([["活动编号", "工号", "是否实到", "佐证材料链接"]]).replace("</sheetData></worksheet>", "");
const styles = {
  "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`
};

const hostile: [what: string, parts: Parameters<typeof zipOf>[0], line: RegExp][] = [
  [
    "cells in the last column of a hundred thousand rows",
    handmade(sheet('<row><c r="XFD1"><v>1</v></c></row>'.repeat(100_000))),
    /^工作表“表”第 1221 行：格太多，.*不超过 20,000,000 格。请只选中有数据的区域/
  ],
  [
    "more rows than a sheet has",
    handmade(sheet('<row r="1"/>'.repeat(1_048_577))),
    /^工作表“表”第 1 行：行太多；应为：不超过 1,048,576 行/
  ],
  [
    "three hundred and one sheets",
    {
      ...handmade("<worksheet/>"),
      "xl/workbook.xml": `<workbook xmlns:r="${RELATIONS}"><sheets>${Array.from({length: 301}, (_, at) => `<sheet name="表${at}" r:id="rId${at}"/>`).join("")}</sheets></workbook>`,
      "xl/_rels/workbook.xml.rels": `<Relationships>${Array.from({length: 301}, (_, at) => `<Relationship Id="rId${at}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${at}.xml"/>`).join("")}</Relationships>`,
      ...Object.fromEntries(Array.from({length: 301}, (_, at) => [`xl/worksheets/sheet${at}.xml`, "<worksheet/>"]))
    },
    /^整个文件：工作表太多；应为：不超过 300 张工作表。请把要报送的那一张另存/
  ],
  [
    "a million sheets of one part",
    {
      ...handmade("<worksheet/>"),
      "xl/workbook.xml": `<workbook xmlns:r="${RELATIONS}"><sheets>${'<sheet name="表" r:id="rId1"/>'.repeat(1_000_000)}</sheets></workbook>`
    },
    /^整个文件：Excel 工作簿（xlsx）打不开，文件不完整或已损坏/
  ],
  ["elements inside one another", handmade(sheet("<a>".repeat(65))), /^整个文件：文件内部一层套一层.*不超过 64 层/],
  ["a tag of many attributes", handmade(sheet(`<row ${attributes}/>`)), /^整个文件：.*属性太多.*不超过 100 项/],
  [
    "a text that does not end",
    handmade(sheetXml([["字".repeat(1_100_000)]])),
    /^整个文件：有一处文字太长；应为：不超过 1,000,000 个字。/
  ],
  [
    "an attribute that does not end",
    handmade(sheet(`<row a="${"字".repeat(1_100_000)}"/>`)),
    /^整个文件：有一处文字太长/
  ],
  [
    "a text of many pieces",
    handmade(sheet(`<row><c t="inlineStr"><is>${`<t>${"字".repeat(1000)}</t>`.repeat(1001)}</is></c></row>`)),
    /^整个文件：有一处文字太长/
  ],
  [
    "more styles than a workbook has",
    {
      ...handmade(sheetXml([["活动编号"]])),
      ...styles,
      "xl/styles.xml": `<styleSheet><cellXfs>${"<xf/>".repeat(70_001)}</cellXfs></styleSheet>`
    },
    /^整个文件：格式太多；应为：不超过 70,000 种格式/
  ]
];

test.each(hostile)("%s are refused with what is too much, where, and what to do", async (_, parts, line) => {
  const before = await keptIn(store());
  const outcome = await send(store(), "participation", zipOf(parts), {fileName: "a.xlsx"});
  if (outcome.outcome !== "refused") throw new Error(outcome.outcome);
  expect(outcome.findings.shown.map(findingLine)).toEqual([expect.stringMatching(line)]);
  expect(await keptIn(store())).toEqual(before);
});

test("a format of many open brackets is read as fast as any other", async () => {
  const book = zipOf({
    ...handmade(sheet('<row><c s="0"><v>1</v></c></row>')),
    ...styles,
    "xl/styles.xml": `<styleSheet><numFmts><numFmt numFmtId="200" formatCode="${"[".repeat(900_000)}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>`
  });
  const outcome = await send(store(), "participation", book, {fileName: "a.xlsx"});
  expect(outcome).toMatchObject({outcome: "refused", findings: {shown: [{code: "file/wrong-dataset"}]}});
});

test.each([
  ["over many cells each", (at: number) => `A${at + 2}:B${at + 2}`, 1001, "不超过 1,000 处"],
  ["more than a sheet has", (at: number) => `A${(at % 9) + 2}`, 70_001, "不超过 70,000 处"]
])("links %s are refused", async (_, ref, count, words) => {
  const parts = {
    ...handmade(
      `${head}<row><c t="inlineStr"><is><t>T01</t></is></c></row></sheetData><hyperlinks>${linksOf(count, ref)}</hyperlinks></worksheet>`.replace(
        "<worksheet>",
        `<worksheet xmlns:r="${RELATIONS}">`
      )
    ),
    "xl/worksheets/_rels/sheet1.xml.rels": `<Relationships><Relationship Id="rId1" Type="${RELATIONS}/hyperlink" Target="https://example.edu.cn/" TargetMode="External"/></Relationships>`
  };
  const outcome = await send(store(), evidenceDataset, zipOf(withHeader(parts)), {fileName: "a.xlsx"});
  if (outcome.outcome !== "refused") throw new Error(outcome.outcome);
  expect(outcome.findings.shown.map(findingLine)).toEqual([expect.stringContaining(words)]);
});

const contracts = readContracts();
const evidenceDataset = [...contracts.values()].find(({fields}) => fields.some(({evidence}) => evidence))!.name;

/** The header becomes that of the dataset with a column of evidence. */
function withHeader(parts: ReturnType<typeof handmade>): ReturnType<typeof handmade> {
  const [header = ""] = csvOf(evidenceDataset, []).split("\n");
  const cells = sheetXml([header.split(",")]).replace("</sheetData></worksheet>", "");
  const sheet = parts["xl/worksheets/sheet1.xml"] as string;
  const opening = `<worksheet xmlns:r="${RELATIONS}">`;
  return {
    ...parts,
    "xl/worksheets/sheet1.xml":
      cells.replace("<worksheet>", opening) + sheet.slice(sheet.indexOf("<row>", sheet.indexOf("</row>")))
  };
}

test("a row of twenty thousand cells in a text is refused with its line", async () => {
  const text = `${csvOf("participation", [{activity_id: "A1", person_id: "00001"}])}A1,00001${",x".repeat(20_000)}\n`;
  const outcome = await send(store(), "participation", text);
  if (outcome.outcome !== "refused") throw new Error(outcome.outcome);
  expect(outcome.findings.shown.map(findingLine)).toEqual([
    expect.stringMatching(/^第 3 行：一行里的格太多；应为：不超过 16,384 列/)
  ]);
});

test("a cell of the header that goes on for a quarter of a megabyte is compared with no contract", async () => {
  const text = `${"字".repeat(80_000)}\n${"活动编号,工号,是否实到,".repeat(1000)}\n`;
  expect((await send(store(), "participation", text)).outcome).toBe("refused");
});

const contract = contracts.get("participation")!;

async function read(rows: number, limits: Partial<ReadingLimits> = {}) {
  const folder = temporaryFolder();
  const [path, copyTo] = [join(folder, "a.xlsx"), join(folder, "text.csv")];
  const row = '<row><c t="inlineStr"><is><t>A1</t></is></c><c t="inlineStr"><is><t>一二三四五</t></is></c></row>';
  const strings = Array.from({length: rows}, (_, at) => `<si><t>第 ${at} 条</t></si>`).join("");
  const relations = styles["xl/_rels/workbook.xml.rels"].replaceAll("styles", "sharedStrings");
  writeFileSync(
    path,
    zipOf({
      ...handmade(`${head}${row.repeat(rows)}</sheetData></worksheet>`),
      "xl/_rels/workbook.xml.rels": relations,
      "xl/sharedStrings.xml": `<sst>${strings}</sst>`
    })
  );
  const read = await readApart("readSheet", [path, {copyTo, contract}], {byteCount: statSync(path).size, ...limits});
  return "code" in read ? read : readFileSync(copyTo, "utf8").split("\n").length;
}

test("a file that takes too much memory or time ends the process that reads it, and the next one is read", async () => {
  expect(await read(400_000, {megabytes: 32, seconds: 300})).toEqual({code: "file/heavy", of: "megabytes", limit: 32});
  expect(await read(300_000, {seconds: 0.05})).toEqual({code: "file/heavy", of: "seconds", limit: 0.05});
  expect(await read(2)).toBe(4);
});

test("a file that nobody waits for is read no further", async () => {
  const gone = new AbortController();
  const reading = read(500_000, {signal: gone.signal});
  setTimeout(() => gone.abort(), 20);
  await expect(reading).rejects.toThrow("aborted");
  await expect(read(2, {signal: gone.signal})).rejects.toThrow("aborted");
});

test("a check that nobody waits for ends, and nothing is kept", async () => {
  const before = await keptIn(store());
  const gone = new AbortController();
  const rows = Array.from({length: 20_000}, (_, at) => ({activity_id: "A1", person_id: String(at).padStart(5, "0")}));
  const sending = send(store(), "participation", csvOf("participation", rows), {signal: gone.signal});
  setTimeout(() => gone.abort(), 5);
  await expect(sending).rejects.toThrow("aborted");
  expect(await keptIn(store())).toEqual(before);
});
