import type {DuckDBConnection} from "@duckdb/node-api";
import {LRUCache} from "lru-cache";
import pLimit, {type LimitFunction} from "p-limit";

/** So many rows of answers are kept of one build. */
const ROWS_KEPT = 50_000;
/** Longer answers are lists that somebody opens once. */
const LONGEST_KEPT = 2_000;

/** How one finished warehouse is read. It never changes, so what it has answered once holds as long as it is open. */
interface FinishedReads {
  answers: LRUCache<string, object[]>;
  /** Connections on which nothing runs. */
  idle: DuckDBConnection[];
  /** A statement that waited inside its connection would hold a thread that files need too, so it waits here. */
  whenIdle: LimitFunction;
}

const readsOf = new WeakMap<DuckDBConnection, FinishedReads>();

/** From now on what is asked of `db` is answered once, by `others`, which are open on the same finished warehouse. */
export function beginFinishedReads(db: DuckDBConnection, others: DuckDBConnection[]): void {
  readsOf.set(db, {
    answers: new LRUCache({
      maxSize: ROWS_KEPT,
      maxEntrySize: LONGEST_KEPT,
      sizeCalculation: (answer) => answer.length + 1
    }),
    idle: [...others],
    whenIdle: pLimit(others.length)
  });
}

/** Answers what `key` stands for: a finished warehouse from what it has answered before, any other connection anew. */
export async function answered<Row extends object>(
  db: DuckDBConnection,
  key: string,
  ask: (db: DuckDBConnection) => Promise<Row[]>
): Promise<Row[]> {
  const reads = readsOf.get(db);
  if (!reads) return ask(db);
  const {answers, idle, whenIdle} = reads;
  const kept = answers.get(key) as Row[] | undefined;
  if (kept) return kept;
  return whenIdle(async () => {
    const free = idle.pop()!;
    try {
      const answer = await ask(free);
      for (const row of answer) freeze(row);
      answers.set(key, answer);
      return answer;
    } finally {
      idle.push(free);
    }
  });
}

/** The next one is given the same rows, so who would change them is stopped. */
function freeze(row: object): void {
  for (const value of Object.values(row)) Object.freeze(value);
  Object.freeze(row);
}
