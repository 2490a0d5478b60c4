import {Float64, Table, tableToIPC, Utf8, vectorFromArray} from "apache-arrow";
import {csvText} from "~/server/csv.server";
import {notFound} from "~/server/http.server";
import {cachedByBuild} from "~/server/warehouse.server";
import {type KpiCell, readKpiCube} from "../../../pipelines/kpis.ts";
import {readPlans} from "../../../pipelines/plan/plan.ts";

const CUBE_FORMATS = ["json", "csv", "arrow"] as const;
type CubeFormat = (typeof CUBE_FORMATS)[number];

const COLUMNS = [
  "unit_code",
  "month",
  "segment",
  "numerator",
  "denominator",
  "value"
] as const satisfies (keyof KpiCell)[];

/** One KPI whole, months × units × segments, as the file that the address names; the union's rows have no unit. */
export async function readCubeFile(
  file: string
): Promise<{body: string | Uint8Array; headers: Record<string, string>}> {
  const [, code = "", format = ""] = /^([^.]+)\.([a-z]+)$/.exec(file) ?? [];
  if (!isCubeFormat(format)) throw notFound("地址应为 /api/kpis/K23.json、.csv 或 .arrow。");
  if (!readPlans().some(({kpis}) => kpis.some((kpi) => kpi.code === code))) {
    throw notFound(`没有编号为“${code.slice(0, 20)}”的指标。`);
  }
  const body = await cachedByBuild(`cube ${file}`, async (db) => writers[format](await readKpiCube(db, code)));
  const disposition = `${format === "csv" ? "attachment" : "inline"}; filename="${file}"`;
  return {body: body ?? "", headers: {"content-type": TYPES[format], "content-disposition": disposition}};
}

function isCubeFormat(format: string): format is CubeFormat {
  return CUBE_FORMATS.includes(format as CubeFormat);
}

const TYPES: Record<CubeFormat, string> = {
  json: "application/json; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  arrow: "application/vnd.apache.arrow.stream"
};

const writers: Record<CubeFormat, (cells: KpiCell[]) => string | Uint8Array> = {
  json: (cells) => JSON.stringify(cells.map(inOrder)),
  csv: (cells) => csvText(cells, [...COLUMNS]),
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
