import {Bool, type DataType, Float64, Table, tableToIPC, Utf8, vectorFromArray} from "apache-arrow";
import {visitorOf} from "#app/server/access.server.ts";
import {now, today} from "#app/server/clock.server.ts";
import {csvText} from "#app/server/csv.server.ts";
import {notFound} from "#app/server/http.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {readAllUnitNames} from "#app/server/unit-names.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {auditAlone} from "#pipelines/ledger/audit.ts";
import {type KpiCell, readKpiCube} from "#pipelines/numbers/kpis.ts";
import type {Kpi, Plan} from "#pipelines/plan/plan.ts";
import {readPlans} from "#pipelines/plan/read-plan.ts";
import {isSensitiveKpi} from "#pipelines/privacy/sensitive-kpis.ts";
import {cubeWorkbook} from "./cube-workbook.server.ts";

const CUBE_FORMATS = ["json", "csv", "arrow", "xlsx"] as const;
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
  if (!isCubeFormat(format)) throw notFound("地址应为 /api/kpis/K23.json、.csv、.xlsx、.arrow 或 .svg。");
  const kpis = readPlans().flatMap((plan) => plan.kpis.filter((kpi) => kpi.code === code));
  if (kpis.length === 0) throw notFound(`没有编号为“${code.slice(0, 20)}”的指标。`);
  const columns: readonly Column[] = kpis.some(isSensitiveKpi) ? [...COLUMNS, HIDDEN] : COLUMNS;
  const running = today().slice(0, 7);
  const made = format === "xlsx" ? today() : running;
  const body = await cachedByBuild(`cube ${file} ${made}`, async (db) => {
    // A month that has not begun has no value.
    const cells = (await readKpiCube(db, code)).filter(({month}) => month.slice(0, 7) <= running);
    if (format !== "xlsx") return writers[format](cells.map(lineOf), columns);
    const unitNames = new Map((await readAllUnitNames(db)).map(({unit_code, unit_name}) => [unit_code, unit_name]));
    const {plan, kpi} = newestOf(code);
    return cubeWorkbook({plan, kpi, cells, unitNames, mayHide: kpis.some(isSensitiveKpi), on: today()});
  });
  if (format === "csv" || format === "xlsx")
    await auditAlone(await readLedger(), {
      at: now(),
      who: (await visitorOf(request))?.account.name,
      action: "numbers-exported",
      object: file
    });
  const disposition = `${format === "csv" || format === "xlsx" ? "attachment" : "inline"}; filename="${file}"`;
  return {body: body ?? "", headers: {"content-type": TYPES[format], "content-disposition": disposition}};
}

function isCubeFormat(format: string): format is CubeFormat {
  return CUBE_FORMATS.includes(format as CubeFormat);
}

const TYPES: Record<CubeFormat, string> = {
  json: "application/json; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  arrow: "application/vnd.apache.arrow.stream",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
};

/** The newest plan with the KPI says what it means. */
function newestOf(code: string): {plan: Plan; kpi: Kpi} {
  const [newest] = readPlans()
    .flatMap((plan) => plan.kpis.filter((kpi) => kpi.code === code).map((kpi) => ({plan, kpi})))
    .toSorted((a, b) => b.plan.year - a.plan.year);
  if (!newest) throw new Error(`no plan has ${code}`);
  return newest;
}

const writers: Record<
  Exclude<CubeFormat, "xlsx">,
  (lines: Line[], columns: readonly Column[]) => string | Uint8Array
> = {
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
