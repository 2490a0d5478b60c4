import {Float64, Table, tableToIPC, Utf8, vectorFromArray} from "apache-arrow";
import Papa from "papaparse";
import {cachedByBuild} from "~/server/warehouse.server";
import {type KpiCell, readKpiCube} from "../../../pipelines/kpis.ts";

export const CUBE_FORMATS = ["json", "csv", "arrow"] as const;
export type CubeFormat = (typeof CUBE_FORMATS)[number];

const COLUMNS = [
  "unit_code",
  "month",
  "segment",
  "numerator",
  "denominator",
  "value"
] as const satisfies (keyof KpiCell)[];

/** A cell that a spreadsheet would take for a formula, in half and full width, blanks before it or not. */
const FORMULA = /^[\s\u3000]*[=+\-@＝＋－＠\t\r\n]/;

/** One KPI whole, months × units × segments, in the wanted format; the union's rows have no unit. */
export async function readCube(code: string, format: CubeFormat): Promise<{body: string | Uint8Array; type: string}> {
  const body = await cachedByBuild(`cube ${code}.${format}`, async (db) =>
    writers[format](await readKpiCube(db, code))
  );
  return {body: body ?? "", type: TYPES[format]};
}

const TYPES: Record<CubeFormat, string> = {
  json: "application/json; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  arrow: "application/vnd.apache.arrow.stream"
};

const writers: Record<CubeFormat, (cells: KpiCell[]) => string | Uint8Array> = {
  json: (cells) => JSON.stringify(cells.map(inOrder)),
  // The mark at the front tells Excel that this is UTF-8.
  csv: (cells) => `\uFEFF${Papa.unparse(cells, {columns: [...COLUMNS], newline: "\r\n", escapeFormulae: FORMULA})}\r\n`,
  arrow: (cells) => tableToIPC(arrowOf(cells), "stream")
};

function inOrder(cell: KpiCell) {
  return Object.fromEntries(COLUMNS.map((column) => [column, cell[column]]));
}

function arrowOf(cells: KpiCell[]): Table {
  const text = (column: "unit_code" | "month" | "segment") =>
    vectorFromArray(
      cells.map((cell) => cell[column]),
      new Utf8()
    );
  const number = (column: "numerator" | "denominator" | "value") =>
    vectorFromArray(
      cells.map((cell) => cell[column]),
      new Float64()
    );
  return new Table({
    unit_code: text("unit_code"),
    month: text("month"),
    segment: text("segment"),
    numerator: number("numerator"),
    denominator: number("denominator"),
    value: number("value")
  });
}
