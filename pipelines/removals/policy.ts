import {readFileSync} from "node:fs";
import {join} from "node:path";
import {type Contract, type Field, fieldOf} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {projectRoot} from "#pipelines/host/root.ts";

export type PrivacyClass = Field["privacy"];

/** Kept for so many days after it ended or was written. */
export interface KeptDays {
  days: number;
  reason: string;
}

export interface KeptClass {
  privacy: PrivacyClass;
  /** After the end of the year the rows speak for; undefined: for good. */
  years?: number;
  reason: string;
}

/** `month`: a day becomes the first of its month; `empty`: no KPI needs it. */
export type ColumnEnd = "month" | "empty";

/** How long what is kept, and what becomes of a column when the time is over. */
export interface RetentionPolicy {
  classes: KeptClass[];
  signIn: KeptDays;
  audit: KeptDays;
  /** By `dataset.column`. */
  columns: Record<string, ColumnEnd>;
}

let cached: RetentionPolicy | undefined;

/** `datasets/retention.json`; a policy that names what is not there stops the start. */
export function readRetentionPolicy(): RetentionPolicy {
  cached ??= checked(
    JSON.parse(readFileSync(join(projectRoot, "datasets", "retention.json"), "utf8")) as RetentionPolicy
  );
  return cached;
}

function checked(policy: RetentionPolicy): RetentionPolicy {
  for (const [path, end] of Object.entries(policy.columns)) {
    const [dataset = "", column = ""] = path.split(".");
    const contract = readContracts().get(dataset);
    if (!contract) throw new Error(`retention.json: no dataset ${dataset}`);
    const {type} = fieldOf(contract, column);
    if (end === "month" && type !== "date") throw new Error(`retention.json: ${path} is no date`);
  }
  return policy;
}

const STRICTEST_LAST: PrivacyClass[] = ["none", "personal", "sensitive"];

/** A table is kept as long as its most private column may be. */
export function privacyClassOf({fields}: Contract): PrivacyClass {
  const ranks = fields.map(({privacy}) => STRICTEST_LAST.indexOf(privacy));
  return STRICTEST_LAST[Math.max(...ranks)]!;
}

/** Years after the one its rows speak for; undefined: for good. */
export function yearsKept(contract: Contract): number | undefined {
  const privacy = privacyClassOf(contract);
  return readRetentionPolicy().classes.find((kept) => kept.privacy === privacy)?.years;
}
