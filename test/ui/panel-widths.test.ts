import {expect, test} from "vitest";
import {areWide} from "#app/features/task/topics/panel-widths.ts";
import type {Panel, Picture} from "#app/features/task/topics/panel.ts";

const bars: Picture = {kind: "bars", unit: "人", bars: []};
const tall: Picture = {
  kind: "heat",
  unit: "%",
  columns: [],
  rows: Array.from({length: 36}, (_, at) => `${at}`),
  cells: []
};

/** b: bars, H: a tall heat map, t: a table of few columns, T: one of many. */
const KINDS: Record<string, {picture?: Picture; columns: number}> = {
  b: {picture: bars, columns: 9},
  H: {picture: tall, columns: 9},
  t: {columns: 3},
  T: {columns: 6}
};

const panel = (kind: string, at: number): Panel => ({
  id: `${at}`,
  title: "",
  subtitle: "",
  picture: KINDS[kind]?.picture,
  table: {columns: Array.from({length: KINDS[kind]?.columns ?? 0}, () => ({title: ""})), rows: []}
});

test.each([
  ["bb", "..", "pictures stand side by side"],
  ["Tbb", "W..", "a table of many columns has the page"],
  ["bT", "..", "but does not leave the place beside a picture empty"],
  ["bbT", "..W", "a full row leaves none"],
  ["bbt", "..W", "a table does not stand alone in half a page"],
  ["bbb", "...", "a picture does: it would be drawn too large"],
  ["bHbbTT", "....WW", "three panels stand beside a tall picture"],
  ["HTTTT", "....W", "all three of them narrow"],
  ["", "", "no panel"]
])("%s: %s, %s", (kinds, widths) => {
  expect(
    areWide([...kinds].map(panel))
      .map((isWide) => (isWide ? "W" : "."))
      .join("")
  ).toBe(widths);
});
