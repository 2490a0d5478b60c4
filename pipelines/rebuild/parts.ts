import {createHash} from "node:crypto";
import {rowsPathOf, acceptedRowsOf} from "#pipelines/accepted/accepted-rows.ts";
import {mayWait} from "#pipelines/accepted/counted.ts";
import {readClosingProblems} from "#pipelines/closings/put-closed-months.ts";
import {type CoveragePart, coverageParts, ROSTER_COVERAGE} from "#pipelines/completeness/coverage.ts";
import type {Contract} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {dependenciesOf, tableOf} from "#pipelines/models/dependencies.ts";
import {emptyWithout, kpiCodeOf, readModels} from "#pipelines/models/models.ts";
import type {Part} from "#pipelines/models/part.ts";
import {rowDaysSql, SUBMISSIONS_OF} from "#pipelines/models/raw-description.ts";
import {ASSISTANCE_SUMS} from "#pipelines/privacy/assistance-sums.ts";
import {dayReached} from "#pipelines/privacy/quarter-ends.ts";
import {sensitiveKpiCodes} from "#pipelines/privacy/sensitive-kpis.ts";
import type {RawContents} from "./raw.ts";
import {returnedReportsSql} from "./returned-reports.ts";
import {waitingRowsSql} from "./waiting-rows.ts";
import type {WarehouseSource} from "./warehouse-source.ts";

/** A warehouse in parts. */
export interface Parts {
  /** The models of `marts`. */
  marts: Part[];
  /** Other tables of `marts` that are one select. */
  selects: SelectPart[];
  /** The table of the sums of assistance that are told. */
  sums: Part[];
  /** Rows of `raw.row_days`. */
  days: DatasetPart[];
  /** Rows of `marts.coverage` that files make. */
  coverage: CoveragePart[];
  /** Rows of the tables in `KPI_TABLES`. */
  kpis: KpiPart[];
}

interface SelectPart extends Part {
  select: string;
}

interface DatasetPart extends Part {
  dataset: string;
}

interface KpiPart extends Part {
  codes: string[];
}

/** Returns the parts of the warehouse of one state; `contents` is what `raw` holds of it. */
export function partsOf(
  dir: DataDir,
  {submissions, returns, closings}: Pick<WarehouseSource, "submissions" | "returns" | "closings">,
  contents: RawContents
): Parts {
  const returned = returns.map(({submission_id, given_at}) => ({
    submission_id,
    returned_at: given_at,
    rows_path: rowsPathOf(dir, submission_id)
  }));
  const selects = {
    "marts.roster_coverage": ROSTER_COVERAGE,
    "marts.waiting_rows": waitingRowsSql(contents.accepted),
    "marts.returned_reports": returnedReportsSql(returned)
  };
  return {
    marts: readModels("marts").map((model) => {
      const needed = emptyWithout(model);
      const isEmpty = needed !== undefined && !contents.accepted.get(needed)?.length;
      return {name: tableOf(model), sql: [model.sql], isEmpty};
    }),
    selects: Object.entries(selects).map(([name, select]) => ({name, select, sql: [select]})),
    sums: [{name: ASSISTANCE_SUMS, sql: ["people.assistance_sums"], given: dayReached(submissions)}],
    days: [...readContracts().values()].map((contract) => ({
      name: `days of ${contract.name}`,
      dataset: contract.name,
      sql: [rowDaysSql(contract)]
    })),
    coverage: coverageParts({
      submissions: submissions.filter(({verdict}) => verdict !== "withdraw"),
      rowsOf: (submission) => acceptedRowsOf(dir, submission)
    }),
    kpis: kpiParts({
      closed: closings.length > 0 && [closings, readClosingProblems(dir, closings)],
      reachedOn: dayReached(submissions)
    })
  };
}

/**
 * The sensitive KPIs are one part, because what is hidden of one month or unit goes by the others. `given` decides
 * which rows are shown besides the data.
 */
function kpiParts(given: {closed: unknown; reachedOn: string}): KpiPart[] {
  const sensitive = sensitiveKpiCodes();
  const suspects = new Map(readModels("suspects").map((model) => [kpiCodeOf(model), model.sql]));
  const kpis = readModels("kpis").map((model) => ({code: kpiCodeOf(model), sql: model.sql}));
  const apart = kpis.filter(({code}) => sensitive.has(code));
  return [
    ...kpis
      .filter(({code}) => !sensitive.has(code))
      .map(({code, sql}) => ({name: code, codes: [code], sql: [sql, suspects.get(code) ?? ""], given: given.closed})),
    {
      name: "sensitive KPIs",
      codes: apart.map(({code}) => code),
      // Hiding reads who is behind the numbers, and units without a published number have rows too.
      sql: [...apart.map(({sql}) => sql), ...readModels("shares").map(tableOf), "marts.units"],
      given
    }
  ];
}

/** Returns for each part a hash of all that it is computed from: equal hashes, equal rows. */
export function fingerprintsOf(
  parts: readonly Part[],
  definitions: string,
  contents: RawContents
): Map<string, string> {
  // A KPI has no value before each of its datasets was sent.
  const loaded = [...contents.accepted].flatMap(([dataset, files]) => (files.length > 0 ? [dataset] : []));
  const known = new Map<string, string>();
  const hashOfTable = (table: string) => {
    const hash = known.get(table) ?? hashOf(contentsOf(table, contents));
    known.set(table, hash);
    return hash;
  };
  return new Map(
    parts.map(({name, sql, given, isEmpty}) => {
      const tables = isEmpty ? [] : [...dependenciesOf(...sql).raw].sort();
      return [name, hashOf([definitions, loaded, sql, given, tables.map(hashOfTable)])];
    })
  );
}

/** What differs in a table of `raw` between two states of the ledger; plans and contracts are definitions. */
function contentsOf(table: string, contents: RawContents): unknown {
  const contract = readContracts().get(table);
  if (contract) return filesBehind(contract, contents);
  if (table === "row_days") return [...readContracts().values()].map((each) => filesBehind(each, contents));
  if (table === "named_people") return contents.accepted.get("members");
  if (table === "submissions") return contents.submissions;
  if (isNarrowed(table)) {
    const isOf = SUBMISSIONS_OF[table];
    return contents.submissions.filter(({dataset}) => isOf(readContracts().get(dataset)!));
  }
  if (table === "look_backs") return contents.entries.lookBacks;
  if (table === "status_overrides") return contents.entries.overrides;
  if (table === "datasets" || table.startsWith("plan_")) return [];
  throw new Error(`say here what raw.${table} holds, before SQL reads it`);
}

function filesBehind(contract: Contract, {accepted}: RawContents): unknown {
  const own = accepted.get(contract.name) ?? [];
  return [own, mayWait(contract, own) ? accepted.get("members") : []];
}

const isNarrowed = (table: string): table is keyof typeof SUBMISSIONS_OF => table in SUBMISSIONS_OF;

const hashOf = (value: unknown) =>
  createHash("sha256")
    .update(JSON.stringify(value) ?? "")
    .digest("hex")
    .slice(0, 16);
