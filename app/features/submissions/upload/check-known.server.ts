import {randomUUID} from "node:crypto";
import type {DuckDBConnection} from "@duckdb/node-api";
import {json} from "@remix-run/node";
import {notFound} from "#app/server/http.server.ts";
import {store} from "#app/server/store.server.ts";
import {createKnownTables, createValues, type Known, type KnownTables} from "#pipelines/checks/known.ts";
import {identifier, literal} from "#pipelines/duckdb/sql-text.ts";
import {type Contract, fieldOf, headcountRulesOf, ownTie, PERSON_ID} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {type HashedKnown, hashedReferences, keyText} from "#pipelines/preview/known.ts";
import {saltedHash} from "#pipelines/preview/salted-hash.ts";
import {withScratch} from "#pipelines/duckdb/scratch.ts";
import {openRowsBeside} from "#pipelines/sealed/sealed-rows.ts";
import type {Store} from "#pipelines/store/store.ts";
import {columnsOf, knownOf} from "#pipelines/submissions/submissions.ts";
import {acceptedSql} from "#pipelines/accepted/accepted.ts";
import {boolean, integer, text, texts} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";

/** `?unit=U`; new with each request, as its salt is. */
export async function answerKnown(request: Request, dataset: string): Promise<Response> {
  const contract = readContracts().get(dataset);
  if (!contract) throw notFound(`没有“${dataset.slice(0, 40)}”这个数据集。`);
  const unit = new URL(request.url).searchParams.get("unit") || undefined;
  const known = await readHashedKnown(store(), contract, unit);
  return json(known, {headers: {"cache-control": "no-store"}});
}

type HashOf = (...parts: string[]) => number;

/** What a browser needs to check a file of this contract from this sender: no value of a person in clear. */
export function readHashedKnown({dir, ledger}: Store, contract: Contract, unit?: string): Promise<HashedKnown> {
  const salt = randomUUID();
  const hashOf: HashOf = (...parts) => saltedHash(salt, keyText(parts));
  const known = knownOf(dir, ledger);
  return withScratch(dir, `known-${salt}`, async ({db}) => {
    await openRowsBeside(db, dir, contract, ledger.readInForce());
    const tables = await createKnownTables(db, contract, known, unit !== undefined);
    return {
      salt,
      empty: [...readContracts().keys()].filter((dataset) => known.accepted(dataset).length === 0),
      units: await readUnits(db, known),
      deliverableCodes: known.deliverableCodes,
      unitAliases: known.unitAliases ?? [],
      columns: columnsOf(ledger, contract, {unit}),
      longestPerson: await readLongestPerson(db, contract),
      references: await readReferences(db, contract, hashOf),
      headcountOnly: await readHeadcountOnly(db, contract, {tables, hashOf}),
      owned: unit === undefined ? {} : await readOwned(db, contract, {tables, hashOf, unit}),
      taken: unit === undefined ? [] : await readTaken(db, contract, {tables, hashOf, unit})
    };
  });
}

async function readUnits(db: DuckDBConnection, known: Known): Promise<HashedKnown["units"]> {
  const codes = await createValues(db, "units.unit_code", known);
  const all = acceptedSql(readContracts().get("units")!, known.accepted("units"));
  return rows(
    db,
    {code: text, name: text, isCurrent: boolean},
    `select unit_code as code, arg_max(unit_name, (as_of, sent_order)) as name, bool_or(is_current) as "isCurrent"
    from (${all}) join ${codes} on unit_code = value group by unit_code order by unit_code`
  );
}

async function readLongestPerson(db: DuckDBConnection, contract: Contract): Promise<number> {
  if (!hashedReferences(contract).includes(PERSON_ID)) return 0;
  const [longest] = await rows(
    db,
    {length: integer},
    `select coalesce(max(length(value)), 0)::integer as length from known_members_person_id`
  );
  return longest?.length ?? 0;
}

async function readReferences(
  db: DuckDBConnection,
  contract: Contract,
  hashOf: HashOf
): Promise<HashedKnown["references"]> {
  const references: HashedKnown["references"] = {};
  for (const reference of hashedReferences(contract)) {
    const values = await rows(
      db,
      {value: text, is_current: boolean},
      `select value::varchar as value, is_current from known_${reference.replace(".", "_")}`
    );
    const hashes = (isCurrent: boolean) =>
      values.filter(({is_current}) => is_current === isCurrent).map(({value}) => hashOf(value));
    references[reference] = {current: hashes(true), old: hashes(false)};
  }
  return references;
}

interface Reading {
  tables: KnownTables;
  hashOf: HashOf;
}

async function readHeadcountOnly(
  db: DuckDBConnection,
  contract: Contract,
  {tables, hashOf}: Reading
): Promise<HashedKnown["headcountOnly"]> {
  const found: HashedKnown["headcountOnly"] = {};
  for (const {field, through, values} of headcountRulesOf(contract)) {
    const {dataset, column} = referenceOf(contract, field);
    const meant = await rows(
      db,
      {value: text},
      `select ${identifier(column)}::varchar as value from ${tables.current(dataset)}
      where ${identifier(through)} in (${values.map(literal).join(", ")})`
    );
    found[field] = meant.map(({value}) => hashOf(value));
  }
  return found;
}

async function readOwned(
  db: DuckDBConnection,
  contract: Contract,
  {tables, hashOf, unit}: Reading & {unit: string}
): Promise<HashedKnown["owned"]> {
  const owned: HashedKnown["owned"] = {};
  for (const path of contract.ownedThrough ?? []) {
    const [name = "", tie] = path.split(".");
    if (tie === undefined) continue;
    const {dataset, column} = referenceOf(contract, name);
    const own = await rows(
      db,
      {value: text},
      `select ${identifier(column)}::varchar as value from ${tables.current(dataset)} where ${identifier(tie)} = $unit`,
      {unit}
    );
    owned[path] = own.map(({value}) => hashOf(value));
  }
  return owned;
}

async function readTaken(
  db: DuckDBConnection,
  contract: Contract,
  {tables, hashOf, unit}: Reading & {unit: string}
): Promise<number[]> {
  const tie = ownTie(contract);
  if (tie === undefined) return [];
  const key = contract.primaryKey.map((name) => `${identifier(name)}::varchar`).join(", ");
  const held = await rows(
    db,
    {parts: texts},
    `select [${key}] as parts from ${tables.current(contract.name)} where ${identifier(tie)} is distinct from $unit`,
    {unit}
  );
  return held.map(({parts}) => hashOf(...parts));
}

function referenceOf(contract: Contract, name: string): {dataset: string; column: string} {
  const [dataset = "", column = ""] = fieldOf(contract, name).reference!.split(".");
  return {dataset, column};
}
