import * as Plot from "@observablehq/plot";
import "./page.css";
import type {CubeRow, FileName} from "./rows.ts";

// As a page of Observable Framework does: the browser loads the code, then the data files, and draws each part as soon
// as its own file has come.

const WIDTH = 590;
const TARGET = 60;

const read = async (name: FileName): Promise<CubeRow[]> => (await fetch(`./${name}.json`)).json();
const put = (name: FileName, plot: Element) => document.getElementById(name)?.replaceChildren(plot);
const [months, units, cells, segments] = [read("months"), read("units"), read("cells"), read("segments")];

void months.then((rows) =>
  put(
    "months",
    Plot.plot({
      width: WIDTH,
      y: {grid: true, zero: true},
      marks: [Plot.lineY(rows, {x: "month", y: "value", marker: true}), Plot.ruleY([TARGET], {strokeDasharray: "6 4"})]
    })
  )
);

void units.then((rows) => {
  put(
    "units",
    Plot.plot({
      width: WIDTH,
      marginLeft: 60,
      marks: [
        Plot.barX(rows, {x: "value", y: "unit_code", sort: {y: "-x"}}),
        Plot.text(rows, {x: "value", y: "unit_code", text: ({value}: CubeRow) => value?.toFixed(1), dx: 16})
      ]
    })
  );
  document.querySelector("table")?.append(headOf(), ...rows.map(rowOf));
});

void cells.then((rows) =>
  put(
    "cells",
    Plot.plot({
      width: WIDTH,
      marginLeft: 60,
      color: {scheme: "blues"},
      marks: [Plot.cell(rows, {x: "month", y: "unit_code", fill: "value"})]
    })
  )
);

void segments.then((rows) =>
  put(
    "segments",
    Plot.plot({width: WIDTH, marginLeft: 160, marks: [Plot.barX(rows, {x: "value", y: "segment", sort: {y: "-x"}})]})
  )
);

function headOf(): HTMLTableRowElement {
  const row = document.createElement("tr");
  for (const word of ["单位", "数值", "分子", "分母"]) row.append(cellOf("th", word));
  return row;
}

function rowOf({unit_code, value, numerator, denominator}: CubeRow): HTMLTableRowElement {
  const row = document.createElement("tr");
  for (const each of [unit_code, value?.toFixed(1), numerator, denominator])
    row.append(cellOf("td", String(each ?? "")));
  return row;
}

function cellOf(tag: "th" | "td", text: string): HTMLElement {
  const cell = document.createElement(tag);
  cell.textContent = text;
  return cell;
}
