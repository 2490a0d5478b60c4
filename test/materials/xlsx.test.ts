import {setTimeout} from "node:timers/promises";
import exceljs from "devextreme-exceljs-fork";
import {strFromU8, unzipSync} from "fflate";
import {beforeAll, expect, test} from "vitest";
import type {FrozenKpi, FrozenState} from "#app/features/deck/state/frozen-state.ts";
import {stateWorkbook} from "#app/features/materials/xlsx/state-workbook.server.ts";
import {fixtureState} from "../deck-fixture.ts";

const STATE_ID = "0123456789abcdef".repeat(4);
const state = fixtureState();
const bytes = stateWorkbook(state, STATE_ID);

type Value = string | number | null;
let workbook: exceljs.Workbook;

beforeAll(async () => {
  workbook = await opened(bytes);
});

async function opened(file: Uint8Array): Promise<exceljs.Workbook> {
  const book = new exceljs.Workbook();
  await book.xlsx.load(Buffer.from(file) as unknown as exceljs.Buffer);
  return book;
}

function sheetOf(name: string, book = workbook): exceljs.Worksheet {
  const sheet = book.getWorksheet(name);
  if (!sheet) throw new Error(`no sheet ${name}`);
  return sheet;
}

function valuesOf(sheet: exceljs.Worksheet, row: number): Value[] {
  return Array.from({length: sheet.columnCount}, (_, at) => {
    const {value} = sheet.getCell(row, at + 1);
    if (value !== null && typeof value !== "string" && typeof value !== "number")
      throw new Error(`${sheet.name} ${row},${at + 1}: ${JSON.stringify(value)}`);
    return value;
  });
}

/** Returns the rows below the header that begins with these titles, up to the first line that is no row of it. */
function tableBelow(sheet: exceljs.Worksheet, titles: string[], after = 1): Record<string, Value>[] {
  const header = headerRow(sheet, titles, after);
  const names = valuesOf(sheet, header).filter((title) => title !== null);
  const rows: Record<string, Value>[] = [];
  for (let row = header + 1; row <= sheet.rowCount && isTableRow(sheet, row); row++) {
    const cells = valuesOf(sheet, row);
    rows.push(Object.fromEntries(names.map((name, at) => [String(name), cells[at] ?? null])));
  }
  return rows;
}

function headerRow(sheet: exceljs.Worksheet, titles: string[], after: number): number {
  for (let row = after; row <= sheet.rowCount; row++)
    if (titles.every((title, at) => sheet.getCell(row, at + 1).value === title)) return row;
  throw new Error(`${sheet.name}: no table ${titles.join(" ")}`);
}

const isTableRow = (sheet: exceljs.Worksheet, row: number) =>
  sheet.getCell(row, 1).value !== null && !sheet.getCell(row, 1).isMerged;

function rowOfText(sheet: exceljs.Worksheet, text: string): number {
  for (let row = 1; row <= sheet.rowCount; row++) if (sheet.getCell(row, 1).value === text) return row;
  throw new Error(`${sheet.name}: “${text}” is missing`);
}

const orNoData = (value: number | null) => value ?? "无数据";
const kpisOf = (task: string) => state.kpis.filter(({task_code}) => task_code === task);
const inUnit = (title: string, unit: string | undefined) => (unit ? `${title}（${unit}）` : title);

test("there is a sheet for each part of the state, in the order of a meeting", () => {
  expect(workbook.worksheets.map(({name}) => name)).toEqual([
    ...["总览", "需关注", ...state.tasks.map(({code}) => code), "单位", "议定事项", "口径"]
  ]);
  const without = fixtureState();
  without.action_items = [];
  expect(sheetNames(stateWorkbook(without, STATE_ID))).not.toContain("议定事项");
});

function sheetNames(file: Uint8Array): string[] {
  return [...partOf(file, "xl/workbook.xml").matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name ?? "");
}

test("the overview holds the numbers of the tasks, the tally and the reporting", () => {
  const sheet = sheetOf("总览");
  const rows = tableBelow(sheet, ["编号", "任务"]);
  expect(rows.map((row) => row["编号"])).toEqual(state.tasks.map(({code}) => code));
  for (const [at, task] of state.tasks.entries()) {
    const row = rows[at]!;
    expect(row["实际（%）"]).toBe(orNoData(task.progress));
    expect(row["序时（%）"]).toBe(task.pace);
    expectDelta(row["Δ（百分点）"], task);
    expect([row["有数据的举措（项）"], row["举措（项）"], row["逾期（项）"]]).toEqual([
      ...[task.with_data, task.of, task.overdue]
    ]);
  }
  const tally = tableBelow(sheet, ["状态", "举措（项）"]);
  expect(tally.map((row) => ({status: row["状态"], count: row["举措（项）"]}))).toEqual(state.tally);
  const reporting = tableBelow(sheet, ["单位与报送"]);
  expect(reporting.map((row) => row["数量"])).toEqual([state.units_asked, state.units_reported, state.waiting]);
});

function expectDelta(shown: Value | undefined, {progress, pace}: {progress: number | null; pace: number | null}) {
  if (progress === null || pace === null) expect(shown).toBeNull();
  else expect(Number(shown)).toBeCloseTo(Number(progress.toFixed(1)) - Number(pace.toFixed(1)), 6);
}

test.each(state.tasks.map((task) => [task.code, task] as const))("%s holds its deliverables and KPIs", (code, task) => {
  const rows = tableBelow(sheetOf(code), ["举措", "编号"]);
  expect(rows.map((row) => row["编号"])).toEqual(task.deliverables.map((each) => each.code));
  for (const [at, each] of task.deliverables.entries()) {
    expect(rows[at]!["实际（%）"]).toBe(orNoData(each.progress));
    expect(rows[at]!["序时（%）"]).toBe(each.pace);
    expectDelta(rows[at]!["Δ（百分点）"], each);
  }
  const kpis = tableBelow(sheetOf(code), ["指标", "编号"]);
  expect(kpis.map((row) => row["编号"])).toEqual(kpisOf(code).map((kpi) => kpi.code));
  for (const [at, kpi] of kpisOf(code).entries()) expectKpi(kpis[at]!, kpi);
});

/** What its status speaks of while the month has no value: “37.6 %（10月）”. */
const lastShownOf = ({value, last_shown, unit}: FrozenKpi) =>
  value === null && typeof last_shown?.value === "number"
    ? `${last_shown.value.toFixed(1)} ${unit}（${Number(last_shown.month.slice(5, 7))}月）`
    : undefined;

function expectKpi(row: Record<string, Value>, kpi: FrozenKpi) {
  expect(row["数值"]).toBe(kpi.is_hidden ? "人数过少" : (lastShownOf(kpi) ?? orNoData(kpi.value)));
  expect(row["分子"]).toBe(kpi.is_hidden ? null : kpi.numerator);
  expect(row["分母"]).toBe(kpi.is_hidden ? null : kpi.denominator);
  expect([row["目标"], row["较上月"]]).toEqual([kpi.target, kpi.is_hidden ? null : kpi.change]);
  expect([row["目标来源"], row["状态"], row["单位"]]).toEqual([kpi.target_source, kpi.status, kpi.unit]);
}

test.each(state.tasks.map((task) => [task.code, task] as const))("%s holds the table of each panel", (code, task) => {
  const sheet = sheetOf(code);
  for (const {title, table} of task.panels) {
    const titles = table.columns.map((column) => inUnit(column.title, column.unit));
    const header = headerRow(sheet, titles, rowOfText(sheet, title));
    for (const [at, {cells}] of table.rows.entries())
      expect(valuesOf(sheet, header + 1 + at).slice(0, cells.length)).toEqual(
        cells.map((cell) => (cell === "" ? null : cell))
      );
  }
});

test.each(state.kpis.map((kpi) => [kpi.code, kpi] as const))("the months of %s are there", (_, kpi) => {
  const sheet = sheetOf(kpi.task_code);
  const rows = tableBelow(sheet, ["月份"], rowOfText(sheet, `${kpi.code} ${kpi.name}，逐月`));
  expect(rows.map((row) => row["月份"])).toEqual(kpi.months.map(({month}) => `${Number(month.slice(5))}月`));
  for (const [at, month] of kpi.months.entries()) {
    expect(rows[at]![`实际（${kpi.unit}）`]).toBe(month.value);
    expect(rows[at]![`序时（${kpi.unit}）`] ?? null).toBe(month.pace);
    expect(rows[at]![`去年同期（${kpi.unit}）`] ?? null).toBe(month.last_year);
    expect(rows[at]![`目标（${kpi.unit}）`] ?? null).toBe(kpi.target);
  }
});

test("units × KPIs, action items and targets are the numbers of the state", () => {
  const units = tableBelow(sheetOf("单位"), ["编号", "单位"]);
  expect(units.map((row) => row["编号"])).toEqual(state.units.map(({code}) => code));
  for (const kpi of state.kpis.filter((each) => each.units.length > 0))
    for (const [at, {code}] of state.units.entries()) {
      const value = kpi.units.find((unit) => unit.code === code)?.value ?? null;
      expect(units[at]![`${kpi.code} ${kpi.name}（${kpi.unit}）`], `${kpi.code} ${code}`).toBe(value);
    }
  const items = tableBelow(sheetOf("议定事项"), ["事项"]);
  expect(items.map((row) => row["已逾期（天）"])).toEqual(state.action_items.map(({overdue}) => overdue));
  const kpis = tableBelow(sheetOf("口径"), ["编号", "指标"]);
  expect(kpis.map((row) => [row["编号"], row["目标"], row["计算方法"]])).toEqual(
    state.kpis.map(({code, target, formula_words}) => [code, target, formula_words])
  );
});

test("the workbook names its state, its definitions and how far the data reach", () => {
  const facts = tableBelow(sheetOf("口径"), ["项目", "内容"]);
  const contentOf = (name: string) => facts.find((row) => row["项目"] === name)?.["内容"];
  expect(contentOf("状态编号")).toBe(STATE_ID);
  expect(contentOf("口径版本")).toBe(state.definitions);
  expect(contentOf("数据截至")).toMatch(/^2026年\d+月\d+日$/);
});

test("percentages are numbers with a sign of text, and codes are text", () => {
  const sheet = sheetOf("总览");
  const row = headerRow(sheet, ["编号", "任务"], 1) + 1;
  expect(sheet.getCell(row, 4).numFmt).toBe('0.0" %"');
  expect(sheet.getCell(row, 4).type).toBe(exceljs.ValueType.Number);
  expect(sheet.getCell(row, 1).type).toBe(exceljs.ValueType.String);
});

test("each chart draws the numbers of its picture, from cells of its sheet", () => {
  for (const task of state.tasks) {
    const drawn = chartsOf(task.code).map(({series}) => series);
    expect(drawn).toEqual([
      ...task.panels.flatMap(({picture}) => (picture && picture.kind !== "heat" ? [numbersOf(picture)] : [])),
      ...kpisOf(task.code)
        .filter(({months}) => months.some(({value}) => value !== null))
        .map(linesOf)
    ]);
  }
});

type Drawn = Exclude<NonNullable<FrozenState["tasks"][number]["panels"][number]["picture"]>, {kind: "heat"}>;

function numbersOf(picture: Drawn): Value[][] {
  return picture.kind === "bars" ? [picture.bars.map(({value}) => value)] : picture.series.map(({values}) => values);
}

function linesOf({months, target}: FrozenKpi): Value[][] {
  const [actual, ...others] = [
    months.map(({value}) => value),
    months.map(({pace}) => pace),
    months.map(({last_year}) => last_year),
    months.map(() => target)
  ];
  return [actual!, ...others.filter((values) => values.some((value) => value !== null))];
}

/** Resolves the references of a sheet's charts, in the order in which they stand there. */
function chartsOf(sheet: string): {xml: string; series: Value[][]}[] {
  const number = workbook.worksheets.findIndex(({name}) => name === sheet) + 1;
  const relations = partOf(bytes, `${drawingOf(bytes, number).replace("drawings/", "drawings/_rels/")}.rels`);
  return [...relations.matchAll(/charts\/(chart\d+\.xml)/g)].map(([, name]) => {
    const xml = partOf(bytes, `xl/charts/${name}`);
    return {xml, series: [...xml.matchAll(/<c:val>.*?<c:f>(.*?)<\/c:f>/gs)].map(([, at]) => resolve(at!))};
  });
}

function resolve(reference: string): Value[] {
  const [, name, column, first, last] = /^'?([^'!]+)'?!\$([A-Z]+)\$(\d+)(?::\$[A-Z]+\$(\d+))?$/.exec(reference)!;
  const sheet = sheetOf(name!);
  const length = Number(last ?? first) - Number(first) + 1;
  return Array.from({length}, (_, at) => sheet.getCell(`${column}${Number(first) + at}`).value as Value);
}

function partOf(file: Uint8Array, path: string): string {
  const content = unzipSync(file)[path];
  if (!content) throw new Error(`no part ${path}`);
  return strFromU8(content);
}

test("charts name a Chinese font, and list bars from the top with their numbers below", () => {
  for (const task of state.tasks)
    for (const {xml} of chartsOf(task.code)) {
      expect(xml).toMatch(/<a:latin typeface="微软雅黑"[^>]*\/><a:ea typeface="微软雅黑"\/>/);
      expect(xml).not.toMatch(/<a:latin typeface="[^"]*"[^>]*\/>(?!<a:ea)/);
      if (!xml.includes('<c:barDir val="bar"/>')) continue;
      expect(xml).toMatch(/<c:catAx>.*<c:orientation val="maxMin"\/>.*<\/c:catAx>/s);
      expect(xml).toMatch(/<c:valAx>.*<c:crosses val="max"\/>.*<\/c:valAx>/s);
    }
});

test("every sheet is set up to scroll, to filter and to print", () => {
  for (const sheet of workbook.worksheets) {
    const {pageSetup, headerFooter, views, autoFilter} = sheet;
    expect(pageSetup, sheet.name).toMatchObject({
      paperSize: 9,
      orientation: "landscape",
      fitToPage: true,
      fitToHeight: 0
    });
    expect(pageSetup.fitToWidth ?? 1).toBe(sheet.name === "单位" ? 4 : 1);
    expect(pageSetup.printTitlesRow, sheet.name).toMatch(/^1:\d+$/);
    expect(pageSetup.printArea, sheet.name).toMatch(/^A1:[A-Z]+\d+$/);
    expect(views[0], sheet.name).toMatchObject({state: "frozen"});
    expect(autoFilter, sheet.name).toBeTruthy();
    expect(headerFooter.oddHeader, sheet.name).toContain("数据截至 2026年");
    expect(headerFooter.oddFooter, sheet.name).toContain("第 &P / &N 页");
    expect(headerFooter.oddFooter, sheet.name).toContain(STATE_ID.slice(0, 12));
  }
});

test("a new page begins before a chart that it would cut", () => {
  const long = fixtureState();
  const task = long.tasks[0]!;
  const charted = task.panels.find(({picture}) => picture?.kind === "columns")!;
  task.panels = Array.from({length: 8}, () => charted);
  const file = stateWorkbook(long, STATE_ID);
  const number = sheetNames(file).indexOf(task.code) + 1;
  const breaks = [...partOf(file, `xl/worksheets/sheet${number}.xml`).matchAll(/<brk id="(\d+)"/g)].map(([, row]) =>
    Number(row)
  );
  const charts = anchorsOf(partOf(file, drawingOf(file, number)));
  expect(breaks.length).toBeGreaterThan(1);
  expect(charts.length).toBeGreaterThan(8);
  for (const {from, to} of charts) expect(breaks.filter((row) => from < row && row <= to)).toEqual([]);
});

function drawingOf(file: Uint8Array, sheet: number): string {
  const relations = partOf(file, `xl/worksheets/_rels/sheet${sheet}.xml.rels`);
  return `xl/drawings/${/drawings\/(drawing\d+\.xml)/.exec(relations)?.[1]}`;
}

function anchorsOf(drawing: string): {from: number; to: number}[] {
  const rows = [...drawing.matchAll(/<xdr:row>(\d+)<\/xdr:row>/g)].map(([, row]) => Number(row));
  return rows.flatMap((from, at) => (at % 2 === 0 ? [{from, to: rows[at + 1]!}] : []));
}

test("every number fits its column", () => {
  for (const sheet of workbook.worksheets)
    sheet.eachRow((row) =>
      row.eachCell((cell, column) => {
        if (typeof cell.value !== "number") return;
        const decimals = cell.numFmt.includes("0.0") ? 2 : 0;
        const text =
          Math.trunc(cell.value).toLocaleString("en-US").length + decimals + (cell.numFmt.includes("%") ? 2 : 0);
        expect(sheet.getColumn(column).width, `${sheet.name} ${cell.address}`).toBeGreaterThan(text + 1);
      })
    );
});

test("texts that look like formulas stay texts, wherever they stand", async () => {
  const hostile = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    '=HYPERLINK("//x")',
    '&"x"&P'
  ];
  const file = stateWorkbook(hostileState(hostile), STATE_ID);
  const parts = unzipSync(file);
  for (const path of Object.keys(parts).filter((name) => name.startsWith("xl/worksheets/sheet")))
    expect(partOf(file, path)).not.toMatch(/<f[ >]|<hyperlink/);
  for (const path of Object.keys(parts).filter((name) => name.startsWith("xl/charts/chart")))
    for (const [, reference] of partOf(file, path).matchAll(/<c:f>(.*?)<\/c:f>/g))
      expect(reference).toMatch(/^'?[^'!]+'?!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?$/);
  const sheet = sheetOf("T01", await opened(file));
  for (const text of hostile) {
    const found = cellsOf(sheet).filter((cell) => cell.value === text.replace("\r", "\n") || cell.value === text);
    expect(found.length, JSON.stringify(text)).toBeGreaterThan(0);
    for (const cell of found) expect(cell.type).toBe(exceljs.ValueType.String);
  }
});

/** Leaves out the cells that a merged one covers. */
function cellsOf(sheet: exceljs.Worksheet): exceljs.Cell[] {
  const cells: exceljs.Cell[] = [];
  sheet.eachRow((row) => row.eachCell((cell) => cell.master === cell && cells.push(cell)));
  return cells;
}

/** Panels, KPIs, deliverables and series are named so. */
function hostileState(texts: string[]): FrozenState {
  const hostile = fixtureState();
  const task = hostile.tasks[0]!;
  task.title = texts[0]!;
  const panel = task.panels.find(({picture}) => picture?.kind === "columns") ?? task.panels[0]!;
  const bars = texts.map((name, value) => ({name, value}));
  task.panels = [
    panel.picture?.kind === "columns"
      ? {
          ...panel,
          picture: {...panel.picture, series: panel.picture.series.map((each, at) => ({...each, name: texts[at]!}))}
        }
      : panel,
    ...texts.map((title, at) => ({
      ...{id: `hostile-${at}`, title, subtitle: title, note: title},
      picture: {kind: "bars" as const, unit: "件", bars},
      table: {columns: [{title}, {title: "件数", unit: "件"}], rows: texts.map((name, row) => ({cells: [name, row]}))}
    }))
  ];
  task.deliverables.forEach((each, at) => Object.assign(each, {name: texts[at], problem_note: texts[at]}));
  for (const kpi of hostile.kpis) Object.assign(kpi, {name: texts[0], conclusion: texts[0], formula_words: texts[3]});
  return hostile;
}

test("a text that is longer than a cell holds is cut, not refused", () => {
  const long = fixtureState();
  long.tasks[0]!.deliverables[0]!.problem_note = "长".repeat(40_000);
  expect(stateWorkbook(long, STATE_ID).length).toBeGreaterThan(0);
});

test("the same state gives the same bytes, at any moment", async () => {
  const core = partOf(bytes, "docProps/core.xml");
  expect(core.match(/\d{4}-\d\d-\d\dT[\d:]+Z/g)).toEqual([`${state.on}T00:00:00Z`, `${state.on}T00:00:00Z`]);
  await setTimeout(1100);
  expect(Buffer.compare(Buffer.from(stateWorkbook(fixtureState(), STATE_ID)), Buffer.from(bytes))).toBe(0);
});
