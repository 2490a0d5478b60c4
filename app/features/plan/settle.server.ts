import {json, redirect} from "@remix-run/node";
import * as v from "valibot";
import {type Access, actorOf} from "#app/server/access.server.ts";
import {now, today} from "#app/server/clock.server.ts";
import {readFilters} from "#app/server/filters.server.ts";
import {optionalText, readFields, readForm} from "#app/server/forms.server.ts";
import {cellProblemsOf, csvOf, type GeneratedTable} from "#app/server/generated-file.server.ts";
import {badRequest} from "#app/server/http.server.ts";
import {store} from "#app/server/store.server.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import type {Finding} from "#pipelines/findings/findings.ts";
import {decide, sendFile} from "#pipelines/submissions/intake.ts";
import {type Choices, isSettled, LINE_CODE, type Settled} from "./plan-fields.ts";
import {readAssignmentLines, readChoices, readTargetLines} from "./plan.server.ts";

const NO_CHANGES = "没有收到要保存的修改，请从页面上提交。";
const CHANGES = v.pipe(
  v.string(),
  v.parseJson(undefined, NO_CHANGES),
  v.array(v.object({row: v.string(), column: v.string(), is: v.string()}), NO_CHANGES),
  v.maxLength(5000, "一次最多保存 5,000 格，请分几次保存。")
);

type Change = v.InferOutput<typeof CHANGES>[number];

/** What is wrong with one cell of the table, or with the whole. */
export interface SettleProblem {
  row?: string;
  column?: string;
  text: string;
}

/** Saves edited cells as one submission of the office, or takes such a submission back. */
export async function postSettled(access: Access) {
  const fields = await readFields(access.request, {
    intent: optionalText,
    dataset: v.optional(v.pipe(v.string(), v.check(isSettled, "没有说明保存的是哪张表。")), "assignments"),
    changes: v.optional(v.string(), "[]"),
    reason: optionalText,
    id: optionalText
  });
  if (fields.intent === "undo") return undoSettled(access, fields.id);
  if (fields.intent === "form") return saveSettled(access, {...(await formChanges(access)), reason: ""});
  const {success, output, issues} = v.safeParse(CHANGES, fields.changes);
  if (!success) throw badRequest(issues[0].message);
  return saveSettled(access, {dataset: fields.dataset as Settled, changes: output, reason: fields.reason.trim()});
}

/** Reads the form of one deliverable: its fields are named `is/<column>`. */
async function formChanges(access: Access): Promise<Omit<SaveRequest, "reason">> {
  const form = await readForm(access.request);
  const row = String(form.get("code") ?? "");
  const line = (await readAssignmentLines(readFilters(access).year)).find(({id}) => id === row);
  if (!line) throw badRequest(NO_CHANGES);
  const before: Record<string, string> = line.cells;
  const changes = [...form].flatMap(([name, value]) => {
    const [, column] = /^is\/([a-z_]+)$/.exec(name) ?? [];
    const is = String(value).trim();
    return column !== undefined && is !== before[column] ? [{row, column, is}] : [];
  });
  return {dataset: "assignments", changes};
}

interface SaveRequest {
  dataset: Settled;
  changes: Change[];
  reason: string;
  /** What the submission is called in the history. */
  title?: string;
}

/** Sends changed cells as a file of the office's, and leads back to the page. */
export async function saveSettled(access: Access, {dataset, changes, reason, title = "计划页修改"}: SaveRequest) {
  const {year} = readFilters(access);
  if (changes.length === 0) return refused([{text: "还没有改动，不用保存。"}]);
  const lines = await settledLines(dataset, {year, changes, reason});
  const outcome = await sendFile(await store(), {
    ...actorOf({...access, unit: undefined}),
    dataset,
    fileName: `${title}-${today()}.csv`,
    chunks: csvOf(lines),
    today: today(),
    now: now()
  });
  if (outcome.outcome === "accepted")
    throw redirect(addressAfter(access, {saved: outcome.submission_id, cells: String(changes.length)}));
  if (outcome.outcome === "already-accepted") return refused([{text: "这些修改刚才已经保存过。"}]);
  if (outcome.outcome === "refused")
    return refused(outcome.findings.shown.flatMap((finding) => problemOf(finding, lines)));
  return refused([{text: "没有保存，请再试一次。"}]);
}

async function undoSettled(access: Access, id: string) {
  const outcome = await decide(await store(), {
    submissionIds: [id],
    verdict: "withdraw",
    by: actorOf({...access, unit: undefined}),
    today: today(),
    now: now()
  });
  if (outcome.outcome === "refused") return refused([{text: outcome.message}]);
  throw redirect(addressAfter(access, {undone: "1"}));
}

function addressAfter({request}: Access, said: Record<string, string>): string {
  const url = new URL(request.url);
  for (const name of ["saved", "cells", "undone", "index"]) url.searchParams.delete(name);
  for (const [name, value] of Object.entries(said)) url.searchParams.set(name, value);
  return `${url.pathname}${url.search}`;
}

export const refused = (problems: SettleProblem[]) => json({problems}, {status: 422});

interface Table extends GeneratedTable {
  codes: string[];
}

/**
 * Makes a file of the changed lines: a line has all columns that any of them changes, because a column that a file has
 * and leaves blank is emptied.
 */
async function settledLines(dataset: Settled, {year, changes, reason}: {year: number} & Omit<SaveRequest, "dataset">) {
  const contract = readContracts().get(dataset)!;
  const editable = contract.fields.map(({name}) => name);
  const unknown = changes.find(({column}) => !editable.includes(column) || column === LINE_CODE[dataset]);
  if (unknown) throw badRequest(NO_CHANGES);
  const read = dataset === "assignments" ? await readAssignmentLines(year) : await readTargetLines(year);
  const before = new Map(read.map(({id, cells}) => [id, cells as Record<string, string>]));
  const changed = new Set(changes.map(({column}) => column));
  // A target has to have its reason in each row.
  if (reason !== "" || dataset === "targets") changed.add("reason");
  const fields = editable.filter((name) => changed.has(name));
  const choices = await readChoices();
  const codes = [...new Set(changes.map(({row}) => row))];
  const rows = codes.map((code) => {
    const own = new Map(changes.filter(({row}) => row === code).map(({column, is}) => [column, is]));
    return fields.map((field) => {
      const text = own.get(field) ?? (field === "reason" && reason !== "" ? reason : (before.get(code)?.[field] ?? ""));
      return codeOf(field, text, choices);
    });
  });
  const titles = fields.map((name) => contract.fields.find((field) => field.name === name)!.title);
  const keyTitles = contract.primaryKey.map((name) => contract.fields.find((field) => field.name === name)!.title);
  return {
    fields: [...contract.primaryKey, ...fields],
    titles: [...keyTitles, ...titles],
    rows: rows.map((cells, at) => [String(year), codes[at]!, ...cells]),
    codes
  } satisfies Table;
}

/** People may type a unit's name; the file has its code. */
function codeOf(field: string, text: string, {units}: Choices): string {
  if (field !== "lead_unit" && field !== "supporting_units") return text;
  return text
    .split(/[;；、,，]/)
    .map((part) => part.trim())
    .map((part) => units.find(({label}) => label === part)?.value ?? part)
    .join(";");
}

/** Places a finding of the file in the cell of the table that it speaks of. */
function problemOf(finding: Finding, table: Table): SettleProblem[] {
  return cellProblemsOf(finding, table).map(({row, field, text}) =>
    row === undefined ? {text} : {row: table.codes[row], column: field, text}
  );
}
