import {audit} from "./audit.ts";
import type {LedgerReader, LedgerTransaction} from "./ledger.ts";

/** What the office may set, with the type of each value. */
export interface Settings {
  /** Day of the month after the period's end. */
  [name: `due-day/${string}`]: number;
  /** Submissions without a warning approve themselves. */
  [name: `auto-approve/${string}`]: boolean;
  /** Office accounts have to set up a second factor. */
  "second-factor/office": boolean;
  /** How long the audit is kept; see `setAuditDays`. */
  "audit/days": number;
}

export interface Setting<Name extends keyof Settings> {
  name: Name;
  value: Settings[Name];
  by?: string;
  now: string;
}

/** Of one name the newest counts; undefined where nobody set it. */
export async function readSetting<Name extends keyof Settings>(
  ledger: LedgerReader,
  name: Name
): Promise<Settings[Name] | undefined> {
  const newest = await ledger
    .selectFrom("settings")
    .select("value")
    .where("name", "=", name)
    .orderBy("setting_id", "desc")
    .limit(1)
    .executeTakeFirst();
  return newest && (JSON.parse(newest.value) as Settings[Name]);
}

export async function setSetting<Name extends keyof Settings>(
  tx: LedgerTransaction,
  {name, value, by, now}: Setting<Name>
): Promise<void> {
  await tx
    .insertInto("settings")
    .values({name, value: JSON.stringify(value), set_by: by ?? null, set_at: now})
    .execute();
  await audit(tx, {at: now, who: by, action: "setting", object: name, detail: {value}});
}
