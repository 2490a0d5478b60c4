import exceljs from "devextreme-exceljs-fork";
import {expect, test} from "vitest";
import {templateWorkbook} from "#app/features/datasets/template-workbook.server.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {readKnownValues, readSignInSheet} from "#pipelines/submissions/template-values.ts";
import type {Store} from "#pipelines/store/store.ts";
import {inventedMobile} from "../pipelines/invented-numbers.ts";
import {cellsOf} from "../pipelines/workbooks.ts";
import {basicStore, contractOf, emptyStore, send, sendAccepted, csvOf} from "../pipelines/store.ts";

async function templateOf(store: Store, dataset: string, {unit, activity}: {unit?: string; activity?: string} = {}) {
  const known = await readKnownValues(store.dir, store.ledger, {name: "template", unit});
  const signIn =
    unit !== undefined && activity !== undefined
      ? await readSignInSheet(store.dir, store.ledger, {name: "sign-in", unit, activity})
      : undefined;
  const deliverables = [{value: "T05-04", label: "健步行"}];
  return templateWorkbook({contract: contractOf(dataset), known, deliverables, unit, signIn});
}

async function sheetsOf(file: Buffer) {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(file as unknown as exceljs.Buffer);
  return {workbook, sheet: workbook.worksheets[0]!};
}

/** What the drop-down of a column offers. */
function offered({workbook, sheet}: Awaited<ReturnType<typeof sheetsOf>>, title: string): string[] {
  const headers = (sheet.getRow(1).values as string[]).map((header) => String(header ?? "").replace("*", ""));
  const [formula = ""] = sheet.getCell(5, headers.indexOf(title)).dataValidation?.formulae as string[];
  const [, list = "", column = "", last = ""] = /^'(.+)'!\$([A-Z]+)\$2:\$[A-Z]+\$(\d+)$/.exec(formula) ?? [];
  const cells = workbook.getWorksheet(list)!;
  return Array.from({length: Number(last) - 1}, (_, at) => String(cells.getCell(`${column}${at + 2}`).value));
}

test("each workbook template passes its own contract, sent in their order, and only the example left alone is asked about", async () => {
  const store = await emptyStore();
  const rest = [{unit_code: "U00", union_level: "校工会"}, {unit_code: "U01"}, {unit_code: "U02"}, {unit_code: "U03"}];
  await sendAccepted(store, "units", csvOf("units", rest), {asOf: "2026-01-01"});
  const told: Record<string, unknown> = {};
  for (const {name} of [...readContracts().values()].slice(1)) {
    const outcome = await send(store, name, await templateOf(store, name), {asOf: "2026-01-02", fileName: "模板.xlsx"});
    const codes = "findings" in outcome ? outcome.findings.shown.map(({code}) => code) : [];
    told[name] = [outcome.outcome, codes];
  }
  expect(told).toEqual(
    Object.fromEntries([...readContracts().keys()].slice(1).map((name) => [name, ["accepted", ["row/example"]]]))
  );
});

test("an example row that was forgotten is no data", async () => {
  const store = await basicStore();
  for (const [dataset, own] of [
    ["activities", {activity_id: "N1"}],
    ["participation", {activity_id: "A1", person_id: "00001"}]
  ] as const) {
    const {workbook, sheet} = await sheetsOf(await templateOf(store, dataset, {unit: "U01"}));
    const [, cells = []] = cellsOf(csvOf(dataset, [own]));
    sheet.getRow(3).values = cells.map((cell) => (cell === "" ? null : cell));
    const file = Buffer.from(await workbook.xlsx.writeBuffer());
    expect(await send(store, dataset, file)).toMatchObject({
      outcome: "accepted",
      counts: {read: 2, added: 1, skipped: 1},
      skipped: [{row: 2, line: 2, reason: "example"}]
    });
  }
});

test("people numbered as long as phones are no phones on a template's own sheet, and phones beside them are", async () => {
  const store = await basicStore();
  const {workbook, sheet} = await sheetsOf(await templateOf(store, "participation", {unit: "U02"}));
  sheet.getRow(2).values = ["A2", "00002", "是"];
  const people = workbook.getWorksheet("本单位人员")!;
  people.getCell("A4").value = inventedMobile();
  const sent = async () => send(store, "participation", Buffer.from(await workbook.xlsx.writeBuffer()));
  expect(await sent()).toMatchObject({outcome: "accepted", findings: {shown: []}});
  people.getCell("C2").value = inventedMobile();
  expect(await sent()).toMatchObject({
    outcome: "refused",
    findings: {shown: [{code: "column/private", part: "sheet", sheet: "本单位人员", kind: "mobile", count: 1}]}
  });
});

test("a unit is offered its own people and activities and nobody else's", async () => {
  const template = await sheetsOf(await templateOf(await basicStore(), "participation", {unit: "U02"}));
  expect(offered(template, "工号")).toEqual(["00002", "00003"]);
  expect(offered(template, "活动编号")).toEqual(["A2"]);
  expect(offered(template, "是否实到")).toEqual(["是", "否"]);
  const people = template.workbook.getWorksheet("本单位人员")!;
  expect([2, 3, 4].map((row) => people.getRow(row).getCell(2).value)).toEqual(["会员乙", "会员丙", null]);
});

test("without a unit a template names nobody", async () => {
  const {workbook} = await sheetsOf(await templateOf(await basicStore(), "participation"));
  const texts = workbook.worksheets.flatMap((sheet) => sheet.getSheetValues().flat()).map(String);
  expect(texts.filter((text) => /会员[甲乙丙]|0000[23]/.test(text))).toEqual([]);
});

/** The sheet of one activity as texts, its title and header included. */
function textsOf({sheet}: Awaited<ReturnType<typeof sheetsOf>>): string[][] {
  return Array.from({length: sheet.rowCount}, (_, at) =>
    Array.from(sheet.getRow(at + 1).values as unknown[], (value) => String(value ?? "")).slice(1)
  );
}

const noteOf = ({workbook}: Awaited<ReturnType<typeof sheetsOf>>) =>
  workbook.getWorksheet("填写说明")!.getSheetValues().flat().map(String).join("\n");

test("the sheet of one activity names activity, unit and everybody: who came is all that is left to say", async () => {
  const store = await basicStore();
  const template = await sheetsOf(await templateOf(store, "participation", {unit: "U02", activity: "A2"}));
  const [title = [], header = [], ...people] = textsOf(template);
  expect(title[0]).toMatch(/^第二学院　.+（\d{4}-\d{2}-\d{2}）签到表$/);
  expect(header.slice(0, 4)).toEqual(["活动编号*", "工号*", "姓名", "是否实到*"]);
  expect(people.map((cells) => cells.slice(0, 3))).toEqual([
    ["A2", "00002", "会员乙"],
    ["A2", "00003", "会员丙"]
  ]);
  const {workbook, sheet} = template;
  for (const row of [3, 4]) sheet.getRow(row).getCell(4).value = row === 3 ? "是" : "否";
  const file = Buffer.from(await workbook.xlsx.writeBuffer());
  expect(await send(store, "participation", file, {unit: "U02"})).toMatchObject({
    outcome: "accepted",
    counts: {read: 2, added: 2},
    findings: {shown: []}
  });
});

test("where row 2 is a colleague nobody is told to delete it", async () => {
  const store = await basicStore();
  const signIn = await sheetsOf(await templateOf(store, "participation", {unit: "U02", activity: "A2"}));
  const example = await sheetsOf(await templateOf(store, "participation", {unit: "U02"}));
  expect(noteOf(signIn)).not.toMatch(/是示例|第 2 行|删去/);
  expect(noteOf(signIn)).toContain("请不要删行");
  expect(noteOf(example)).toContain("第 2 行是示例");
});

test("a sign-in sheet drawn again holds what was sent, so that sending it back changes nothing", async () => {
  const store = await basicStore();
  const sent = {activity_id: "A2", person_id: "00002", role: "组织", satisfaction_score: "4"};
  await sendAccepted(store, "participation", csvOf("participation", [{...sent, checkin_time: "2026-04-18 08:31:00"}]));
  const template = await sheetsOf(await templateOf(store, "participation", {unit: "U02", activity: "A2"}));
  expect(textsOf(template)[2]?.slice(0, 8)).toEqual([
    ...["A2", "00002", "会员乙", "是", "组织"],
    ...["", "4", "2026-04-18 08:31:00"]
  ]);
  template.sheet.getRow(4).getCell(4).value = "否";
  const file = Buffer.from(await template.workbook.xlsx.writeBuffer());
  expect(await send(store, "participation", file, {unit: "U02"})).toMatchObject({
    outcome: "accepted",
    counts: {added: 1, updated: 0, unchanged: 1}
  });
});

test("a template's codes are text, its headers explain themselves and stay in sight, and its lists are hidden", async () => {
  const {workbook, sheet} = await sheetsOf(await templateOf(await basicStore(), "participation", {unit: "U02"}));
  const [activity, , attended] = [1, 2, 3].map((column) => sheet.getCell(1, column));
  expect([1, 2, 3].map((column) => sheet.getColumn(column).numFmt)).toEqual(["@", "@", "@"]);
  expect(sheet.getColumn(1).width).toBeGreaterThanOrEqual(10);
  expect(sheet.views).toMatchObject([{state: "frozen", ySplit: 1}]);
  expect([activity!.value, attended!.value]).toEqual(["活动编号*", "是否实到*"]);
  expect(activity!.font).toMatchObject({bold: true, color: {argb: "FFB3261E"}});
  expect(activity!.fill).toMatchObject({pattern: "solid", fgColor: {argb: "FFF1F3F6"}});
  expect(JSON.stringify(attended!.note)).toContain("必填");
  expect(workbook.getWorksheet("选项")!.state).toBe("hidden");
  expect([5, 2000, 2001].map((row) => sheet.getCell(row, 3).dataValidation?.errorStyle)).toEqual([
    "stop",
    "stop",
    undefined
  ]);
});
