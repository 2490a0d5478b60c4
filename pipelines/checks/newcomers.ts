import type {DuckDBConnection} from "@duckdb/node-api";
import {personFieldOf} from "#pipelines/accepted/counted.ts";
import type {Contract, Field} from "#pipelines/contracts/contract.ts";
import {integer, text} from "#pipelines/duckdb/columns.ts";
import {row, rows} from "#pipelines/duckdb/rows.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import {privateKinds} from "#pipelines/findings/private-numbers.ts";
import type {ReferenceTables} from "./reference-tables.ts";

/** People of a file who are in no roster. */
export interface Newcomers {
  /** The number of different 工号. */
  count: number;
  row_count: number;
  /** The first of them. */
  people: string[];
  /** The number of different 工号 in the file. */
  of: number;
  /** The sender may confirm that they are new. If more than one in twenty is unknown, the column is wrong. */
  may_be_accepted: boolean;
  /** The sender has confirmed it. */
  is_accepted: boolean;
}

const PEOPLE_NAMED = 50;
/** At most one in so many may be unknown. */
const ONE_IN = 20;
const CODE = /^(?=.*\d)[0-9a-z]+(-[0-9a-z]+)*$/i;
const LONGEST_CODE = 20;

interface UnknownPerson {
  value: string;
  count: number;
  /** The fewest digits of a 工号 that consists of digits. */
  digits: number;
}

/**
 * Finds people of `typed` who are in no roster. If they may be accepted and the sender confirms them, the other checks
 * treat them as known.
 */
export async function findNewcomers(
  db: DuckDBConnection,
  contract: Contract,
  tables: ReferenceTables,
  {isAccepted, isUnit}: {isAccepted: boolean; isUnit: boolean}
): Promise<Newcomers | undefined> {
  const field = personFieldOf(contract);
  const table = field && tables.references.get(field);
  if (!field || !table) return undefined;
  const unknown = await readUnknown(db, field, table);
  const likely = unknown.filter(isLikely);
  if (likely.length === 0) return undefined;
  const {of} = await row(
    db,
    {of: integer},
    `select count(distinct ${field.name})::integer as "of" from typed where ${field.name} is not null`
  );
  const mayBeAccepted = unknown.length * ONE_IN <= of;
  if (mayBeAccepted) await writeNewcomers(db, likely);
  // While no roster names them, only the sender can say which unit they belong to.
  if (mayBeAccepted && isUnit && isOwnedThrough(contract, field))
    await db.run(
      "insert into current_members by name select value as person_id, (select unit_code from sender) as unit_code from newcomers"
    );
  if (mayBeAccepted && isAccepted) await db.run(`insert into ${table} select value, true from newcomers`);
  return {
    count: likely.length,
    row_count: likely.reduce((sum, {count}) => sum + count, 0),
    people: likely.slice(0, PEOPLE_NAMED).map(({value}) => value),
    of,
    may_be_accepted: mayBeAccepted,
    is_accepted: mayBeAccepted && isAccepted
  };
}

function readUnknown(db: DuckDBConnection, {name}: Field, table: string): Promise<UnknownPerson[]> {
  return rows(
    db,
    {value: text, count: integer, digits: integer},
    `select ${name} as value, count(*)::integer as count,
      coalesce((select min(strlen(value)) from ${table} where regexp_full_match(value, '[0-9]+')), 0)::integer as digits
    from typed
    where ${name} is not null and ${name} not in (select value from ${table})
    group by all order by min(record)`
  );
}

/** A name is no 工号, and a number with too few digits has lost its zeros, so no roster would ever contain it. */
function isLikely({value, digits}: UnknownPerson): boolean {
  const hasLostZeros = /^\d+$/.test(value) && value.length < digits;
  return value.length <= LONGEST_CODE && CODE.test(value) && !hasLostZeros && privateKinds(value).length === 0;
}

async function writeNewcomers(db: DuckDBConnection, people: UnknownPerson[]): Promise<void> {
  await db.run(`create or replace temp table newcomers as select unnest(from_json($people, '["varchar"]')) as value`, {
    people: JSON.stringify(people.map(({value}) => value))
  });
}

function isOwnedThrough({ownedThrough = []}: Contract, {name}: Field): boolean {
  return ownedThrough.some((path) => path.startsWith(`${name}.`));
}

/** Returns one warning for each newcomer, at the first row. */
export function newcomerNotes(contract: Contract, newcomers: Newcomers | undefined): string[] {
  const field = personFieldOf(contract);
  if (!field || !newcomers?.is_accepted) return [];
  const name = literal(field.name);
  return [
    `select min(record) as record, ${name} as field, 'cell/newcomer' as code, value, count(*)::varchar as other
    from typed join newcomers on typed.${field.name} = newcomers.value group by value`
  ];
}
