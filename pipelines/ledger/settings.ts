import {audit} from "./audit.ts";
import type {Ledger} from "./ledger.ts";

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
export function readSetting<Name extends keyof Settings>(ledger: Ledger, name: Name): Settings[Name] | undefined {
  const [newest] = ledger.all<{value: string}>(
    "select value from settings where name = ? order by setting_id desc limit 1",
    name
  );
  return newest && (JSON.parse(newest.value) as Settings[Name]);
}

export function setSetting<Name extends keyof Settings>(ledger: Ledger, {name, value, by, now}: Setting<Name>): void {
  ledger.exclusively(() => {
    ledger.run(
      "insert into settings (name, value, set_by, set_at) values (?, ?, ?, ?)",
      name,
      JSON.stringify(value),
      by ?? null,
      now
    );
    audit(ledger, {at: now, who: by, action: "setting", object: name, detail: {value}});
  });
}
