import {beforeAll, expect, test} from "vitest";
import {readPanels} from "#app/features/task/topics/topics.server.ts";
import type {Panel} from "#app/features/task/topics/panel.ts";
import {readAllUnitNames} from "#app/server/unit-names.server.ts";
import {formatBare, formatMoney} from "#app/format.ts";
import {SAMPLE_DAY} from "../sample-year.ts";
import {SAMPLE_MONTHS, withSampleWarehouse} from "./sample-warehouse.ts";

interface Made {
  task: string;
  month: string;
  unit: string;
  panels: Panel[];
}

let all: Made[] = [];

/** Of the whole union in every month, and of every unit in the last. */
beforeAll(async () => {
  all = await withSampleWarehouse(async (db, plan) => {
    const units = (await readAllUnitNames(db)).map(({unit_code}) => unit_code);
    const made: Made[] = [];
    const make = async (month: string, on: string, unit: string) => {
      const filters = {year: 2026, month, on, ...(unit && {unit})};
      for (const {code: task} of plan.tasks)
        made.push({task, month, unit, panels: await readPanels(db, plan, task, filters)});
    };
    for (const {month, on} of SAMPLE_MONTHS) await make(month, on, "");
    for (const unit of units) await make(SAMPLE_DAY.slice(0, 7), SAMPLE_DAY, unit);
    return made;
  });
}, 900_000);

const placeOf = ({task, month, unit}: Made, {id}: Panel) => `${task} ${month} ${unit} ${id}`;
const each = () => all.flatMap((made) => made.panels.map((panel) => ({place: placeOf(made, panel), panel})));

/** The numbers of a conclusion, without those of days, names in quotes and group names. */
function numbersOf(title: string): string[] {
  const words = title
    .replace(/“[^”]*”/g, "")
    .replace(/\d+年(\d+月)?(\d+日)?|\d+月(\d+日)?|\d+[—–-]\d+ ?岁|\d+岁|1\+N/g, "");
  return words.match(/\d[\d,]*(\.\d+)?/g) ?? [];
}

/** 145,000 元 reads 14.5 万元 in a sentence. */
const moneyOf = (value: number, unit: string) => (unit === "元" ? [formatMoney(value).split(" ")[0]!] : []);

function figuresOf({table: {columns, rows}, figures = []}: Panel): Set<string> {
  const cells = rows.flatMap(({cells}) =>
    cells.map((cell, at) => (typeof cell === "number" ? formatBare(cell, columns[at]?.unit) : (cell ?? "")))
  );
  const named = figures.flatMap(({value, unit}) => [
    formatBare(value, unit),
    formatBare(value),
    ...moneyOf(value, unit)
  ]);
  return new Set([...cells, ...named, String(rows.length)]);
}

test("every number in a conclusion is one of its rows or figures", () => {
  const strange = each().flatMap(({place, panel}) => {
    const known = figuresOf(panel);
    return numbersOf(panel.title)
      .filter((number) => !known.has(number))
      .map((number) => `${place}: ${number} in ${panel.title}`);
  });
  expect(strange).toEqual([]);
  expect(each().length).toBeGreaterThan(0);
});

test("a picture shows its rows: as many bars, columns or cells", () => {
  for (const {place, panel} of each()) {
    const {picture, table} = panel;
    if (picture?.kind === "bars") expect(picture.bars.length, place).toBeLessThanOrEqual(table.rows.length);
    if (picture?.kind === "columns")
      for (const {values} of picture.series) expect(values.length, place).toBe(picture.labels.length);
    for (const {cells} of table.rows) expect(cells.length, place).toBe(table.columns.length);
  }
});

test("a panel's place on the page is its own, and its words are whole", () => {
  for (const made of all) expect(new Set(made.panels.map(({id}) => id)).size).toBe(made.panels.length);
  for (const {place, panel} of each()) {
    const words = [panel.title, panel.subtitle, panel.note ?? "", ...(panel.next ?? []).map(({words}) => words)];
    expect(words.join(""), place).not.toMatch(/undefined|null|NaN|Infinity/);
  }
});
