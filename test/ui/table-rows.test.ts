import {expect, test} from "vitest";
import type {Column} from "#app/ui/table-column.ts";
import {filterRows, sortRows} from "#app/ui/table-rows.ts";

interface Row {
  name: string;
  value: number | null;
}
const columns: Column<Row>[] = [
  {key: "name", title: "单位", value: ({name}) => name, cell: ({name}) => name},
  {key: "value", title: "数值", value: ({value}) => value, cell: ({value}) => value}
];
const rows: Row[] = [
  {name: "矿业学院", value: 9},
  {name: "安全学院", value: null},
  {name: "机电学院", value: 10}
];

test("numbers sort as numbers, and no value stands last both ways", () => {
  const names = (direction: "ascending" | "descending") =>
    sortRows(rows, columns, {key: "value", direction}).map(({name}) => name);
  expect([names("ascending"), names("descending")]).toEqual([
    ["矿业学院", "机电学院", "安全学院"],
    ["机电学院", "矿业学院", "安全学院"]
  ]);
});

test("names sort by their sound", () => {
  expect(sortRows(rows, columns, {key: "name", direction: "ascending"}).map(({name}) => name)).toEqual([
    "安全学院",
    "机电学院",
    "矿业学院"
  ]);
});

test("typing part of a name leaves the rows that hold it", () => {
  expect(filterRows(rows, columns, " 机电 ").map(({name}) => name)).toEqual(["机电学院"]);
});
