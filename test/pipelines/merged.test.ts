import {expect, test} from "vitest";
import {MergedColumns} from "#pipelines/files/merged.ts";
import {contractOf} from "./store.ts";

const fields = ["activity_id", "topic", "cost_yuan"].map((name) =>
  contractOf("activities").fields.find((field) => field.name === name)
);

test("each range fills the rows that it covers with its own text, and nothing with that of another", () => {
  const merged = [
    {column: 1, lastColumn: 1, from: 5, to: 6},
    {column: 1, lastColumn: 1, from: 2, to: 3},
    {column: 2, lastColumn: 2, from: 2, to: 3},
    {column: 7, lastColumn: 7, from: 2, to: 9}
  ];
  const columns = new MergedColumns({merged, fields, headerRow: 1});
  // Row 5 holds nothing, so it is not among the rows.
  const rows = [
    {row: 2, cells: ["X1", "艺术美育", "90"]},
    {row: 3, cells: ["X2"]},
    {row: 4, cells: ["X3"]},
    {row: 6, cells: ["X4"]}
  ];
  rows.forEach((row) => columns.fill(row));
  expect(rows.map(({cells}) => cells)).toEqual([["X1", "艺术美育", "90"], ["X2", "艺术美育"], ["X3"], ["X4"]]);
  expect(columns.findings("台账")).toEqual([
    {code: "column/merged", sheet: "台账", column: "主题", cells: ["B2:B3"], places: 1, count: 1},
    {code: "column/merged-number", sheet: "台账", column: "支出（元）", cells: ["C2:C3"], places: 1, count: 1}
  ]);
});

test("a range that begins in the header is none of the data", () => {
  const columns = new MergedColumns({merged: [{column: 1, lastColumn: 1, from: 1, to: 3}], fields, headerRow: 2});
  expect(columns.isEmpty).toBe(true);
});
