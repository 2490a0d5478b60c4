import {formatBare, formatRound, formatValue} from "#app/format.ts";
import type {PictureBar} from "#app/features/task/topics/panel.ts";
import {bodyHeight, contentWidth, type Frame, type Sizes} from "./slide-frame.ts";
import {countWithin, endsWithin, pagesOf, type Page} from "./slide-pages.ts";
import {emsOf, linesIn} from "./slide-words.ts";
import type {LinesPicture, Slide, SlidePicture} from "../slide.ts";

export type Bars = Extract<SlidePicture, {kind: "bars"}>;
export type Columns = Extract<SlidePicture, {kind: "columns"}>;
export type Heat = Extract<SlidePicture, {kind: "heat"}>;
export type Lines = LinesPicture;

export interface PicturePage {
  picture: SlidePicture;
  frame: Frame;
  /** Where the scale of all parts of a picture ends. */
  highest?: number;
}

const MOST_SLIDES = 2;
/** The height of a bar with its gap, and of a row of cells, per line of its name, in ems. */
const BAR_STEP = 1.5;
const CELL_STEP = 1.45;
const NAME_LINE = 1.2;
/** Above the bars: the name of the line through them. */
const BAR_HEAD = 1.7;
/** Names take no more of the width. */
const NAME_SHARE = 0.32;
const MOST_NAME_EMS = 14;

export const nameEms = (min: number, width: number): number => Math.min(MOST_NAME_EMS, (width * NAME_SHARE) / min);

/** A name in as many lines as it needs. */
export const nameLines = (name: string, min: number, width: number): string[] => linesIn(name, nameEms(min, width));

export const barHeadRoom = ({reference}: Bars, min: number): number => min * (reference ? BAR_HEAD : 0.2);

/** The height of a row by the lines of its name, with some more for others so that all are equal. */
const stepOf = (names: string[], step: number, {min, ratio}: Sizes): number => {
  const lines = Math.max(1, ...names.map((name) => nameLines(name, min, contentWidth(ratio)).length));
  return min * (step + (lines - 1) * NAME_LINE);
};

export function picturePages(slide: Slide, picture: SlidePicture, sizes: Sizes): PicturePage[] {
  switch (picture.kind) {
    case "bars":
      return barPages(slide, picture, sizes);
    case "heat":
      return heatPages(slide, picture, sizes);
    case "columns":
    case "lines":
      return pagesOf(slide, [], sizes, {
        items: [picture],
        most: 1,
        fitting: () => 1,
        ends: (items) => items,
        leftOut: () => ""
      }).map(({frame}) => ({picture, frame}));
  }
}

function barPages(slide: Slide, picture: Bars, sizes: Sizes): PicturePage[] {
  const step = stepOf(
    picture.bars.map(({name}) => name),
    BAR_STEP,
    sizes
  );
  const room = (frame: Frame) => bodyHeight(frame, sizes) - barHeadRoom(picture, sizes.min);
  const pages: Page<PictureBar>[] = pagesOf(slide, [], sizes, {
    items: picture.bars,
    most: MOST_SLIDES,
    fitting: (bars, frame) =>
      countWithin(
        bars.map(() => step),
        room(frame)
      ),
    ends: (bars, frame) =>
      endsWithin(
        bars,
        () => step,
        room(frame),
        ({isOwn}) => isOwn === true
      ),
    // The reader's own bar may stand alone in the middle.
    leftOut: (count) => `${picture.bars.some(({isOwn}) => isOwn) ? "其余" : "中间"} ${count} 行见材料`
  });
  const highest = Math.max(picture.reference?.value ?? 0, ...picture.bars.map(({value}) => value));
  return pages.map(({items, frame}) => ({
    picture: {...picture, bars: items},
    frame,
    ...(pages.length > 1 && {highest})
  }));
}

/** Above the cells: the names of the columns. */
const HEAT_HEAD = 1.9;
/** Beside a number in its cell, in ems. */
const CELL_GAP = 0.5;

function heatPages(slide: Slide, whole: Heat, sizes: Sizes): PicturePage[] {
  const {picture, dropped} = fewerColumns(whole, sizes);
  const said = dropped.length === 0 ? [] : [`另有 ${dropped.length} 列（${spanOf(dropped)}）见材料`];
  const step = stepOf(picture.rows, CELL_STEP, sizes);
  const lines = Math.max(1, ...picture.columns.map((name) => columnLines(name, picture, sizes)));
  const head = sizes.min * (HEAT_HEAD + (lines - 1) * NAME_LINE);
  const room = (frame: Frame) => bodyHeight(frame, sizes) - head;
  const pages: Page<string>[] = pagesOf(slide, said, sizes, {
    items: picture.rows,
    most: MOST_SLIDES,
    fitting: (rows, frame) =>
      countWithin(
        rows.map(() => step),
        room(frame)
      ),
    ends: (rows, frame) => endsWithin(rows, () => step, room(frame)),
    leftOut: (count) => `中间 ${count} 行见材料`
  });
  return pages.map(({items, frame}) => ({
    picture: {...picture, rows: items, cells: picture.cells.filter(({row}) => items.includes(row))},
    frame,
    ...(pages.length > 1 && {highest: Math.max(0, ...picture.cells.map(({value}) => value))})
  }));
}

const spanOf = (names: string[]): string => (names.length > 2 ? `${names[0]}至${names.at(-1)}` : names.join("、"));

/** The width of a cell, in ems, for its number and for words of the head that no line break divides. */
const cellEms = ({cells}: Heat): number =>
  Math.max(2, ...cells.map(({value}) => emsOf(String(Math.round(value))))) + CELL_GAP;

export const heatNameEms = ({rows}: Heat, min: number, width: number): number =>
  Math.max(...rows.flatMap((name) => nameLines(name, min, width)).map(emsOf)) + 0.8;

function columnLines(name: string, picture: Heat, {min, ratio}: Sizes): number {
  const width = contentWidth(ratio);
  const left = width / min - heatNameEms(picture, min, width);
  return linesIn(name, left / picture.columns.length - 0.3).length;
}

/** Of months the last are kept, of other columns the first. */
function fewerColumns(picture: Heat, {min, ratio}: Sizes): {picture: Heat; dropped: string[]} {
  const {columns} = picture;
  const width = contentWidth(ratio);
  const room = width / min - heatNameEms(picture, min, width) - 0.7;
  const count = Math.max(1, Math.min(columns.length, Math.floor(room / cellEms(picture))));
  const areMonths = columns.every((name) => name.endsWith("月"));
  const kept = areMonths ? columns.slice(-count) : columns.slice(0, count);
  const dropped = columns.filter((name) => !kept.includes(name));
  return {
    picture: {...picture, columns: kept, cells: picture.cells.filter(({column}) => kept.includes(column))},
    dropped
  };
}

export interface ChartBox {
  width: number;
  height: number;
}

/** Few bars do not become as high as the slide. */
const MOST_STEP = 3;

export function chartBox({picture, frame}: PicturePage, sizes: Sizes, ratio: number): ChartBox {
  const height = bodyHeight(frame, sizes, ratio);
  return {
    width: Math.floor(contentWidth(ratio)),
    height: Math.floor(Math.min(height, mostHeight(picture, sizes)))
  };
}

function mostHeight(picture: SlidePicture, {min}: Sizes): number {
  if (picture.kind === "bars") return barHeadRoom(picture, min) + picture.bars.length * MOST_STEP * min;
  return picture.kind === "heat" ? (HEAT_HEAD + picture.rows.length * MOST_STEP) * min : Infinity;
}

/** The words of a picture's values, as the chart writes them. */
export const showValueOf =
  ({unit}: SlidePicture) =>
  (value: number): string =>
    formatValue(value, unit);
export const showBareOf =
  ({unit}: SlidePicture) =>
  (value: number): string =>
    formatBare(value, unit);
export const showTickOf =
  ({unit}: SlidePicture) =>
  (value: number): string =>
    formatRound(value, unit);
