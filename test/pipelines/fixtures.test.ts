import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {checkFile} from "#pipelines/checks/check.ts";
import {receive} from "#pipelines/files/received.ts";
import type {Finding} from "#pipelines/findings/findings.ts";
import {readPlanCodes} from "#pipelines/plan/read-plan.ts";
import {projectRoot} from "#pipelines/host/root.ts";
import {acceptedRowsOf} from "#pipelines/accepted/accepted-rows.ts";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {
  actorOf,
  contractOf,
  keptIn,
  keptRows,
  piecesOf,
  send,
  sharedStore,
  temporaryFolder,
  unreconciled,
  withdraw,
  ofFile
} from "./store.ts";
import {readInForce} from "#pipelines/ledger/submission-entries.ts";

/** What people really send: a folder each, with the file and, written by hand, what must come of it. */
interface Case {
  dataset: string;
  as_of?: string;
  unit?: string;
  /** Where the file's name says what it is. */
  file_name?: string;
  /** What the sender said of columns. */
  columns?: Record<string, string>;
  encoding?: string;
  outcome: string;
  counts: Record<string, number>;
  findings: {
    code: string;
    cell?: string;
    line?: number;
    value?: string;
    part?: string;
    kind?: string;
    count?: number;
    format?: string;
    cells?: string[];
  }[];
  /** Blank rows, totals and signatures, named. */
  skipped?: {row: number; line: number; reason: string}[];
  /** What is kept, of the columns that matter. */
  rows?: Record<string, unknown>[];
}

const folder = join(projectRoot, "test", "fixtures", "submissions");
const cases = readdirSync(folder).map((name) => {
  const expected = JSON.parse(readFileSync(join(folder, name, "findings.json"), "utf8")) as Case;
  const inputs = readdirSync(join(folder, name)).filter((file) => /^input\.\w+$/.test(file));
  if (inputs.length !== 1) throw new Error(`${name} has ${inputs.length} inputs`);
  const [input = ""] = inputs;
  return [name, {file_name: input, ...expected}, readFileSync(join(folder, name, input))] as const;
});
const store = sharedStore();

test.each(cases)("%s", async (_, expected, input) => {
  const before = await keptIn(store());
  const {dataset, as_of: asOf, unit, columns, file_name: fileName} = expected;
  const outcome = await send(store(), dataset, input, {asOf, unit, columns, fileName});
  if (outcome.outcome === "already-accepted" || outcome.outcome === "acceptable") throw new Error(outcome.outcome);
  const kept = outcome.outcome === "accepted" ? await keptRows(store(), outcome.submission_id) : [];
  if (outcome.outcome === "accepted") await withdraw(store(), outcome.submission_id);
  expect({
    outcome: outcome.outcome,
    counts: outcome.counts,
    findings: ofFile(outcome.findings).shown.map(inShort)
  }).toEqual({outcome: expected.outcome, counts: expected.counts, findings: expected.findings});
  expect(unreconciled(outcome.counts)).toBe(0);
  if (outcome.outcome === "refused") return expect(await keptIn(store())).toEqual(before);
  expect(kept).toMatchObject(expected.rows ?? []);
});

test.each(cases.filter(([, {skipped}]) => skipped))("%s: what is passed over is named", async (_, expected, input) => {
  const checked = await check(expected, input);
  expect(checked.skipped).toEqual(expected.skipped);
  expect(checked.skippedCount).toBe(expected.counts.skipped);
});

test.each(cases.filter(([, {encoding}]) => encoding))("%s: its encoding is told", async (_, expected, input) => {
  expect((await check(expected, input)).encoding).toBe(expected.encoding);
});

function inShort(finding: Finding) {
  const {code} = finding;
  if (code === "column/private") {
    const {part, kind, count} = finding;
    return {code, part, kind, count};
  }
  if (finding.code === "file/not-a-table") return {code, format: finding.format};
  if (code === "row/stray" || (code === "header/nameless" && finding.cells)) return {code, cells: finding.cells};
  if (!("place" in finding)) return {code};
  const {cell, line} = finding.place;
  return {
    code,
    ...(cell && {cell}),
    line,
    ...("value" in finding && {value: finding.value}),
    ...(code === "cell/kept-characters" && {count: finding.count})
  };
}

async function check({dataset, as_of, unit, columns}: Case, input: Buffer) {
  const {dir, ledger} = store();
  const scratch = temporaryFolder();
  const accepted = await readInForce(ledger);
  return checkFile(await memoryDatabase(), {
    contract: contractOf(dataset),
    received: await receive(piecesOf(input), join(scratch, "original")),
    known: {
      accepted: (name) =>
        accepted
          .filter((submission) => submission.dataset === name)
          .map((submission) => acceptedRowsOf(dir, submission)),
      outsideCodes: {...readPlanCodes(), accounts: []}
    },
    sender: actorOf(unit).sender,
    columns,
    asOf: as_of ?? "2026-11-15",
    today: "2026-11-15",
    planYears: [2026],
    folder: scratch,
    kept: scratch
  });
}
