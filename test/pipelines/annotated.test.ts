import {readFileSync, rmSync} from "node:fs";
import {join} from "node:path";
import exceljs from "devextreme-exceljs-fork";
import {expect, onTestFinished, test} from "vitest";
import {annotate} from "#pipelines/submissions/annotated.ts";
import type {Store} from "#pipelines/store/store.ts";
import {columnLetters} from "#pipelines/files/column-letters.ts";
import {projectRoot} from "#pipelines/host/root.ts";
import {setUnitAlias} from "#pipelines/ledger/unit-aliases.ts";
import {inventedMobile} from "./invented-numbers.ts";
import {actorOf, basicStore, csvOf, piecesOf, send, sendAccepted, type Sending} from "./store.ts";

async function annotated(
  {dir, ledger}: Store,
  dataset: string,
  content: string | Uint8Array,
  {unit, columns, corrections}: Pick<Sending, "unit" | "columns" | "corrections"> = {}
) {
  const made = await annotate(dir, ledger, "test", {
    ...actorOf(unit),
    columns,
    corrections,
    dataset,
    fileName: "活动.csv",
    chunks: piecesOf(content),
    today: "2026-11-15",
    now: "2026-11-15T04:00:00.000Z"
  });
  if (made) onTestFinished(() => rmSync(made.folder, {recursive: true, force: true}));
  return made;
}

async function sheetOf(path: string) {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(path);
  return {workbook, sheet: workbook.worksheets[0]!};
}

const text = (cell: exceljs.Cell) => (cell.value === null ? "" : String(cell.value));

test("a refused file comes back with each row's faults beside it, is corrected there and taken as it is", async () => {
  const store = await basicStore();
  const header = csvOf("activities", []).trimEnd();
  const rows = csvOf("activities", [
    {activity_id: "B1", start_date: "4月18日", cost_yuan: "0350"},
    {activity_id: "B2"},
    {activity_id: "B3", category: "打球", status: ""}
  ])
    .split("\n")
    .slice(1)
    .join("\n");
  const made = await annotated(store, "activities", `示例学院工会活动表\n\n${header}\n${rows}合计,3\n`);
  expect(made?.rowCount).toBe(2);
  const {workbook, sheet} = await sheetOf(made!.path);
  const headers = (sheet.getRow(3).values as string[]).slice(1);
  expect(headers.at(-1)).toBe("错误说明");
  const at = headers.length;
  expect([1, 2, 3, 4, 5, 6, 7].map((row) => text(sheet.getRow(row).getCell(1)))).toEqual([
    "示例学院工会活动表",
    "",
    "活动编号",
    "B1",
    "B2",
    "B3",
    "合计"
  ]);
  expect(text(sheet.getRow(4).getCell(at))).toMatch(/^【拒收】O4（开始日期）：“4月18日”；应为：带年份的日期.*$/);
  expect(text(sheet.getRow(5).getCell(at))).toBe("");
  expect(text(sheet.getRow(6).getCell(at)).split("\n")).toHaveLength(2);
  expect(sheet.getCell("O4").fill).toMatchObject({fgColor: {argb: "FFFCE4E4"}});

  const refused = await send(store, "activities", readFileSync(made!.path));
  expect(refused).toMatchObject({outcome: "refused", findings: {blocking: 3, warnings: 0}});
  sheet.getCell("O4").value = "2026-04-18";
  const column = (title: string) => headers.indexOf(title) + 1;
  sheet.getRow(6).getCell(column("活动类别")).value = "体育健身";
  sheet.getRow(6).getCell(column("状态")).value = "已完成";
  const corrected = Buffer.from(await workbook.xlsx.writeBuffer());
  expect(await send(store, "activities", corrected)).toMatchObject({
    outcome: "accepted",
    counts: {read: 4, added: 3, skipped: 1},
    findings: {blocking: 0}
  });
});

test("codes keep their zeros and nothing becomes a formula", async () => {
  const store = await basicStore();
  const made = await annotated(
    store,
    "participation",
    "活动编号,工号,是否实到,参与角色\nA1,00001,是,=1+1\nA1,99999,是,普通参与\n"
  );
  const {sheet} = await sheetOf(made!.path);
  expect(sheet.getCell("B2").value).toBe("00001");
  expect(sheet.getCell("D2")).toMatchObject({type: exceljs.ValueType.String, value: "=1+1"});
});

test("a file that is no table has no row to remark on", async () => {
  const store = await basicStore();
  expect(await annotated(store, "activities", "姓名,备注\n会员甲,无\n")).toBeUndefined();
});

test("more faults than a page shows are all in the file", async () => {
  const store = await basicStore();
  const lines = Array.from({length: 450}, (_, index) => `A1,9${String(index).padStart(4, "0")},是`);
  const made = await annotated(store, "participation", `活动编号,工号,是否实到\n${lines.join("\n")}\n`);
  expect(made?.rowCount).toBe(450);
});

test("a GBK file from WPS comes back readable", async () => {
  const store = await basicStore();
  const input = readFileSync(join(projectRoot, "test", "fixtures", "submissions", "gbk-with-a-finding", "input.csv"));
  const {dataset} = JSON.parse(
    readFileSync(join(projectRoot, "test", "fixtures", "submissions", "gbk-with-a-finding", "findings.json"), "utf8")
  ) as {dataset: string};
  const {sheet} = await sheetOf((await annotated(store, dataset, input))!.path);
  const headers = (sheet.getRow(1).values as string[]).slice(1);
  expect(headers.every((header) => /\p{Script=Han}/u.test(header))).toBe(true);
});

test("the sender's numbers of persons stay in the sender's cells and are not said again beside them", async () => {
  const number = inventedMobile();
  const rows = [{activity_id: "B1", partner_units: number, start_date: `4月18日 ${number}`}];
  const made = await annotated(await basicStore(), "activities", csvOf("activities", rows));
  const {sheet} = await sheetOf(made!.path);
  const headers = (sheet.getRow(1).values as string[]).slice(1);
  expect(text(sheet.getCell("F2"))).toBe(number);
  const remark = text(sheet.getRow(2).getCell(headers.length));
  expect(remark).toMatch(/^【拒收】O2（开始日期）：/);
  expect(remark).not.toMatch(/[0-9]{7}/);
});

test("what is meant by columns and units is taken as when the file is sent", async () => {
  const store = await basicStore();
  await store.ledger.transaction((tx) =>
    setUnitAlias(tx, {alias: "二院", unit_code: "U02", set_at: "2026-11-15T00:00:00.000Z"})
  );
  const csv = (activity_id: string, unit: string) =>
    csvOf("activities", [{activity_id, organizer_unit_code: unit}]).replace("开始日期", "办的日子");
  const remarkOn = async (content: string, sending?: Pick<Sending, "columns">) => {
    const made = await annotated(store, "activities", content, sending);
    return made && text((await sheetOf(made.path)).sheet.getRow(2).getCell(23));
  };
  const columns = {办的日子: "start_date"};
  expect(await remarkOn(csv("B1", "二院"))).toBeUndefined();
  expect(await remarkOn(csv("B1", "二院"), {columns})).toMatch(/^【提示】D2（主办单位编码）：“二院”.*U02/);
  await sendAccepted(store, "activities", csv("B1", "U02"), {columns});
  expect(await remarkOn(csv("B2", "U99"))).toMatch(/^【拒收】D2（主办单位编码）：“U99”/);
});

test("corrected cells stand as they are corrected, marked and said beside the row with what is still wrong", async () => {
  const store = await basicStore();
  const content = csvOf("activities", [
    {activity_id: "B1", category: "打球", start_date: "4月18日"},
    {activity_id: "B2"},
    {activity_id: "B3", category: "打球"}
  ]);
  const headers = content.split("\n")[0]!.split(",");
  const at = headers.indexOf("活动类别");
  const letters = columnLetters(at);
  const corrections = [{cell: letters, was: "打球", is: "体育健身"}];
  const made = await annotated(store, "activities", content, {corrections});
  expect(made?.rowCount).toBe(2);
  const {sheet} = await sheetOf(made!.path);
  expect([2, 3, 4].map((row) => text(sheet.getRow(row).getCell(at + 1)))).toEqual(["体育健身", "体育健身", "体育健身"]);
  const remarks = [2, 3, 4].map((row) => text(sheet.getRow(row).getCell(headers.length + 1)));
  expect(remarks[0]).toContain(`【更正】${letters}2：“打球”改为“体育健身”。\n【拒收】`);
  expect(remarks.slice(1)).toEqual(["", `【更正】${letters}4：“打球”改为“体育健身”。`]);
  const fillOf = (row: number) => (sheet.getRow(row).getCell(at + 1).fill as exceljs.FillPattern | undefined)?.fgColor;
  expect([fillOf(2), fillOf(3), fillOf(4)]).toEqual([{argb: "FFDCEBFA"}, undefined, {argb: "FFDCEBFA"}]);
});

test("beside its faults a unit finds its own people and the lists to choose from", async () => {
  const store = await basicStore();
  const list = csvOf("participation", [{activity_id: "A2", person_id: "99999", role: "路过"}]);
  const own = await sheetOf((await annotated(store, "participation", list, {unit: "U02"}))!.path);
  const people = own.workbook.getWorksheet("本单位人员")!;
  expect([1, 2, 3].map((row) => [1, 2].map((at) => text(people.getRow(row).getCell(at))))).toEqual([
    ["工号", "姓名"],
    ["00002", "会员乙"],
    ["00003", "会员丙"]
  ]);
  const headers = (own.sheet.getRow(1).values as string[]).map(String);
  expect(own.sheet.getCell(2, headers.indexOf("身份")).dataValidation?.formulae).toEqual([
    '"参与,组织,志愿服务,参赛,获奖"'
  ]);
  const listOf = (title: string) => own.sheet.getCell(2, headers.indexOf(title)).dataValidation?.formulae;
  expect(listOf("工号")).toEqual(["'本单位人员'!$A$2:$A$3"]);
  expect(listOf("活动编号")).toEqual(["'选项'!$A$1:$A$1"]);
  const lists = own.workbook.getWorksheet("选项")!;
  expect([lists.state, text(lists.getCell("A1"))]).toEqual(["hidden", "A2"]);
  const help = own.workbook.getWorksheet("填写说明")!;
  const row = help.getRows(1, help.rowCount)!.find((each) => text(each.getCell(1)) === "身份")!;
  expect([2, 3].map((at) => text(row.getCell(at)))).toEqual([
    "选填",
    expect.stringContaining("可填：参与、组织") as string
  ]);
  const ofOffice = await sheetOf((await annotated(store, "participation", list))!.path);
  expect(ofOffice.workbook.getWorksheet("本单位人员")).toBeUndefined();
});
