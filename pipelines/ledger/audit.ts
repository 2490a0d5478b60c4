import {createHash} from "node:crypto";
import type {Selectable} from "kysely";
import * as v from "valibot";
import {beginOfChineseDay, dayAfter} from "#pipelines/time/chinese-day.ts";
import {AUDIT_ACTIONS, AUDIT_DETAIL_NAMES, type AuditAction} from "./audit-words.ts";
import type {Ledger, LedgerReader, LedgerTransaction} from "./ledger.ts";
import {readLastNumber} from "./last-number.ts";
import type {AuditTable} from "./tables.ts";

const SAID = v.nullable(v.union([v.string(), v.number(), v.boolean()]));
/** Of any version, so by any names. */
const KEPT_DETAIL = v.record(v.string(), SAID);
/** Named by words that a reader of the audit sees. */
const DETAIL = v.record(v.picklist(AUDIT_DETAIL_NAMES), SAID);
export type AuditDetail = v.InferOutput<typeof KEPT_DETAIL>;

/** Parses the details of an audited action, which the ledger keeps as JSON. */
export function detailOf(text: string): AuditDetail {
  return v.parse(v.pipe(v.string(), v.parseJson(), KEPT_DETAIL), text);
}

export const AUDIT_ENTRY = v.object({
  at: v.string(),
  /** The account's name; null where a rule acted, or nobody was signed in. */
  who: v.nullish(v.string()),
  action: v.picklist(AUDIT_ACTIONS),
  object: v.nullish(v.string()),
  /** Never a cell, a password, a token or a row about a person. */
  detail: v.optional(DETAIL),
  address: v.nullish(v.string())
});

export type AuditEntry = v.InferOutput<typeof AUDIT_ENTRY>;

/** `detail` is JSON. */
export type AuditRow = Selectable<AuditTable>;

/** The hash before the first row. */
const NO_HASH = "0".repeat(64);

/** Records an action in the unit of work that performs it. */
export async function audit(
  tx: LedgerTransaction,
  {at, who, action, object, detail, address}: AuditEntry
): Promise<void> {
  const last = await tx.selectFrom("audit").select("hash").orderBy("audit_id", "desc").limit(1).executeTakeFirst();
  const row = {
    audit_id: (await readLastNumber(tx, "audit")) + 1,
    at,
    who: who ?? null,
    action,
    object: object ?? null,
    detail: JSON.stringify(detail ?? {}),
    address: address ?? null,
    previous_hash: last?.hash ?? NO_HASH
  };
  await tx
    .insertInto("audit")
    .values({...row, hash: hashOf(row)})
    .execute();
}

/** Records an action in a unit of work of its own. */
export function auditAlone(ledger: Ledger, entry: AuditEntry): Promise<void> {
  return ledger.transaction((tx) => audit(tx, entry));
}

/** The last of the rows that were removed from the beginning. */
export interface AuditCut {
  audit_id: number;
  hash: string;
}

export type AuditVerification =
  /** `removed`: the number of expired rows at the beginning. */
  | {isIntact: true; count: number; hash: string; removed: number}
  /** The first row that was altered, or before which a row is missing. */
  | {isIntact: false; row: number};

const ROWS_AT_ONCE = 5000;

/** Verifies the whole hash chain: an altered, missing, added or moved row breaks it. */
export function verifyAudit(ledger: Ledger): Promise<AuditVerification> {
  return ledger.snapshot(verify);
}

async function verify(ledger: LedgerReader): Promise<AuditVerification> {
  const cut = await readLastCut(ledger);
  const removed = cut?.audit_id ?? 0;
  const before = await ledger
    .selectFrom("audit")
    .select("audit_id")
    .where("audit_id", "<=", removed)
    .executeTakeFirst();
  if (before) return {isIntact: false, row: before.audit_id};
  let [number, hash] = [removed, cut?.hash ?? NO_HASH];
  // The chain itself must record where it was cut, or anybody could cut it.
  let isCutWritten = cut === undefined;
  for (;;) {
    const rows = await readAfter(ledger, number);
    for (const row of rows) {
      const isNext = row.audit_id === number + 1 && row.previous_hash === hash && row.hash === hashOf(row);
      if (!isNext) return {isIntact: false, row: number + 1};
      [number, hash] = [row.audit_id, row.hash];
      isCutWritten ||= isOfCut(row, cut);
    }
    if (rows.length < ROWS_AT_ONCE) break;
  }
  if (!isCutWritten) return {isIntact: false, row: removed + 1};
  // The row number keeps counting when rows are removed at the end, so a cut there is noticed.
  const isWhole = (await readLastNumber(ledger, "audit")) === number;
  return isWhole ? {isIntact: true, count: number - removed, hash, removed} : {isIntact: false, row: number + 1};
}

function readAfter(ledger: LedgerReader, number: number): Promise<AuditRow[]> {
  return ledger
    .selectFrom("audit")
    .selectAll()
    .where("audit_id", ">", number)
    .orderBy("audit_id")
    .limit(ROWS_AT_ONCE)
    .execute();
}

function readLastCut(ledger: LedgerReader): Promise<AuditCut | undefined> {
  return ledger
    .selectFrom("audit_cuts")
    .select(["audit_id", "hash"])
    .orderBy("cut_id", "desc")
    .limit(1)
    .executeTakeFirst();
}

function isOfCut({action, detail}: AuditRow, cut: AuditCut | undefined): boolean {
  if (action !== "audit-shortened") return false;
  const {through, hash} = detailOf(detail);
  return through === cut?.audit_id && hash === cut?.hash;
}

export interface AuditFilter {
  who?: string;
  action?: AuditAction | "";
  /** YYYY-MM-DD, both inclusive, as days in China. */
  from?: string;
  to?: string;
  limit?: number;
}

/** Reads audited actions, newest first. */
export function readAudit(ledger: LedgerReader, {who, action, from, to, limit}: AuditFilter = {}): Promise<AuditRow[]> {
  let rows = ledger.selectFrom("audit").selectAll().orderBy("audit_id", "desc");
  if (who) rows = rows.where("who", "=", who);
  if (action) rows = rows.where("action", "=", action);
  if (from) rows = rows.where("at", ">=", beginOfChineseDay(from));
  if (to) rows = rows.where("at", "<", beginOfChineseDay(dayAfter(to)));
  if (limit !== undefined) rows = rows.limit(limit);
  return rows.execute();
}

function hashOf(row: Omit<AuditRow, "hash">): string {
  const {audit_id, at, who, action, object, detail, address, previous_hash} = row;
  const written = JSON.stringify([audit_id, at, who, action, object, detail, address]);
  return createHash("sha256").update(previous_hash).update(written).digest("hex");
}
