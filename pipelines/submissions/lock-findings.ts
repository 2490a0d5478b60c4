import type {DuckDBConnection} from "@duckdb/node-api";
import {type AcceptedByDataset, changedMonths} from "./changed-months.ts";
import type {Sender} from "#pipelines/contracts/sender.ts";
import type {Contract} from "#pipelines/contracts/contract.ts";
import type {Finding} from "#pipelines/findings/findings.ts";
import {lockedFor, type LockedMonth, type MonthLocks} from "./month-locks.ts";

interface LockCheck {
  /** The file's typed rows; undefined if it could not be read as a table. */
  rowsPath?: string;
  /** Columns that the file does not have. */
  lacks: string[];
  asOf: string;
  accepted: AcceptedByDataset;
  sender: Sender;
  today: string;
}

/** Checks whether a file changes locked months: it blocks a unit's file and warns the office. */
export async function lockFindings(
  db: DuckDBConnection,
  locks: MonthLocks,
  contract: Contract,
  {rowsPath, lacks, asOf, accepted, sender, today}: LockCheck
): Promise<Finding[]> {
  // The usual case does not read the file.
  if (locks.locks.length === 0 || rowsPath === undefined) return [];
  const months = await changedMonths(db, contract, {rowsPath, lacks, asOf, accepted});
  const locked = lockedFor(locks, {sender, dataset: contract.name, months, today});
  if (locked.length === 0) return [];
  const named = locked.map(({month}) => month);
  if (sender.kind === "office") return [{code: "file/month-locked-office", months: named}];
  return [{code: "file/month-locked", months: named, ...untilOf(locked)}];
}

function untilOf(locked: LockedMonth[]): {until?: string} {
  const until = locked
    .flatMap((each) => each.until ?? [])
    .sort()
    .at(-1);
  return until === undefined ? {} : {until};
}
