import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {bestHeader, readTable, topRowsOf, unitContradictions} from "#pipelines/files/table.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {findingLine} from "#pipelines/findings/finding-words.ts";
import {contractOf, csvOf, keptRows, send, sharedStore, temporaryFolder, withdraw} from "./store.ts";
import {type Cells, workbookOf} from "./workbooks.ts";

const store = sharedStore();

/** The units that the file gives to its columns: applied, or asked about. */
function unitsOf(dataset: string, csv: string) {
  const contract = contractOf(dataset);
  const path = join(temporaryFolder(), "text.csv");
  writeFileSync(path, csv);
  const head = csv.slice(0, 20_000);
  const header = bestHeader(contract, topRowsOf(head));
  const text = {encoding: "utf-8" as const, head, path, skipBytes: 0};
  const table = readTable(text, {contract, contracts: readContracts().values(), header});
  if (Array.isArray(table)) throw new Error(JSON.stringify(table));
  const asked = unitContradictions(table);
  return {
    applied: table.scales.flatMap((scale, at) =>
      scale?.tens === undefined ? [] : [[table.fields[at]!.name, scale.tens, scale.words]]
    ),
    asked: asked.flatMap((finding) => (finding.code === "header/unit" ? [[finding.own, finding.above]] : [])),
    lines: asked.map(findingLine)
  };
}

async function costsOf(content: string | Uint8Array, fileName = "台账.csv") {
  const outcome = await send(store(), "activities", content, {fileName});
  if (outcome.outcome !== "accepted" && outcome.outcome !== "refused") throw new Error(outcome.outcome);
  const codes = outcome.findings.shown.map(({code}) => code).filter((code) => code !== "row/similar");
  if (outcome.outcome === "refused") return {codes, costs: []};
  const rows = await keptRows(store(), outcome.submission_id);
  await withdraw(store(), outcome.submission_id);
  return {codes, costs: rows.map(({cost_yuan}) => cost_yuan)};
}

/** Two activities; `header` is that of their cost. */
function costs(header = "支出", values = ["0.05", "1.2"]): string {
  const columns = ["activity_id", "activity_name", "deliverable_codes", "organizer_unit_code", "category", "audience"];
  const given = values.map((cost_yuan, at) => ({activity_id: `X${at}`, activity_name: `健步走${at}`, cost_yuan}));
  const all = [...columns, "start_date", "actual_headcount", "cost_yuan", "status"];
  return csvOf("activities", given, {columns: all}).replace("支出（元）", header);
}

const titled = (line: string, table = costs()) => `${line}\n${table}`;
/** A row with one text over or under the cost. */
const atCost = (text: string) => `,,,,,,,,${text},`;
const below = (line: string, table = costs()) => table.replace("\n", `\n${line}\n`);
const noted = (line: string) => `${costs()}${line}\n`;
const cellsOf = (csv: string): Cells[] =>
  csv
    .trim()
    .split("\n")
    .map((line) => line.split(","));
const COST_IN_TEN_THOUSANDS = {applied: [["cost_yuan", 4, "万元"]], asked: []};
const AS_IT_STANDS = {applied: [], asked: []};

test.each([
  ["单位（万元）", "万元"],
  ["单位：(万元)", "万元"],
  ["单位：人、万元", "万元"],
  ["单位：人民币/万元", "万元"],
  ["单位：万", "万"],
  ["单位：w元", "w元"],
  ["单位：萬圓", "万元"],
  ["Unit: 万元", "万元"],
  ["以万元计", "万元"],
  ["金额以万元为单位", "万元"],
  ["注：支出按万元填写", "万元"],
  ["2026年活动经费支出一览表（万元）", "万元"],
  [",,,,,,单位：,万元", "万元"],
  [",,,,,,,,单位：,万元", "万元"],
  ["2026年元旦至元宵各单元经费5千元，单位：万元", "万元"]
])("above the table “%s” is the unit of the costs", (line, words) => {
  expect(unitsOf("activities", titled(line))).toMatchObject({applied: [["cost_yuan", 4, words]], asked: []});
});

test("thousands and hundreds above the table are units as well", () => {
  expect(unitsOf("activities", titled("单位：(千元)")).applied).toEqual([["cost_yuan", 3, "千元"]]);
  expect(unitsOf("activities", titled("一览表（百元）")).applied).toEqual([["cost_yuan", 2, "百元"]]);
});

test.each([
  "经费总额5万元的活动",
  "经费总额约五十万元",
  "万元以上的支出请附合同",
  "请勿按万元填写",
  "填报单位：万柳校区"
])("“%s” above the table names no large unit", (line) => {
  expect(unitsOf("activities", titled(line))).toMatchObject(AS_IT_STANDS);
});

test.each([
  ["单位：元（经费为万元）", "元、万元"],
  ["单位：元、万元", "元、万元"],
  ["大额万元支出另报", "万元"]
])("“%s” does not say beyond doubt what the costs are, so it is asked", (line, above) => {
  const {applied, asked, lines} = unitsOf("activities", titled(line));
  expect({applied, asked}).toEqual({applied: [], asked: [["", above]]});
  expect(lines[0]).toContain(`列名没有写单位，表格上方、下方、单位行或工作表名里提到${above}`);
});

test.each(["2026年活动经费一览表（万元）", "以万元计", "单位：（万元）"])(
  "“%s” above the template's own 支出（元） is asked about",
  (line) => expect(unitsOf("activities", titled(line, costs("支出（元）"))).asked).toEqual([["元", "万元"]])
);

test("a sentence that only mentions 万元 leaves the template's own 支出（元）", () => {
  expect(unitsOf("activities", titled("支出超过万元的须审批", costs("支出（元）")))).toMatchObject(AS_IT_STANDS);
});

test.each(["注：以上支出单位均为万元", "说明：1.支出以万元计；2.人次为实到", "制表人：甲,,单位：万元"])(
  "“%s” below the table is its unit",
  (line) => expect(unitsOf("activities", noted(line))).toMatchObject(COST_IN_TEN_THOUSANDS)
);

test("a total with its own unit below the table says nothing of the rows", () => {
  expect(unitsOf("activities", noted("合计支出1.25万元"))).toMatchObject(AS_IT_STANDS);
});

test("a note below a long table is found though its last cells have line breaks and quotes", () => {
  const rows = Array.from({length: 900}, (_, at) => String(at % 7));
  const long = costs("支出", rows).replaceAll(/健步走(\d+)/g, '"健步走“$1”\n第二行 ""春"""');
  expect(unitsOf("activities", `${long}注：以上支出单位均为万元\n`)).toMatchObject(COST_IN_TEN_THOUSANDS);
});

test("the text of a data row names no unit of the table", () => {
  expect(unitsOf("activities", costs().replace("健步走1", "单位：万元"))).toMatchObject(AS_IT_STANDS);
});

test("a row of units above the header, and a group over the column, are its unit", () => {
  expect(unitsOf("activities", titled(",,,,,,,人次,万元,"))).toMatchObject(COST_IN_TEN_THOUSANDS);
  expect(unitsOf("activities", titled(atCost("经费（万元）")))).toMatchObject(COST_IN_TEN_THOUSANDS);
  const own = costs("支出（元）");
  expect(unitsOf("activities", titled(atCost("经费（万元）"), own)).asked).toEqual([["元", "万元"]]);
});

test("a group over one of two sums leaves the unit of the other to be asked", () => {
  const table = csvOf("procurement", [{task_amount_yuan: "500", amount_yuan: "5.2"}]);
  const header = table.split("\n")[0]!.split(",");
  const groups = header.map((title) => (title === "实际金额（元）" ? "执行（万元）" : "")).join(",");
  const bare = table.replace("任务金额（元）", "任务金额").replace("实际金额（元）", "实际金额");
  expect(unitsOf("procurement", `${groups}\n${bare}`)).toMatchObject({
    applied: [["amount_yuan", 4, "万元"]],
    asked: [["", "万元"]]
  });
});

test.each(["（万元）", "万元", "单位：万元", "【万元】"])("%s in the row below 支出 is its unit", (unit) => {
  expect(unitsOf("activities", below(atCost(unit)))).toMatchObject(COST_IN_TEN_THOUSANDS);
});

test("a row of units below the template's own 支出（元） is asked about", () => {
  expect(unitsOf("activities", below(atCost("万元"), costs("支出（元）"))).asked).toEqual([["元", "万元"]]);
});

test("costs are converted by a row of units and by a note, and that is said", async () => {
  const csv = below(",,,,,,/,（人次）,（万元）,");
  const told = {codes: ["cell/unit-applied"], costs: ["500.0000", "12000.0000"]};
  expect(await costsOf(csv)).toEqual(told);
  expect(await costsOf(noted("注：以上支出单位均为万元"))).toEqual(told);
  expect(await costsOf(await workbookOf({台账: cellsOf(csv)}), "台账.xlsx")).toEqual(told);
});

test("costs whose unit is in doubt are refused without a conversion", async () => {
  expect(await costsOf(titled("单位：元（经费为万元）"))).toEqual({codes: ["header/unit"], costs: []});
});

test("the name of a sheet is the unit of its costs, or contradicts their header", async () => {
  const named = await workbookOf({"活动支出（万元）": cellsOf(costs())});
  expect((await costsOf(named, "台账.xlsx")).costs).toEqual(["500.0000", "12000.0000"]);
  const template = await workbookOf({"活动支出（万元）": cellsOf(costs("支出（元）"))});
  expect((await costsOf(template, "台账.xlsx")).codes).toContain("header/unit");
});

test("the name of the file is the unit of its costs, or contradicts their header", async () => {
  expect((await costsOf(costs(), "2026年活动经费（万元）.csv")).costs).toEqual(["500.0000", "12000.0000"]);
  expect((await costsOf(costs(), "经费5万元以内的活动.csv")).costs).toEqual(["0.0500", "1.2000"]);
  expect((await costsOf(costs("支出（元）"), "活动经费（单位：万元）.csv")).codes).toContain("header/unit");
});

test.each([
  "支出[万元]",
  "支出【万元】",
  "支出〔万元〕",
  "支出，万元",
  "支出-万元",
  "支出_万元",
  "万元支出",
  "支出（万元，含税）",
  "支出（含税，万元）",
  "支出（单位：万元人民币）",
  "支出 (RMB 万元)"
])("the header %s is the cost in its unit", (header) => {
  expect(unitsOf("activities", costs(header))).toMatchObject(COST_IN_TEN_THOUSANDS);
});

test.each(["支出【元】", "支出，元", "支出（元，含税）", "支出（单位：元人民币）"])(
  "the header %s above 万元 is a cost in 元, so it is asked about",
  (header) => expect(unitsOf("activities", titled("单位：万元", costs(header))).asked).toEqual([["元", "万元"]])
);

test("a header with two units is asked about", () => {
  expect(unitsOf("activities", costs("支出（元/万元）")).asked).toEqual([["元", "万元"]]);
});

test.each([
  ["单位：万次", "万次"],
  ["单位：万", "万"],
  ["阅读量统计表（万次）", "万次"]
])("“%s” above the numbers of readings is their unit", (line, words) => {
  const table = csvOf("media", [{item_id: "N1", read_count: "3"}]);
  expect(unitsOf("media", titled(line, table))).toMatchObject({applied: [["read_count", 4, words]], asked: []});
});

test("万人 above several numbers of people is asked about", () => {
  const people = csvOf("activities", [{activity_id: "X1", registered_count: "2", actual_headcount: "1"}]);
  const {applied, asked} = unitsOf("activities", titled("单位：万人", people));
  expect({applied, asked}).toEqual({
    applied: [],
    asked: [
      ["", "万人"],
      ["", "万人"]
    ]
  });
});
