import exceljs from "devextreme-exceljs-fork";
import {expect, test} from "vitest";
import {statusLook} from "#app/features/deck/layout/status-look.ts";
import type {Slide, SlidePicture} from "#app/features/deck/slide.ts";
import type {PictureBar} from "#app/features/task/topics/panel.ts";
import {formatBare, formatValue, haveTenths} from "#app/format.ts";
import {allNamed, childOf, textOf} from "#app/features/materials/pptx/xml-tree.ts";
import {fixtureDeck} from "../deck-fixture.ts";
import {readSlides, slideTitled, type ReadSlide} from "./pptx-slides.ts";

/** A number of the file, with the words that say which one it is. */
interface Found {
  place: string;
  value: number;
}

test("every number of charts, workbooks and tables is the deck's number of the same name", async () => {
  const deck = fixtureDeck();
  const counts = {chart: 0, workbook: 0, table: 0};
  for (const slide of await readSlides(deck)) {
    const source = slideTitled(deck, slide.title);
    const expected = pictureNumbers(source);
    for (const found of chartNumbers(slide)) {
      expect(expected.get(found.place), `${slide.title}: ${found.place}`).toBe(found.value);
      counts.chart++;
    }
    for (const found of await workbookNumbers(slide)) {
      expect(expected.get(found.place), `${slide.title}: ${found.place}`).toBe(found.value);
      counts.workbook++;
    }
    counts.table += checkTable(slide, source);
  }
  for (const [where, count] of Object.entries(counts)) expect(count, where).toBeGreaterThan(0);
  expect(counts.chart + counts.table).toBeGreaterThanOrEqual(60);
});

/** The numbers of a picture by “category / series”. */
function pictureNumbers({body}: Slide): Map<string, number> {
  if (body.kind !== "picture") return new Map();
  return new Map(pictureEntries(body.picture).filter((entry): entry is [string, number] => entry[1] !== null));
}

function pictureEntries(picture: SlidePicture): [string, number | null][] {
  switch (picture.kind) {
    case "bars":
      return [...picture.bars, ...referenceBars(picture)].map(({name, detail, value}) => [
        `${detail ? `${name}（${detail}）` : name} /`,
        value
      ]);
    case "columns": {
      const sums = picture.labels.map((_, at) => picture.series.reduce((sum, {values}) => sum + (values[at] ?? 0), 0));
      const totals = sums.map((sum) => Number(sum.toPrecision(12)));
      return namedValues(picture.labels, [...picture.series, {name: "合计", values: totals}]);
    }
    case "lines": {
      const {labels, lines, target} = picture;
      const goal = target ? [{name: target.label, values: labels.map(() => target.value)}] : [];
      return namedValues(labels, [...lines, ...goal]);
    }
    case "heat":
      return [];
  }
}

/** A reference that no line can show stands as a bar, named with its value unless its words hold it. */
function referenceBars({reference, unit}: Extract<SlidePicture, {kind: "bars"}>): PictureBar[] {
  if (!reference) return [];
  const {label, value} = reference;
  return [label, `${label} ${formatValue(value, unit)}`].map((name) => ({name, value}));
}

const namedValues = (labels: string[], series: {name: string; values: (number | null)[]}[]) =>
  series.flatMap(({name, values}) =>
    labels.map((label, at): [string, number | null] => [placeOf(label, name, series.length), values[at] ?? null])
  );

/** Bars of one series are known by their names alone. */
const placeOf = (category: string, series: string, count: number) => `${category} /${count === 1 ? "" : ` ${series}`}`;

function chartNumbers({chart}: ReadSlide): Found[] {
  const series = chart ? allNamed(chart, "c:ser") : [];
  return series.flatMap((each) => {
    const name = textOf(allNamed(childOf(each, "c:tx")!, "c:v")[0]!);
    const categories = allNamed(childOf(each, "c:cat")!, "c:v").map(textOf);
    return allNamed(childOf(each, "c:val")!, "c:pt").map((point) => ({
      place: placeOf(categories[Number(point.attributes.idx)] ?? "", name, series.length),
      value: Number(textOf(point))
    }));
  });
}

async function workbookNumbers({workbook}: ReadSlide): Promise<Found[]> {
  if (!workbook) return [];
  const book = new exceljs.Workbook();
  await book.xlsx.load(Uint8Array.from(workbook).buffer);
  const sheet = book.worksheets[0]!;
  const names = Array.from({length: sheet.columnCount - 1}, (_, at) => String(sheet.getCell(1, at + 2).value));
  const rows = Array.from({length: sheet.rowCount - 1}, (_, at) => at + 2);
  return rows.flatMap((row) =>
    names.flatMap((name, at) => {
      const {value} = sheet.getCell(row, at + 2);
      const category = String(sheet.getCell(row, 1).value);
      return typeof value === "number" ? [{place: placeOf(category, name, names.length), value}] : [];
    })
  );
}

/** A status has its shape in front. */
const markedWords = (words: string) => [statusLook(words)?.sign, words].filter(Boolean).join(" ");

/** The rows of a page stand in the deck's table one after another; returns how many numbers were compared. */
function checkTable({rows: [, ...rows], title}: ReadSlide, {body}: Slide): number {
  if (body.kind === "picture" && body.picture.kind === "heat") return checkHeat(rows, body.picture);
  if (body.kind !== "table") return 0;
  const {columns, rows: source} = body.table;
  for (const row of rows) {
    const same = source.find(([name]) => name === row[0]);
    expect(same, `${title}: ${row[0]}`).toBeDefined();
    const texts = columns.map(({unit}, at) => {
      const cell = same?.[at] ?? null;
      if (typeof cell !== "number") return markedWords(cell ?? "—");
      const column = source.map((cells) => cells[at] ?? null);
      return formatBare(cell, unit, haveTenths(column, unit));
    });
    expect(row).toEqual(texts);
  }
  return rows.length * columns.filter(({unit}) => unit !== undefined).length;
}

function checkHeat(rows: string[][], {columns, cells}: Extract<SlidePicture, {kind: "heat"}>): number {
  for (const [name, ...texts] of rows) {
    const expected = columns.map((column) => {
      const cell = cells.find((each) => each.row === name && each.column === column);
      return cell ? String(Math.round(cell.value)) : "—";
    });
    expect(texts, name).toEqual(expected);
  }
  return rows.length * columns.length;
}
