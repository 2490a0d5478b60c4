import * as v from "valibot";
import {audit} from "./audit.ts";
import type {LedgerReader, LedgerTransaction} from "./ledger.ts";

/** The office's settings by the name before the slash; a dataset or a unit may follow the slash. */
/** Of the picture: of the screen that a deck is opened on, any from 4:3 to 16:9, or 16:9. */
export const ROOM_SHAPES = ["screen", "any", "wide"] as const;

const VALUES = {
  /** The due day: the day of the month after the period's end. */
  "due-day": v.number(),
  /** Submissions without a warning are approved automatically. */
  "auto-approve": v.boolean(),
  /** The day on which the office last reminded a unit, by its code. */
  reminded: v.string(),
  /** Office accounts must set up a second factor. */
  "second-factor": v.boolean(),
  /** How many days the audit is kept; see `setAuditDays`. */
  audit: v.number(),
  /** The room that meetings are projected in: the farthest seat and the height of the picture, in metres. */
  room: v.object({
    distance: v.number(),
    height: v.number(),
    shape: v.optional(v.picklist(ROOM_SHAPES)),
    /** What the shape was until 0.12: 16:9 or not said. */
    isWide: v.optional(v.boolean())
  })
};

export interface Settings {
  [name: `due-day/${string}`]: v.InferOutput<(typeof VALUES)["due-day"]>;
  [name: `auto-approve/${string}`]: v.InferOutput<(typeof VALUES)["auto-approve"]>;
  [name: `reminded/${string}`]: v.InferOutput<(typeof VALUES)["reminded"]>;
  "second-factor/office": v.InferOutput<(typeof VALUES)["second-factor"]>;
  "audit/days": v.InferOutput<(typeof VALUES)["audit"]>;
  "room/meetings": v.InferOutput<(typeof VALUES)["room"]>;
}

/** A value of another type than its setting's is a defect, and the error names the setting. */
function valueOf<Name extends keyof Settings>(name: Name, text: string): Settings[Name] {
  const [kind = ""] = String(name).split("/");
  const schema = Object.entries(VALUES).find(([known]) => known === kind)?.[1];
  if (!schema) throw new Error(`no setting ${String(name)}`);
  return v.parse(v.pipe(v.string(), v.parseJson(), schema), text) as Settings[Name];
}

export interface Setting<Name extends keyof Settings> {
  name: Name;
  value: Settings[Name];
  by?: string;
  now: string;
}

/** Reads a setting; the newest entry counts. Undefined if nobody has set it. */
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
  return newest && valueOf(name, newest.value);
}

export async function setSetting<Name extends keyof Settings>(
  tx: LedgerTransaction,
  {name, value, by, now}: Setting<Name>
): Promise<void> {
  await tx
    .insertInto("settings")
    .values({name, value: JSON.stringify(value), set_by: by ?? null, set_at: now})
    .execute();
  await audit(tx, {
    at: now,
    who: by,
    action: "setting",
    object: name,
    detail: {value: typeof value === "object" ? JSON.stringify(value) : value}
  });
}
