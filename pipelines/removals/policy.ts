import {readFileSync} from "node:fs";
import {join} from "node:path";
import * as v from "valibot";
import {type Contract, type Field, fieldOf} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {projectRoot} from "#pipelines/host/root.ts";

export type PrivacyClass = Field["privacy"];

const reason = v.pipe(v.string(), v.nonEmpty());
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));

/** The number of days that something is kept after it ended or was written. */
const keptDays = v.strictObject({days: positive, reason});

const keptClass = v.strictObject({
  privacy: v.picklist(["none", "personal", "sensitive"]),
  /** Years after the end of the year that the rows speak for; undefined means for ever. */
  years: v.optional(positive),
  reason
});

/** How long everything is kept, and how columns are anonymised afterwards. */
const POLICY = v.strictObject({
  classes: v.array(keptClass),
  signIn: keptDays,
  audit: keptDays,
  /** By `dataset.column`. `month`: a day becomes the first of its month; `empty`: no KPI needs the column. */
  columns: v.record(v.string(), v.picklist(["month", "empty"]))
});

export type KeptDays = v.InferOutput<typeof keptDays>;
export type KeptClass = v.InferOutput<typeof keptClass>;
export type RetentionPolicy = v.InferOutput<typeof POLICY>;
export type ColumnEnd = RetentionPolicy["columns"][string];

let cached: RetentionPolicy | undefined;

/** Reads `datasets/retention.json`. A policy of another shape, or one with unknown names, stops the start. */
export function readRetentionPolicy(): RetentionPolicy {
  cached ??= checkedPolicy(JSON.parse(readFileSync(join(projectRoot, "datasets", "retention.json"), "utf8")));
  return cached;
}

function checkedPolicy(given: unknown): RetentionPolicy {
  const policy = v.parse(POLICY, given);
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

/** A dataset is kept as long as its most private column may be. */
export function privacyClassOf({fields}: Contract): PrivacyClass {
  const ranks = fields.map(({privacy}) => STRICTEST_LAST.indexOf(privacy));
  return STRICTEST_LAST[Math.max(...ranks)]!;
}

/** Returns for how many years after the one that its rows speak for a dataset is kept; undefined means for ever. */
export function yearsKept(contract: Contract): number | undefined {
  const privacy = privacyClassOf(contract);
  return readRetentionPolicy().classes.find((kept) => kept.privacy === privacy)?.years;
}
