import {expect, test} from "vitest";
import {countedUnitsOf} from "#pipelines/checks/counted-units.ts";
import {isMoney} from "#pipelines/files/column-scale.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import type {Correction} from "#pipelines/files/corrections.ts";
import {findingLine} from "#pipelines/findings/finding-words.ts";
import {columnLetters} from "#pipelines/files/column-letters.ts";
import {contractOf, csvOf, keptRows, ofFile, type Row, send, sharedStore, withdraw} from "./store.ts";
import {cellsOf, workbookOf} from "./workbooks.ts";

const store = sharedStore();

/** What is found in a file, as code and value, and what is kept of a field. */
async function read(dataset: string, field: string, content: string | Uint8Array, corrections: Correction[] = []) {
  const fileName = `${dataset}.${typeof content === "string" ? "csv" : "xlsx"}`;
  const outcome = await send(store(), dataset, content, {fileName, corrections});
  if (outcome.outcome !== "accepted" && outcome.outcome !== "refused") throw new Error(outcome.outcome);
  const kept = outcome.outcome === "accepted" ? await keptRows(store(), outcome.submission_id) : [];
  if (outcome.outcome === "accepted") await withdraw(store(), outcome.submission_id);
  const {shown} = ofFile(outcome.findings);
  return {
    outcome: outcome.outcome,
    found: shown.map((finding) => [finding.code, "value" in finding ? finding.value : undefined]),
    lines: shown.map(findingLine),
    kept: kept.map((row) => row[field])
  };
}

function activities(field: string, cells: string[]): string {
  return csvOf(
    "activities",
    cells.map((cell, at) => ({activity_id: `N${at}`, activity_name: `健步走${at}`, [field]: cell}))
  );
}

const CODES = ["T01-01", "T01-02", "T01-03"];

/** The reports of several deliverables, one for each month. */
function reports(months: string[]): string {
  const report = {unit_code: "U01", reporter_person_id: "00001"};
  return csvOf(
    "progress",
    months.map((month, at): Row => ({...report, deliverable_code: CODES[at], report_month: month}))
  );
}

const percents = (cells: string[], corrections?: Correction[]) =>
  read("activities", "satisfaction_avg", activities("satisfaction_avg", cells), corrections);

function correctedPercent(row: number, was: string, is: string): Correction {
  const at = contractOf("activities").fields.findIndex(({name}) => name === "satisfaction_avg");
  return {cell: `${columnLetters(at)}${row}`, was, is};
}

test.each([
  [
    ["1", "0.95"],
    ["1", "0.95"]
  ],
  [
    ["1.00", "0.95"],
    ["1.00", "0.95"]
  ],
  [["1", "98%"], ["1"]],
  [["0.95%", "96"], ["0.95%"]],
  [["95%", "1%", "96"], []]
])("of %j in a column of 0 to 100 %j are asked about", async (cells, asked) => {
  expect((await percents(cells)).found).toEqual(asked.map((cell) => ["cell/percent", cell]));
});

test("a 1 is asked about until it is corrected itself, whatever becomes of those beside it", async () => {
  const other = correctedPercent(3, "0.95", "95");
  const still = await percents(["1", "0.95"], [other]);
  expect(still.found).toEqual([["cell/percent", "1"]]);
  expect(still.lines[0]).toContain("确是百分之一的，请写 1%");
  expect(await percents(["1", "0.95"], [other, correctedPercent(2, "1", "100")])).toMatchObject({
    outcome: "accepted",
    kept: ["100.0000", "95.0000"]
  });
  expect(await percents(["1", "0.95"], [other, correctedPercent(2, "1", "1%")])).toMatchObject({
    outcome: "accepted",
    kept: ["1.0000", "95.0000"]
  });
});

test("95% needs no answer once the fraction beside it is corrected", async () => {
  expect(await percents(["95%", "0.97"], [correctedPercent(3, "0.97", "97")])).toMatchObject({
    outcome: "accepted",
    kept: ["95.0000", "97.0000"]
  });
});

test.each([
  [1, "General", 0.98, "0%", ["1"]],
  [0.0095, "0.00%", 0.96, "0.00%", ["0.95%"]]
])(
  "of %d shown as %s beside %d shown as %s %j is asked about",
  async (first, firstFormat, second, secondFormat, asked) => {
    const table = cellsOf(activities("satisfaction_avg", ["50", "50"]));
    const at = table[0]!.indexOf("满意度均值");
    const book = await workbookOf({台账: table}, (sheet) => {
      Object.assign(sheet.getCell(2, at + 1), {value: first, numFmt: firstFormat});
      Object.assign(sheet.getCell(3, at + 1), {value: second, numFmt: secondFormat});
    });
    expect((await read("activities", "satisfaction_avg", book)).found).toEqual(
      asked.map((cell) => ["cell/percent", cell])
    );
  }
);

test.each(["2026.1", "2026.1 ", " 2026.1", "2026 .1", "２０２６．１", "2026. 1"])(
  "“%s” may be October, so it is asked about",
  async (month) => {
    expect((await read("progress", "report_month", reports([month]))).found).toEqual([
      ["cell/month", expect.anything()]
    ]);
  }
);

test("a text of a workbook with a blank behind it may be October too", async () => {
  const book = await workbookOf({进展: cellsOf(reports(["2026.1 "]))});
  expect((await read("progress", "report_month", book)).found).toEqual([["cell/month", "2026.1"]]);
});

test("a text 2026.10 in a workbook says nothing of a number 2026.1", async () => {
  const table = cellsOf(reports(["2026.1", "2026.10"]));
  const at = table[0]!.indexOf("填报月份");
  const book = await workbookOf({进展: table}, (sheet) => {
    sheet.getCell(2, at + 1).value = 2026.1;
  });
  expect((await read("progress", "report_month", book)).found).toEqual([["cell/month", "2026.1"]]);
});

test.each(["1.2E+4", "1.2E+4 ", " 1.2e4", "1.2E＋4"])("“%s” yuan is taken with a warning", async (cell) => {
  expect(await read("activities", "cost_yuan", activities("cost_yuan", [cell]))).toMatchObject({
    found: [["cell/power-of-ten", expect.anything()]],
    kept: ["12000.0000"]
  });
});

test("thousands never begin with 0, so 0,350 is asked about with both readings", async () => {
  const {found, lines} = await read("activities", "cost_yuan", activities("cost_yuan", ["0,350"]));
  expect(found).toEqual([["cell/number", "0,350"]]);
  expect(lines[0]).toContain("0.350，或 350");
});

test.each(["12_13", "1_000.5"])("%s is no sum of money", async (cell) => {
  expect((await read("activities", "cost_yuan", activities("cost_yuan", [cell]))).found).toEqual([["cell/type", cell]]);
});

test.each([
  ["activities", "actual_headcount", ["3场", "5天", "2批", "6户", "第3期"]],
  ["digital", "avg_handle_days", ["0.5年", "3个"]]
])("%s.%s: a unit of another kind is no number", async (dataset, field, cells) => {
  for (const cell of cells) {
    const {found} = await read(
      dataset,
      field,
      csvOf(dataset, [{[field]: cell, ...(dataset === "digital" ? {} : {activity_id: "N1"})}])
    );
    expect(found).toEqual([["cell/type", cell]]);
  }
});

test("a number that shows another unit by its format is no number of people", async () => {
  const table = cellsOf(activities("actual_headcount", ["3"]));
  const at = table[0]!.indexOf("实际参加人次");
  const book = await workbookOf({台账: table}, (sheet) => {
    Object.assign(sheet.getCell(2, at + 1), {value: 3, numFmt: '0"场"'});
  });
  expect((await read("activities", "actual_headcount", book)).found).toEqual([["cell/type", "3场"]]);
});

test("money that shows dollars by its format is no money in yuan", async () => {
  const table = cellsOf(activities("cost_yuan", ["1200"]));
  const at = table[0]!.indexOf("支出（元）");
  const book = await workbookOf({台账: table}, (sheet) => {
    Object.assign(sheet.getCell(2, at + 1), {value: 1200, numFmt: "[$$-409]#,##0.00"});
  });
  expect((await read("activities", "cost_yuan", book)).found).toEqual([["cell/type", "$1200"]]);
});

test("every column of counts has units by its title, but for weights and shares", () => {
  const without = [...readContracts().values()].flatMap(({name, fields}) =>
    fields
      .filter((field) => field.type === "integer" || field.type === "number")
      .filter((field) => !isMoney(field) && countedUnitsOf(field).length === 0)
      .map((field) => `${name}.${field.name}`)
  );
  expect(without).toEqual(["progress.percent_done", "assignments.weight"]);
});

const target = (kpi_code: string, cell: string) =>
  read("targets", "target", csvOf("targets", [{kpi_code, target: cell}]));

test.each([
  ["K47", "95%", "95.0000"],
  ["K47", "95 ％", "95.0000"],
  ["K22", "30人", "30.0000"],
  ["K33", "1.2万人次", "12000.0000"],
  ["K34", "4类", "4.0000"],
  ["K38", "7天", "7.0000"]
])("a target of %s may be written %s", async (kpi, cell, kept) => {
  expect(await target(kpi, cell)).toMatchObject({outcome: "accepted", kept: [kept]});
});

test.each([
  ["K47", "30人"],
  ["K22", "30%"],
  ["K22", "30人次"],
  ["K38", "7次"]
])("a target of %s cannot be %s, whose unit is another", async (kpi, cell) => {
  const {found, lines} = await target(kpi, cell);
  expect(found).toEqual([["cell/contradiction", cell]]);
  expect(lines[0]).toContain("与指标的单位相同");
});

test("0.95 as the target of a rate is asked about, and 0.5% is taken as written", async () => {
  expect((await target("K47", "0.95")).found).toEqual([["cell/percent", "0.95"]]);
  expect(await target("K20", "0.5%")).toMatchObject({outcome: "accepted", kept: ["0.5000"]});
  expect(await target("K38", "0.5")).toMatchObject({outcome: "accepted", kept: ["0.5000"]});
});

const yearbookValue = (measure_unit: string, manual_value: string) =>
  read("yearbook_rows", "manual_value", csvOf("yearbook_rows", [{source: "manual", measure_unit, manual_value}]));

test.each([
  ["人", "35人", "35.0000"],
  ["%", "95%", "95.0000"],
  ["万元", "1.2", "1.2000"],
  ["人", "1.2万", "12000.0000"]
])("a number counted in %s may be written %s", async (unit, cell, kept) => {
  expect(await yearbookValue(unit, cell)).toMatchObject({outcome: "accepted", kept: [kept]});
});

test.each([
  ["人", "35场"],
  ["人", "95%"],
  ["万人", "1.2万"],
  ["万人", "1.2万人"]
])("a number counted in %s cannot be %s", async (unit, cell) => {
  expect((await yearbookValue(unit, cell)).found).toContainEqual(["cell/contradiction", cell]);
});

test("decimals beyond the four that are kept are said, but not what binary arithmetic leaves", async () => {
  const cells = ["3.14159", "12.300000000000001", "1.2500", "1.23456万", "2.000049"];
  const {outcome, lines, kept} = await read("activities", "cost_yuan", activities("cost_yuan", cells));
  expect({outcome, kept}).toEqual({
    outcome: "accepted",
    kept: ["3.1416", "12.3000", "1.2500", "12345.6000", "2.0000"]
  });
  expect(lines.filter((line) => line.includes("超过四位"))).toHaveLength(1);
  expect(lines.join()).toContain("2.000049 → 2、3.14159 → 3.1416");
});

const REQUIRED = contractOf("activities").fields.filter(({constraints}) => constraints?.required);

/** Rows that end where the sender stopped typing, behind the money. */
function ending(columns: string[], rows: string[]): string {
  const header = [...REQUIRED.map(({title}) => title), "支出（元）", ...columns];
  const lines = rows.map((row, at) => {
    const required = REQUIRED.map(({name, example}) => (name === "activity_id" ? `N${at}` : example));
    return `${required.join(",")},${row}`;
  });
  return [header.join(","), ...lines].join("\n") + "\n";
}

test.each<[string, string[], string[], string[]]>([
  ["the last cell of the row is the next column's", ["协办单位", "报名人数"], ["3,500"], ["3,500"]],
  ["the halves fill the row", ["协办单位"], ["350,U02", "3,500"], ["3,500"]],
  ["other rows end before the second number", ["报名人数", "协办单位"], ["350", "3,500"], ["3,500"]],
  ["the second half begins with 0", ["报名人数"], ["3,050"], ["3,050"]],
  ["two numbers stand side by side", ["报名人数"], ["350,120"], []],
  ["two numbers stand side by side in short rows", ["报名人数", "协办单位"], ["350,120", "80,110"], []],
  ["the row's last cells are there", ["报名人数", "协办单位"], ["350,120,", "3500,,"], []],
  ["the thousands stand in quotes", ["报名人数", "协办单位"], ['"3,500"'], []]
])("a number without its quotes: %s", async (_, columns, rows, asked) => {
  const {found, lines} = await read("activities", "cost_yuan", ending(columns, rows));
  const both = asked.flatMap((value) => [value, value]);
  expect(found.filter(([code]) => code === "cell/split")).toEqual(both.map((value) => ["cell/split", value]));
  if (asked.length > 0) expect(lines.join()).toContain(`这一格写 ${asked[0]!.replace(",", "")}，后一格留空`);
});

test("what stands for a number is refused with what it probably means", async () => {
  const {lines} = await read("activities", "actual_headcount", activities("actual_headcount", ["约30", "30"]));
  expect(lines[0]).toContain("是不是“30”？");
});

test("once its first half is corrected, the second is still named until its cell is empty", async () => {
  const file = ending(["协办单位", "报名人数"], ["350", "3,500"]);
  const first = columnLetters(REQUIRED.length);
  const second = columnLetters(REQUIRED.length + 1);
  const whole = {cell: `${first}3`, was: "3", is: "3500"};
  const half = await read("activities", "cost_yuan", file, [whole]);
  expect(half.found).toEqual([["cell/split", "3,500"]]);
  expect(half.lines[0]).toContain(`${second}3`);
  const inColumn = await read("activities", "cost_yuan", file, [{...whole, cell: first}]);
  expect(inColumn.found).toEqual([["cell/split", "3,500"]]);
  const corrections = [whole, {cell: `${second}3`, was: "500", is: ""}];
  expect(await read("activities", "cost_yuan", file, corrections)).toMatchObject({
    outcome: "accepted",
    kept: ["350.0000", "3500.0000"]
  });
});
