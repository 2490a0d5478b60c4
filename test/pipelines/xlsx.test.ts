import type ExcelJS from "devextreme-exceljs-fork";
import {expect, test} from "vitest";
import {columnLetters} from "#pipelines/files/column-letters.ts";
import {findingLine} from "#pipelines/findings/finding-words.ts";
import {csvOf, keptRows, type Row, send, sharedStore, withdraw, keptIn, ofFile} from "./store.ts";
import {type Cells, cellsOf, handmade, RELATIONS, sheetXml, workbookOf, zipOf} from "./workbooks.ts";

const store = sharedStore();

const activities = (...rows: Row[]): Cells[] => cellsOf(csvOf("activities", rows));
const came = (...rows: Row[]): Cells[] => cellsOf(csvOf("participation", rows));
const here = {activity_id: "A1", person_id: "00001"};

/** Puts a value under a header given in the contract's words. */
function put(rows: Cells[], row: number, title: string, value: Cells[number]): Cells[] {
  return rows.map((cells, at) => (at === row ? cells.map((cell, c) => (rows[0]![c] === title ? value : cell)) : cells));
}

async function sent(dataset: string, content: string | Uint8Array) {
  const outcome = await send(store(), dataset, content, {fileName: `${dataset}.xlsx`});
  if (outcome.outcome !== "accepted" && outcome.outcome !== "refused") throw new Error(outcome.outcome);
  const rows = outcome.outcome === "accepted" ? await keptRows(store(), outcome.submission_id) : [];
  if (outcome.outcome === "accepted") await withdraw(store(), outcome.submission_id);
  const {counts, findings, skipped} = outcome;
  // The quick pass keeps its own mark beside the rows; nobody reads it.
  const kept = rows.map(({has_problem, ...row}) => row);
  const own = ofFile(findings);
  return {
    outcome: outcome.outcome,
    counts,
    rows: kept,
    skipped,
    lines: own.shown.map(findingLine),
    findings: own
  };
}

async function refusal(dataset: string, content: string | Uint8Array) {
  const before = await keptIn(store());
  const {outcome, findings, lines} = await sent(dataset, content);
  expect(outcome).toBe("refused");
  expect(await keptIn(store())).toEqual(before);
  return {code: findings.shown[0]!.code, line: lines[0]!};
}

test("a workbook is kept as the text of the same rows", async () => {
  const rows = [
    {activity_id: "X1", activity_name: "健步走，“春”与\n第二行", cost_yuan: "3500.5"},
    {activity_id: "X2", activity_name: '8" 比赛', outsourced: "是", satisfaction_avg: "92.5"},
    {activity_id: "X3", topic: "其他"}
  ];
  const csv = await sent("activities", csvOf("activities", rows));
  const xlsx = await sent("activities", await workbookOf({台账: activities(...rows)}));
  expect(csv.rows).toHaveLength(3);
  expect(xlsx).toEqual(csv);
});

test("a workbook in which nothing is wrong is kept by the quick pass too", async () => {
  const csv = await sent("participation", csvOf("participation", [here, {...here, person_id: "00002"}]));
  const xlsx = await sent("participation", await workbookOf({签到: came(here, {...here, person_id: "00002"})}));
  expect(xlsx).toEqual(csv);
  expect(xlsx.counts).toMatchObject({read: 2, added: 2});
});

test("days, numbers, truths and formulas are read by what they are", async () => {
  let rows = activities({activity_id: "X1", end_date: "2026-04-19"});
  rows = put(rows, 1, "开始日期", new Date(Date.UTC(2026, 3, 18)));
  rows = put(rows, 1, "实际参加人次", {formula: "90+6", result: 96});
  rows = put(rows, 1, "支出（元）", 1.1 * 3);
  rows = put(rows, 1, "是否社会化承办", true);
  rows = put(rows, 1, "活动名称", {richText: [{text: "健步"}, {text: "走"}]});
  const {rows: kept} = await sent("activities", await workbookOf({台账: rows}));
  expect(kept).toMatchObject([
    {
      start_date: "2026-04-18",
      end_date: "2026-04-19",
      actual_headcount: "96",
      outsourced: true,
      activity_name: "健步走"
    }
  ]);
  expect(Number(kept[0]!.cost_yuan)).toBe(3.3);
});

test("a moment is kept to the second", async () => {
  const rows = put(came(here), 1, "签到时间", new Date(Date.UTC(2026, 3, 18, 8, 29, 59)));
  const {rows: kept} = await sent(
    "participation",
    await workbookOf({签到: rows}, (sheet) => {
      sheet.getCell("G2").numFmt = "yyyy/m/d h:mm";
    })
  );
  expect(String(kept[0]!.checkin_time)).toContain("2026-04-18 08:29:59");
});

test("a 工号 kept as a number has the zeros that its format shows", async () => {
  const book = await workbookOf({签到: put(came(here), 1, "工号", 1)}, (sheet) => {
    sheet.getCell("B2").numFmt = "00000";
  });
  expect((await sent("participation", book)).rows).toMatchObject([{person_id: "00001"}]);
});

test("rows of a form that hold only formulas without a value are blank", async () => {
  const [header, row] = activities({activity_id: "F1"});
  const form = header!.map((title) => (title === "实际参加人次" ? {formula: "1+1"} : null));
  const {outcome, counts, lines} = await sent("activities", await workbookOf({台账: [header!, row!, form, form]}));
  expect({outcome, lines}).toEqual({outcome: "accepted", lines: []});
  expect(counts).toMatchObject({read: 3, added: 1, skipped: 2});
});

test("a code has the characters and the digits that its format shows", async () => {
  const book = await workbookOf({台账: put(activities({activity_id: ""}), 1, "活动编号", 351)}, (sheet) => {
    sheet.getCell("A2").numFmt = '"HD2026-"000';
  });
  expect((await sent("activities", book)).rows).toMatchObject([{activity_id: "HD2026-351"}]);
});

test("money in a format of ten thousands is converted, and that is said", async () => {
  const table = put(activities({activity_id: "F1", cost_yuan: "1"}), 1, "支出（元）", 0.05);
  const at = table[0]!.indexOf("支出（元）");
  const {rows, lines} = await sent(
    "activities",
    await workbookOf({台账: table}, (sheet) => {
      sheet.getCell(2, at + 1).numFmt = '0.00"万元"';
    })
  );
  expect(rows).toMatchObject([{cost_yuan: "500.0000"}]);
  expect(lines[0]).toContain("单位是万元：0.05万元 → 500");
});

test.each([
  ["0.00", "2026-10-01"],
  ["0.0", undefined]
])("2026.1 that shows %s decimals is October only where it shows so", async (numFmt, month) => {
  const report = {deliverable_code: "T01-01", unit_code: "U01", report_month: "2026-03", reporter_person_id: "00001"};
  const table = put(cellsOf(csvOf("progress", [report])), 1, "填报月份", 2026.1);
  const at = table[0]!.indexOf("填报月份");
  const {rows, findings} = await sent(
    "progress",
    await workbookOf({进展: table}, (sheet) => {
      sheet.getCell(2, at + 1).numFmt = numFmt;
    })
  );
  if (month) expect(rows).toMatchObject([{report_month: month}]);
  else expect(findings.shown[0]).toMatchObject({code: "cell/month", value: "2026.1"});
});

test("a 工号 that lost its zeros gets them back from the roster, and it is said with sheet and cell", async () => {
  const {rows, lines} = await sent("participation", await workbookOf({"3月": put(came(here), 1, "工号", 1)}));
  expect(rows).toMatchObject([{person_id: "00001"}]);
  expect(lines[0]).toMatch(/^工作表“3月” B2 格（工号）：工号前面的 0 丢了：1 → 00001；/);
});

test("a 工号 that is in no roster is found, with its sheet and cell", async () => {
  const {line} = await refusal("participation", await workbookOf({"3月": put(came(here), 1, "工号", 9)}));
  expect(line).toMatch(/^工作表“3月” B2 格（工号）：“9”；应为：“教职工与会员名册”里有的值/);
});

test("a code of more than 15 digits kept as a number has lost its end", async () => {
  const rows = put(activities({}), 1, "活动编号", 320311198001011234);
  expect(await refusal("activities", await workbookOf({台账: rows}))).toMatchObject({
    code: "cell/scientific",
    line: expect.stringMatching(/^工作表“台账” A2 格（活动编号）：“3\.20311198001011E\+17”/)
  });
});

test("title, blank rows and a total do not move the places of findings", async () => {
  const [header, ...rows] = activities({activity_id: "X1"}, {activity_id: "X2", start_date: "2026-13-40"});
  const table = [
    ["2026年活动台账"],
    [],
    header!,
    [],
    rows[0]!,
    [],
    rows[1]!,
    ["合计", null, null, null, 2],
    ["填表人：甲"]
  ];
  const {lines, findings, counts, skipped} = await sent("activities", await workbookOf({台账: table}));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^工作表“台账” [A-Z]+7 格（开始日期）：“2026-13-40”/);
  expect(findings.shown[0]).toMatchObject({place: {row: 7, line: 7, sheet: "台账"}});
  expect(counts).toMatchObject({read: 4, skipped: 2, refused: 2});
  expect(skipped).toEqual([
    {row: 8, line: 8, reason: "footer", text: "合计　2"},
    {row: 9, line: 9, reason: "footer", text: "填表人：甲"}
  ]);
});

test("of several sheets the one that fits is read, and that is said", async () => {
  const book = await workbookOf({说明: [["怎样填写"]], 台账: activities({activity_id: "X1"}), 空: []});
  const {outcome, lines} = await sent("activities", book);
  expect(outcome).toBe("accepted");
  expect(lines).toEqual([expect.stringMatching(/^工作表“台账”：只读了这一张；没有读：说明；/)]);
});

test("a hidden sheet of choices is not spoken of", async () => {
  const book = await workbookOf({台账: activities({activity_id: "X1"}), 选项: [["是"], ["否"]]}, (sheet) => {
    if (sheet.name === "选项") sheet.state = "hidden";
  });
  expect(await sent("activities", book)).toMatchObject({outcome: "accepted", lines: []});
});

test("hidden rows are read, and that is said", async () => {
  const book = await workbookOf({台账: activities({activity_id: "X1"}, {activity_id: "X2"})}, (sheet) => {
    sheet.getRow(3).hidden = true;
  });
  const {counts, lines} = await sent("activities", book);
  expect(counts.added).toBe(2);
  expect(lines).toEqual([expect.stringMatching(/^工作表“台账”：有 1 行是隐藏或筛掉的（第 3 行）/)]);
});

test("a header merged over two rows is one header", async () => {
  const [titles, row] = activities({activity_id: "X1"});
  const at = titles!.indexOf("开始日期");
  const upper = titles!.map((title, c) => (c === at ? "活动时间" : c === at + 1 ? null : title));
  const lower = titles!.map((title, c) => (c === at || c === at + 1 ? title : null));
  const book = await workbookOf({台账: [["活动台账"], upper, lower, row!]}, (sheet) => {
    sheet.mergeCells(1, 1, 1, titles!.length);
    sheet.mergeCells(2, at + 1, 2, at + 2);
    titles!.forEach((_, c) => c !== at && c !== at + 1 && sheet.mergeCells(2, c + 1, 3, c + 1));
  });
  const {outcome, lines, rows} = await sent("activities", book);
  expect({outcome, lines}).toEqual({outcome: "accepted", lines: []});
  expect(rows).toMatchObject([{activity_id: "X1", start_date: "2026-04-18"}]);
});

/** Merges a column of the first data rows, as Excel keeps it: only the first cell has a text. */
function mergedOver(rows: Cells[], title: string, [from, to]: [number, number]) {
  const column = rows[0]!.indexOf(title) + 1;
  return (sheet: ExcelJS.Worksheet) => {
    for (let row = from + 1; row <= to; row++) sheet.getCell(row, column).value = null;
    sheet.mergeCells(from, column, to, column);
  };
}

test("a text merged over several rows stands for each of them, and that is said", async () => {
  const rows = activities(
    {activity_id: "X1", topic: "传统文化"},
    {activity_id: "X2"},
    {activity_id: "X3"},
    {activity_id: "X4", topic: "其他"}
  );
  const {
    outcome,
    lines,
    rows: kept
  } = await sent("activities", await workbookOf({台账: rows}, mergedOver(rows, "主题", [2, 4])));
  expect(outcome).toBe("accepted");
  expect(kept.map(({topic}) => topic)).toEqual(["传统文化", "传统文化", "传统文化", "其他"]);
  expect(lines).toEqual([expect.stringMatching(/^工作表“台账”的“.+”列（[A-Z]+2:[A-Z]+4）：合并的单元格盖住 2 格/)]);
});

test("a number merged over several rows is asked about: it may be of each row or of all", async () => {
  const rows = activities({activity_id: "X1", cost_yuan: "9000"}, {activity_id: "X2"}, {activity_id: "X3"});
  const book = await workbookOf({台账: rows}, mergedOver(rows, "支出（元）", [2, 4]));
  const {code, line} = await refusal("activities", book);
  expect(code).toBe("column/merged-number");
  expect(line).toContain("“支出（元）”列");
});

test("a note merged over rows below the table changes nothing", async () => {
  const rows = activities({activity_id: "X1"});
  const book = await workbookOf({台账: [...rows, ["说明：以上为 1 月的活动"]]}, (sheet) =>
    sheet.mergeCells(3, 1, 5, 6)
  );
  const {outcome, counts, lines} = await sent("activities", book);
  expect({outcome, read: counts.added, lines}).toEqual({outcome: "accepted", read: 1, lines: []});
});

test("a number with a struck-out one before it is refused, never both together", async () => {
  const rows = activities({activity_id: "X1", cost_yuan: "15"});
  const cost = rows[0]!.indexOf("支出（元）") + 1;
  const book = await workbookOf({台账: rows}, (sheet) => {
    sheet.getCell(2, cost).value = {richText: [{font: {strike: true}, text: "12"}, {text: "15"}]};
  });
  const {code, line} = await refusal("activities", book);
  expect(code).toBe("file/struck-part");
  expect(line).toContain(`${columnLetters(cost - 1)}2`);
});

test("what is struck out as a whole is read, and that is said", async () => {
  const rows = activities({activity_id: "X1"}, {activity_id: "X2"}, {activity_id: "X3"});
  const book = await workbookOf({台账: rows}, (sheet) => {
    sheet.getCell(3, 1).font = {strike: true};
    sheet.getCell(4, 1).value = {richText: [{font: {strike: true}, text: "X3"}]};
    sheet.getCell(9, 9).font = {strike: true};
  });
  const {counts, lines} = await sent("activities", book);
  expect(counts.added).toBe(3);
  expect(lines).toEqual([expect.stringMatching(/^工作表“台账”的 A3、A4：2 格划了删除线，也已照常读入/)]);
});

test("data right of the header is said, not lost without a word", async () => {
  const [header, row] = activities({activity_id: "X1"});
  const {outcome, lines} = await sent("activities", await workbookOf({台账: [header!, [...row!, null, "多余"]]}));
  expect(outcome).toBe("accepted");
  expect(lines).toEqual([expect.stringMatching(/列名空白，但下面有数据/)]);
});

test("a formula that nothing has worked out is refused", async () => {
  const rows = put(activities({}), 1, "实际参加人次", {formula: "A1+1"} as Cells[number]);
  expect(await refusal("activities", await workbookOf({台账: rows}))).toMatchObject({code: "file/workbook-formulas"});
});

test("another dataset's workbook is recognised", async () => {
  const {code, line} = await refusal("activities", await workbookOf({签到: came(here)}));
  expect(code).toBe("file/wrong-dataset");
  expect(line).toContain("更像“活动参与明细”");
});

test("an empty workbook is an empty file", async () => {
  expect(await refusal("activities", await workbookOf({台账: []}))).toMatchObject({code: "file/empty"});
});

test("prefixes, comments, escapes and texts in pieces are read as Excel reads them", async () => {
  const [header, row] = activities({activity_id: "X1", activity_name: "甲&amp;乙_x000D_&#10;丙"}) as string[][];
  const xml = sheetXml([header!, row!]).replaceAll(/<(\/?)(row|c|is|t|sheetData|worksheet)\b/g, "<$1x:$2");
  const {rows} = await sent("activities", zipOf(handmade(xml.replace("<x:sheetData>", "<!-- > --><x:sheetData>"))));
  expect(rows).toMatchObject([{activity_name: "甲&乙\n丙"}]);
});

test("a link over several cells is the evidence of each, and one inside the workbook is none", async () => {
  const rows = cellsOf(
    csvOf(
      "progress",
      ["T01-01", "T01-02", "T01-03"].map((deliverable_code) => ({deliverable_code, evidence_link: "点击查看"}))
    )
  );
  const links = `<hyperlinks><hyperlink ref="$H$2:$H$3" r:id="rId7" location="p2"/><hyperlink ref="H4" location="汇总!A1"/></hyperlinks>`;
  const xml = sheetXml(rows)
    .replace("<worksheet>", `<worksheet xmlns:r="${RELATIONS}">`)
    .replace("</sheetData>", `</sheetData>${links}`);
  const rels = `<Relationships><Relationship Id="rId7" Type="${RELATIONS}/hyperlink" Target="https://example.invalid/a?b=1&amp;c=2" TargetMode="External"/></Relationships>`;
  const book = zipOf({...handmade(xml), "xl/worksheets/_rels/sheet1.xml.rels": rels});
  const {outcome, rows: kept, findings} = await sent("progress", book);
  expect(outcome).toBe("accepted");
  expect(kept.map(({evidence_link}) => evidence_link)).toEqual([
    "https://example.invalid/a?b=1&c=2#p2",
    "https://example.invalid/a?b=1&c=2#p2",
    null
  ]);
  expect(findings.shown).toMatchObject([{code: "cell/blank-word", place: {cell: "H4"}, values: ["点击查看"]}]);
});

const text = csvOf("activities", [{activity_id: "X1"}]);
const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024, 0x20);

test.each<[string, () => Buffer, string, RegExp]>([
  ["an old xls", () => Buffer.from("d0cf11e0a1b11ae1", "hex"), "file/workbook-old", /另存为“Excel 工作簿（\*\.xlsx）”/],
  [
    "a workbook with a password",
    () =>
      Buffer.concat([
        Buffer.from("d0cf11e0a1b11ae1", "hex"),
        Buffer.alloc(600_000),
        Buffer.from("EncryptedPackage", "utf16le"),
        Buffer.alloc(900)
      ]),
    "file/workbook-locked",
    /有打开密码.*清空密码/
  ],
  [
    "a zip of other things",
    () => zipOf({"活动.csv": text}),
    "file/not-a-table",
    /这是压缩包（里面有：活动\.csv）.*请先解压/
  ],
  ["a Word document", () => zipOf({"word/document.xml": "<w/>"}), "file/not-a-table", /这是Word 文档/],
  [
    "a bomb by what it declares",
    () => zipOf(handmade({content: "<worksheet/>", declared: 2_000_000_000})),
    "file/workbook-large",
    /展开后有 1907 MB/
  ],
  [
    "a bomb by how tightly it is packed",
    () => zipOf(handmade({content: zeros(60)})),
    "file/workbook-large",
    /展开后有 60 MB/
  ],
  [
    "a bomb that declares little",
    () => zipOf(handmade({content: zeros(300), declared: 1000})),
    "file/workbook-broken",
    /不完整或已损坏/
  ],
  [
    "a document type",
    () => zipOf(handmade('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>')),
    "file/workbook-broken",
    /损坏/
  ],
  ["XML that ends too soon", () => zipOf(handmade("<worksheet><sheetData><row")), "file/workbook-broken", /损坏/],
  [
    "a cell beyond the last column",
    () => zipOf(handmade('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>')),
    "file/workbook-broken",
    /损坏/
  ]
])("%s is refused with what to do", async (_, content, code, line) => {
  const refused = await refusal("activities", content());
  expect(refused).toEqual({code, line: expect.stringMatching(line)});
});

test("a workbook cut short or changed in the middle is broken and never half read", async () => {
  const whole = await workbookOf({
    台账: activities(...Array.from({length: 500}, (_, at) => ({activity_id: `X${at}`})))
  });
  expect(await refusal("activities", whole.subarray(0, whole.length / 2))).toMatchObject({
    code: "file/workbook-broken"
  });
  const at = whole.indexOf("xl/worksheets/sheet1.xml") + 200;
  const changed = Buffer.concat([whole.subarray(0, at), Buffer.alloc(300, 0xff), whole.subarray(at + 300)]);
  expect(await refusal("activities", changed)).toMatchObject({code: "file/workbook-broken"});
});

test("a workbook whose text was changed under way is broken, though it unpacks", async () => {
  const bytes = zipOf(handmade(sheetXml(activities({activity_id: "X1"}) as string[][])));
  // The checksum in the list at the end, of its last part.
  bytes[bytes.lastIndexOf(Buffer.from("504b0102", "hex")) + 16]! ^= 1;
  expect(await refusal("activities", bytes)).toMatchObject({code: "file/workbook-broken"});
});

test("packed bytes have no lines that could be too long", async () => {
  // Noise that cannot be packed and holds no line break, as in a picture.
  let seed = 1;
  const noise = Buffer.from(Array.from({length: 2_000_000}, () => 14 + ((seed = (seed * 48271) % 2147483647) % 240)));
  const xml = sheetXml(activities({activity_id: "X1"}) as string[][]);
  const {outcome} = await sent("activities", zipOf({"xl/media/image1.png": {content: noise}, ...handmade(xml)}));
  expect(outcome).toBe("accepted");
});

test("a million empty rows take no time", async () => {
  const empty = Array.from({length: 1_000_000}, (_, at) => `<row r="${at + 10}" spans="1:22" ht="14.25"/>`).join("");
  const started = performance.now();
  const {rows} = await sent(
    "activities",
    zipOf(handmade(sheetXml(activities({activity_id: "X1"}) as string[][], empty)))
  );
  expect(rows).toHaveLength(1);
  expect(performance.now() - started).toBeLessThan(60_000);
});
