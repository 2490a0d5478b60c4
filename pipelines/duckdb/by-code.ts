import type {DuckDBConnection} from "@duckdb/node-api";
import type {Columns, RowOf, text} from "./columns.ts";
import type {Query} from "./query.ts";
import type {Parameters} from "./rows.ts";

type WithCode = Columns & {code: typeof text};
type WithoutCode<C extends WithCode> = Omit<RowOf<C>, "code">;
type CodeRow<C extends WithCode> = WithoutCode<C> & {code: string};

/** In the text of such a query: that the row is of one of the codes. */
export const IS_OF_CODES = `list_contains(from_json($codes::varchar, '["varchar"]'), series.code)`;

/**
 * Asks a query that answers for many codes about one of them. Codes that are asked for in the same turn of the event
 * loop, as by a deck about all KPIs, share one query.
 */
export function byCode<C extends WithCode>(query: Query<C>) {
  const waiting = new WeakMap<DuckDBConnection, Map<string, Asked<C>>>();
  return async (db: DuckDBConnection, code: string, parameters: Parameters): Promise<WithoutCode<C>[]> => {
    const open = waiting.get(db) ?? new Map<string, Asked<C>>();
    waiting.set(db, open);
    const key = JSON.stringify(parameters);
    const asked: Asked<C> = open.get(key) ?? {
      codes: new Set(),
      answer: nextTurn().then(() => {
        open.delete(key);
        return readGroups(query, db, {...parameters, codes: JSON.stringify([...asked.codes].sort())});
      })
    };
    open.set(key, asked);
    asked.codes.add(code);
    return (await asked.answer).get(code) ?? [];
  };
}

interface Asked<C extends WithCode> {
  codes: Set<string>;
  answer: Promise<Map<string, WithoutCode<C>[]>>;
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

async function readGroups<C extends WithCode>(query: Query<C>, db: DuckDBConnection, parameters: Parameters) {
  const groups = new Map<string, WithoutCode<C>[]>();
  for (const {code, ...row} of (await query.rows(db, parameters)) as unknown as CodeRow<C>[]) {
    const group = groups.get(code) ?? [];
    groups.set(code, group);
    group.push(row as WithoutCode<C>);
  }
  return groups;
}
