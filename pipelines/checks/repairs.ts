import type {DuckDBConnection} from "@duckdb/node-api";
import {type Contract, type Field, PERSON_ID, UNIT_CODE} from "#pipelines/contracts/contract.ts";
import {integer, text} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import {planCodeHint} from "./code-hints.ts";
import type {Hint, HintOf} from "./hint.ts";
import {createCurrentRows, type ReferenceData, type ReferenceTables} from "./reference-tables.ts";
import {problemColumns} from "./problem.ts";
import {type UnitName, unitFinder} from "./unit-names.ts";

export interface RepairResult {
  /** Selects of warnings that say which value was replaced by which. */
  notes: string[];
  hintOf: HintOf;
}

const VALUES_NAMED = 10;
/** A list of units may itself be what was sent, with any number of them. */
const GUESSES_COMPARED = 2_000_000;

/**
 * Replaces unit names by codes, and restores zeros that a spreadsheet removed from a 工号, in `typed_all` where the
 * meaning is certain. The table `repairs` records each replacement.
 */
export async function repairReferences(
  db: DuckDBConnection,
  contract: Contract,
  tables: ReferenceTables,
  {known, shownAtMost}: {known: ReferenceData; shownAtMost: number}
): Promise<RepairResult> {
  await db.run(
    "create or replace temp table repairs (field varchar, value varchar, repaired varchar, record integer, count integer, name varchar)"
  );
  const hints = new Map<string, Hint>();
  const notes: string[] = [];
  for (const field of contract.fields) {
    const table = tables.references.get(field) ?? tables.earlier.get(field);
    if (!table) continue;
    if (field.reference === UNIT_CODE) await nameUnits(db, contract, field, {table, known, hints, shownAtMost});
    else if (field.reference === PERSON_ID || tables.earlier.has(field)) await restoreZeros(db, field, {table, hints});
    else continue;
    await applyRepairs(db, field);
    notes.push(noteSql(field));
  }
  const hintOf: HintOf = (field, value) =>
    hints.get(`${field.name} ${value}`) ?? planCodeHint(field, value, known.outsideCodes);
  return {notes, hintOf};
}

/** Tells whether a file contains a 工号 that an earlier roster has with leading zeros. */
export function lostZeros(typed: string, {earlier}: ReferenceTables): string[] {
  return [...earlier].map(
    ([{name}, table]) =>
      `select record from ${typed} as typed join ${table} as known on ltrim(known.value, '0') = typed.${name}
      where known.value like '0%' and typed.${name} not in (select value from ${table})`
  );
}

function unknownValues(field: Field, table: string, besides = ""): string {
  const value = field.type === "list" ? `unnest(${field.name})` : field.name;
  return `select value, min(record) as record, count(*)::integer as count
    from (select record, ${value} as value from typed_all where skip is null and ${field.name} is not null)
    anti join (select value from ${table} ${besides}) using (value) group by value`;
}

interface Lookup {
  table: string;
  hints: Map<string, Hint>;
}

async function nameUnits(
  db: DuckDBConnection,
  contract: Contract,
  field: Field,
  {table, known, hints, shownAtMost}: Lookup & {known: ReferenceData; shownAtMost: number}
): Promise<void> {
  const isOwnList = contract.name === "units";
  const own = isOwnList ? "union select unit_code from typed_all" : "";
  const unknown = await rows(
    db,
    {value: text, record: integer, count: integer},
    `select value, record, count from (${unknownValues(field, table, own)}) order by record, value`
  );
  if (unknown.length === 0) return;
  const names = await unitNames(db, known, isOwnList);
  const units = unitFinder(names);
  // Findings come by row, so none of the further values is shown, and a guess is only shown.
  let guessesLeft = Math.min(shownAtMost, Math.floor(GUESSES_COMPARED / Math.max(1, names.length)));
  const named: object[] = [];
  for (const {value, record, count} of unknown) {
    const unit = units.named(value);
    if (unit) named.push({field: field.name, value, repaired: unit.unit_code, record, count, name: unit.title});
    else if (guessesLeft-- > 0) {
      const like = units.guessed(value);
      if (like) hints.set(`${field.name} ${value}`, {suggestion: `${like.unit_code}（${like.title}）`});
    }
  }
  await db.run(
    `insert into repairs select unnest(from_json($named,
      '[{"field":"varchar","value":"varchar","repaired":"varchar","record":"integer","count":"integer","name":"varchar"}]'), recursive := true)`,
    {named: JSON.stringify(named)}
  );
}

async function unitNames(db: DuckDBConnection, known: ReferenceData, isOwnList: boolean): Promise<UnitName[]> {
  await createCurrentRows(db, "units", known);
  const own = isOwnList
    ? "select unit_code, unit_name from typed_all where skip is null and unit_code is not null and unit_name is not null union"
    : "";
  const units = await rows(
    db,
    {unit_code: text, unit_name: text},
    `${own} select unit_code, unit_name from current_units order by all`
  );
  const titles = new Map(units.map(({unit_code, unit_name}) => [unit_code, unit_name]));
  const aliases = (known.unitAliases ?? []).filter(({unit_code}) => titles.has(unit_code));
  return [
    ...units.map(({unit_code, unit_name}) => ({unit_code, name: unit_name, title: unit_name})),
    ...aliases.map(({alias, unit_code}) => ({unit_code, name: alias, title: titles.get(unit_code)!}))
  ];
}

async function restoreZeros(db: DuckDBConnection, field: Field, {table, hints}: Lookup): Promise<void> {
  const own =
    field.reference === undefined
      ? `and max(known.value) not in (select ${field.name} from typed_all where ${field.name} is not null)`
      : "";
  const matches = `select unknown.value, any_value(unknown.record) as record, any_value(unknown.count) as count, list(known.value order by known.value) as known
    from (${unknownValues(field, table)}) as unknown
    join ${table} as known on ltrim(known.value, '0') = unknown.value
    where regexp_full_match(unknown.value, '[0-9]+')
    group by unknown.value`;
  await db.run(
    `insert into repairs select '${field.name}', value, known[1], record, count, null from (${matches} having count(*) = 1 ${own})`
  );
  const doubtful = await rows(
    db,
    {value: text, known: text},
    `select value, to_json(known)::varchar as known from (${matches} having count(*) > 1)`
  );
  for (const {value, known} of doubtful)
    hints.set(`${field.name} ${value}`, {candidates: JSON.parse(known) as string[]});
}

async function applyRepairs(db: DuckDBConnection, {name, type}: Field): Promise<void> {
  const mine = `(select value, repaired from repairs where field = '${name}')`;
  if (type !== "list") {
    await db.run(
      `update typed_all set ${name} = mine.repaired from ${mine} as mine where typed_all.${name} = mine.value`
    );
    return;
  }
  await db.run(
    `update typed_all set ${name} = whole.parts from (
      select record, list(coalesce(repaired, value) order by part) as parts
      from (select record, unnest(${name}) as value, generate_subscripts(${name}, 1) as part from typed_all where ${name} is not null)
      left join ${mine} using (value) group by record having count(repaired) > 0) as whole
    where typed_all.record = whole.record`
  );
}

/** Units get one note each, because they are few; restored zeros get one per column. */
function noteSql({name, reference}: Field): string {
  const mine = `from repairs where field = '${name}'`;
  if (reference === UNIT_CODE) {
    const unit = "json_object('unit', repaired, 'name', name, 'count', count)";
    return `select ${problemColumns(name, "cell/unit-named", "value", unit)} ${mine}`;
  }
  const values = `list({'value': value, 'restored': repaired} order by record, value)[:${VALUES_NAMED}]`;
  return `select min(record) as record, '${name}' as field, 'cell/zeros-restored' as code, null::varchar as value,
    json_object('count', sum(count)::integer, 'values', ${values})::varchar as other ${mine} having count(*) > 0`;
}
