import {Bool, type DataType, Float64, Table, tableToIPC, Utf8, vectorFromArray} from "apache-arrow";
import {visitorOf} from "#app/server/access.server.ts";
import {now, today} from "#app/server/clock.server.ts";
import {csvText} from "#app/server/csv.server.ts";
import {notFound} from "#app/server/http.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {auditAlone} from "#pipelines/ledger/audit.ts";
import {type KpiCell, readKpiCube} from "#pipelines/numbers/kpis.ts";
import {readPlans} from "#pipelines/plan/read-plan.ts";
import {isSensitiveKpi} from "#pipelines/privacy/sensitive-kpis.ts";

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

/** The file has this column only where small cells may be hidden. */
const HIDDEN = "hidden" as const;

type Column = (typeof COLUMNS)[number] | typeof HIDDEN;
type Line = ReturnType<typeof lineOf>;

/**
 * Returns one KPI whole (months × units × segments) as the file that the address names; the union's rows have no unit.
 * The audit records a download as a table; pages and programs read the other formats all day, so those are not
 * recorded.
 */
export async function readCubeFile(
  file: string,
  request: Request
): Promise<{body: string | Uint8Array; headers: Record<string, string>}> {
  const [, code = "", format = ""] = /^([^.]+)\.([a-z]+)$/.exec(file) ?? [];
  if (!isCubeFormat(format)) throw notFound("地址应为 /api/kpis/K23.json、.csv 或 .arrow。");
  const kpis = readPlans().flatMap((plan) => plan.kpis.filter((kpi) => kpi.code === code));
  if (kpis.length === 0) throw notFound(`没有编号为“${code.slice(0, 20)}”的指标。`);
  const columns: readonly Column[] = kpis.some(isSensitiveKpi) ? [...COLUMNS, HIDDEN] : COLUMNS;
  const running = today().slice(0, 7);
  const body = await cachedByBuild(`cube ${file} ${running}`, async (db) => {
    const cells = await readKpiCube(db, code);
    // A month that has not begun has no value.
    return writers[format](cells.filter(({month}) => month.slice(0, 7) <= running).map(lineOf), columns);
  });
  if (format === "csv")
    await auditAlone(await readLedger(), {
      at: now(),
      who: (await visitorOf(request))?.account.name,
      action: "numbers-exported",
      object: file
    });
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

const writers: Record<CubeFormat, (lines: Line[], columns: readonly Column[]) => string | Uint8Array> = {
  json: (lines, columns) => JSON.stringify(lines.map((line) => inOrder(line, columns))),
  csv: (lines, columns) => csvText(lines, [...columns]),
  arrow: (lines, columns) => tableToIPC(arrowOf(lines, columns), "stream")
};

function lineOf({is_hidden, ...cell}: KpiCell) {
  return {...cell, [HIDDEN]: is_hidden === true};
}

function inOrder(line: Line, columns: readonly Column[]) {
  return Object.fromEntries(columns.map((column) => [column, line[column]]));
}

const ARROW_TYPES = {
  unit_code: new Utf8(),
  month: new Utf8(),
  segment: new Utf8(),
  numerator: new Float64(),
  denominator: new Float64(),
  value: new Float64(),
  hidden: new Bool()
} satisfies Record<Column, DataType>;

function arrowOf(lines: Line[], columns: readonly Column[]): Table {
  return new Table(
    Object.fromEntries(
      columns.map((column) => [
        column,
        vectorFromArray(
          lines.map((line) => line[column]),
          ARROW_TYPES[column] as DataType
        )
      ])
    )
  );
}
