import {strFromU8, unzipSync} from "fflate";
import {expect, test} from "vitest";
import {stateSheets, stateWorkbook} from "#app/features/materials/xlsx/state-workbook.server.ts";
import {columnWidths} from "#app/features/materials/xlsx/layout.ts";
import {pageBreaks} from "#app/features/materials/xlsx/page-breaks.ts";
import {fixtureState} from "../deck-fixture.ts";

const STATE_ID = "0123456789abcdef".repeat(4);
const rows = (count: number) => Array.from({length: count}, () => 18);

test("a table that a page holds is not cut: it begins on the next page", () => {
  const blocks = [
    {from: 2, to: 22},
    {from: 22, to: 42}
  ];
  expect(pageBreaks(blocks, rows(42), 500)).toEqual([22]);
});

test("tables stand on one page as long as there is room", () => {
  const blocks = [
    {from: 2, to: 12},
    {from: 12, to: 22},
    {from: 22, to: 32}
  ];
  expect(pageBreaks(blocks, rows(32), 400)).toEqual([22]);
});

test("of a table that no page holds, the beginning and the chart are not cut", () => {
  const beside = [
    {from: 2, to: 12},
    {from: 12, to: 72, chart: {from: 15, to: 37}}
  ];
  expect(pageBreaks(beside, rows(72), 500)).toEqual([12, 39, 66]);
  const below = [{from: 2, to: 60, chart: {from: 42, to: 59}}];
  expect(pageBreaks(below, rows(60), 500)).toEqual([29, 42]);
});

test("the columns of months are equally wide, whatever stands above and below them", () => {
  const sheets = stateSheets(fixtureState(), STATE_ID).filter(({name}) => /^T\d\d$/.test(name));
  const spans = sheets.flatMap((sheet) => {
    const widths = columnWidths(sheet);
    const months = sheet.blocks.flatMap(({table}) =>
      table.columns.flatMap(({title}, at) => (/^\d+月$/.test(title) ? [widths[at]!] : []))
    );
    return months.length > 0 ? [Math.max(...months) - Math.min(...months)] : [];
  });
  expect(spans.length).toBeGreaterThan(1);
  expect(new Set(spans)).toEqual(new Set([0]));
});

test("a chart beside a table of several pages stands on one of them", () => {
  const state = fixtureState();
  const task = state.tasks[0]!;
  const bars = Array.from({length: 70}, (_, at) => ({name: `虚构第${at + 1}学院`, value: 90 - at}));
  const table = {
    columns: [{title: "单位"}, {title: "件数", unit: "件"}],
    rows: bars.map(({name, value}) => ({cells: [name, value]}))
  };
  const panel = {subtitle: "全校", note: "", picture: {kind: "bars" as const, unit: "件", bars}, table};
  task.panels = ["甲", "乙", "丙"].map((id) => ({...panel, id, title: `${id}表`}));
  const parts = unzipSync(stateWorkbook(state, STATE_ID));
  const number = stateSheets(state, STATE_ID).findIndex(({name}) => name === task.code) + 1;
  const textOf = (path: string) => strFromU8(parts[path]!);
  const breaks = numbersIn(textOf(`xl/worksheets/sheet${number}.xml`), /<brk id="(\d+)"/g);
  const drawing = /drawing\d+\.xml/.exec(textOf(`xl/worksheets/_rels/sheet${number}.xml.rels`))![0];
  const edges = numbersIn(textOf(`xl/drawings/${drawing}`), /<xdr:row>(\d+)<\/xdr:row>/g);
  const charts = edges.flatMap((from, at) => (at % 2 === 0 ? [{from, to: edges[at + 1]!}] : []));
  expect(charts.length).toBeGreaterThanOrEqual(3);
  expect(breaks.length).toBeGreaterThan(3);
  for (const {from, to} of charts) expect(breaks.filter((row) => from < row && row <= to)).toEqual([]);
});

const numbersIn = (xml: string, pattern: RegExp) => [...xml.matchAll(pattern)].map(([, number]) => Number(number));
