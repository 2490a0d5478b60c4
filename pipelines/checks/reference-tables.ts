import type {DuckDBConnection} from "@duckdb/node-api";
import {
  type Contract,
  type Field,
  fieldOf,
  kpiUnitRulesOf,
  measureRulesOf,
  ownTie,
  PERSON_ID
} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {type AcceptedRows, acceptedSql, newestSql} from "#pipelines/accepted/accepted.ts";
import {identifier} from "#pipelines/duckdb/sql-text.ts";

/**
 * Codes that no dataset brings: of all plans, and the names of accounts. A measure is `kpi:K09`, or `T01-02 kpi:K43@own`
 * where the plan has a part of the KPI for the deliverable. The unit of a KPI stands behind its code: `K05 篇`.
 */
export type OutsideCodes = Record<"deliverables" | "kpis" | "accounts" | "measures" | "kpi_units", string[]>;

/** The data that checks look up: accepted submissions in force, and the plan's own codes. */
export interface ReferenceData {
  accepted(dataset: string): AcceptedRows[];
  outsideCodes: OutsideCodes;
  /** The office's aliases of units. */
  unitAliases?: {alias: string; unit_code: string}[];
}

/** The temporary tables that a file of one contract is checked against. */
export interface ReferenceTables {
  /** `known_members_person_id(value, is_current)`, one per reference. */
  references: Map<Field, string>;
  /** The same for the roster's own 工号, which refers only to earlier rosters. */
  earlier: Map<Field, string>;
  /** The newest rows of a referenced dataset, for rules and ownership that follow a reference. */
  current(dataset: string): string;
  /** The newest rows of the dataset itself, where they are looked up. */
  ownRows?: string;
}

export async function createReferenceTables(
  db: DuckDBConnection,
  contract: Contract,
  known: ReferenceData,
  isUnit: boolean
): Promise<ReferenceTables> {
  const references = new Map<Field, string>();
  for (const field of contract.fields) {
    if (!field.reference) continue;
    references.set(field, await createReferenceValues(db, field.reference, known));
  }
  const earlier = new Map<Field, string>();
  const own = contract.fields.find(({name}) => `${contract.name}.${name}` === PERSON_ID);
  if (own) earlier.set(own, await createReferenceValues(db, PERSON_ID, known));
  if (measureRulesOf(contract).length > 0) await createReferenceValues(db, "measures.code", known);
  if (kpiUnitRulesOf(contract).length > 0) await createReferenceValues(db, "kpi_units.code", known);
  const through = lookedThrough(contract, isUnit);
  for (const dataset of through) await createCurrentRows(db, dataset, known);
  const current = (dataset: string) => `current_${dataset}`;
  return {references, earlier, current, ...(through.has(contract.name) && {ownRows: current(contract.name)})};
}

/** Creates `known_<dataset>_<column>(value, is_current)`: every value that was ever accepted there. */
export async function createReferenceValues(
  db: DuckDBConnection,
  reference: string,
  known: ReferenceData
): Promise<string> {
  const [dataset = "", column = ""] = reference.split(".");
  const name = `known_${dataset}_${column}`;
  if (isOutside(dataset)) {
    await db.run(
      `create or replace temp table ${name} as select unnest(from_json($codes, '["varchar"]')) as value, true as is_current`,
      {
        codes: JSON.stringify(known.outsideCodes[dataset])
      }
    );
    return name;
  }
  const accepted = known.accepted(dataset);
  const target = contractOf(dataset);
  const newest = target.mode === "snapshot" ? "(select max(as_of) from accepted)" : "as_of";
  await db.run(`create or replace temp table ${name} as
    with accepted as (${acceptedSql(target, accepted)})
    select ${identifier(column)} as value, bool_or(as_of = ${newest}) as is_current
    from accepted where ${identifier(column)} is not null group by all`);
  return name;
}

const isOutside = (dataset: string): dataset is keyof OutsideCodes => OUTSIDE.some((each) => each === dataset);

const OUTSIDE = ["deliverables", "kpis", "accounts", "measures", "kpi_units"] satisfies (keyof OutsideCodes)[];

/** Creates `current_<dataset>` with its newest rows. */
export async function createCurrentRows(db: DuckDBConnection, dataset: string, known: ReferenceData): Promise<void> {
  const contract = contractOf(dataset);
  await db.run(
    `create or replace temp table current_${dataset} as ${newestSql(contract, `(${acceptedSql(contract, known.accepted(dataset))})`)}`
  );
}

/** The datasets that rules or, in a unit's file, ownership look up. */
function lookedThrough(contract: Contract, isUnit: boolean): Set<string> {
  const through = (isUnit ? (contract.ownedThrough ?? []) : [])
    .filter((path) => path.includes("."))
    .map((path) => path.split(".")[0]!);
  const rules = (contract.rules ?? []).flatMap((rule) => (rule.rule === "headcountOnly" ? [rule.field] : []));
  const own = isUnit && ownTie(contract) !== undefined ? [contract.name] : [];
  return new Set([...own, ...[...through, ...rules].map((name) => fieldOf(contract, name).reference!.split(".")[0]!)]);
}

function contractOf(dataset: string): Contract {
  const contract = readContracts().get(dataset);
  if (!contract) throw new Error(`no contract ${dataset}`);
  return contract;
}
