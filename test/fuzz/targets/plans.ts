import {cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {basename, join} from "node:path";
import fc from "fast-check";
import Papa from "papaparse";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {finishTakings, PLAN_FILES} from "#pipelines/plan/kept-plans.ts";
import {PlanError} from "#pipelines/plan/plan-files.ts";
import {readPlanFolder} from "#pipelines/plan/read-plan.ts";
import {openStore} from "#pipelines/store/store.ts";
import {takePlan} from "#pipelines/submissions/take-plan.ts";
import {sendBasics} from "../../pipelines/store.ts";
import {planFilesOf} from "../../plan/next-year.ts";
import {property} from "../case.ts";
import {expectEqual, expectTrue} from "../equal.ts";
import {mutated} from "../mutated.ts";
import type {Target} from "../target.ts";

const YEAR = 2027;
const NOW = "2026-11-15T04:00:00.000Z";
const OF_2027 = planFilesOf(YEAR);
const FILES = Object.entries(OF_2027).map(([name, text]) => ({name, bytes: Buffer.from(text)}));
const TABLES = Object.entries(OF_2027).flatMap(([name, text]) =>
  name.endsWith(".csv") ? [{name, rows: Papa.parse<string[]>(text.trimEnd(), {delimiter: ","}).data}] : []
);

/** What means something to a check, or to what reads a plan that passed. */
const ODD = [
  ...[
    "",
    " ",
    "0",
    "-1",
    "1e9",
    "1e999",
    "NaN",
    "Infinity",
    "０",
    "是",
    "否",
    "；",
    ";",
    ":",
    "=",
    "kpi:",
    "kpi:K01@own"
  ],
  ...["held:0", "held:99999999999", "report;report", "rows:media:1", "90:100;80:60", "2/3", "0/0", "红", "escalation"],
  ...[
    "2027-02-30",
    "2027-12-31",
    "0000-00-00",
    "constructor",
    "__proto__",
    "'",
    '"',
    "\n",
    "\u202e",
    "😀",
    "\ud800",
    "%"
  ],
  ...["T01", "T01-01", "K01", "P1", "U01", "linear", "level", "once", "none", "rank", "top", "x".repeat(300)]
];

/** One change of a table; places are taken by the remainder, so that they mean something in any. */
const edit = fc.record({
  table: fc.nat(TABLES.length - 1),
  row: fc.nat(400),
  column: fc.nat(20),
  to: fc.oneof(
    fc.constantFrom(...ODD).map((cell) => ({cell})),
    fc.record({fromRow: fc.nat(400), fromColumn: fc.nat(20)}),
    fc.constantFrom({act: "delete" as const}, {act: "repeat" as const}, {act: "shorten" as const})
  )
});
type Edit = typeof edit extends fc.Arbitrary<infer Each> ? Each : never;

/** The files that differ from those of a plan that is right. */
function edited(edits: Edit[]): Record<string, Buffer> {
  const changed = new Map<string, string[][]>();
  for (const {table, row, column, to} of edits) {
    const {name, rows: original} = TABLES[table]!;
    const rows = changed.get(name) ?? original.map((cells) => [...cells]);
    changed.set(name, rows);
    if (rows.length === 0) continue;
    const at = row % rows.length;
    const cells = rows[at]!;
    if ("act" in to) {
      if (to.act === "delete") rows.splice(at, 1);
      else if (to.act === "repeat") rows.splice(at, 0, [...cells]);
      else cells.pop();
    } else if ("cell" in to) cells[column % Math.max(1, cells.length)] = to.cell;
    else {
      const other = rows[to.fromRow % rows.length]!;
      cells[column % Math.max(1, cells.length)] = other[to.fromColumn % Math.max(1, other.length)] ?? "";
    }
  }
  return Object.fromEntries([...changed].map(([name, rows]) => [name, Buffer.from(`${Papa.unparse(rows)}\n`)]));
}

/** Shown by what was changed. */
const shownAs = (words: string, files: Record<string, Buffer>) =>
  Object.defineProperty({files}, fc.toStringMethod, {value: () => words, enumerable: false});
const changes = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .array(edit, {minLength: 1, maxLength: 4})
      .map((edits) => shownAs(edits.map(wordsOf).join("; "), edited(edits)))
  },
  {
    weight: 2,
    arbitrary: mutated(FILES).map((file) => shownAs(fc.stringify(file), {[file.name]: file.bytes}))
  }
);

function wordsOf({table, row, column, to}: Edit): string {
  const {name, rows} = TABLES[table]!;
  return `${name} row ${row % rows.length} column ${column}: ${JSON.stringify(to)}`;
}

const missing = fc.option(fc.constantFrom(...PLAN_FILES), {freq: 20, nil: undefined});

/** A sentence for a person, of whatever stands in quotation marks in it. */
function expectPlanSaid({reason, line}: PlanError): void {
  const own = reason.replaceAll(/“[^”]*”/g, "");
  expectTrue(/\p{Script=Han}/u.test(own) && !/\bundefined\b|\[object /.test(own), `said badly: ${reason}`);
  expectTrue(line === undefined || line >= 1, `line ${line}: ${reason}`);
}

/** What a plan is wrong in is told; one that is right can be taken into use, with all numbers. */
const files: Target = {
  name: "plans",
  share: 3_000,
  open: async () => {
    const folder = mkdtempSync(join(tmpdir(), "fuzz-plans-"));
    const [right, tried] = [join(folder, "right"), join(folder, "tried")];
    mkdirSync(right);
    for (const {name, bytes} of FILES) writeFileSync(join(right, name), bytes);
    const prepared = join(folder, "prepared");
    const {dir, ledger} = await openStore(dataDirAt(prepared));
    await sendBasics({dir, ledger});
    await ledger.close();
    let count = 0;
    return {
      property: property(fc.record({changes, missing}), async ({changes: {files: changes}, missing}) => {
        cpSync(right, tried, {recursive: true});
        for (const [name, bytes] of Object.entries(changes)) writeFileSync(join(tried, name), bytes);
        if (missing !== undefined) rmSync(join(tried, missing));
        const {plan, errors} = readPlanFolder(tried, YEAR);
        rmSync(tried, {recursive: true});
        errors.forEach(expectPlanSaid);
        expectEqual(plan === undefined, errors.length > 0, "a plan or what is wrong with it");
        if (!plan) return;
        const texts = FILES.filter(({name}) => name !== missing).map(
          ({name, bytes}) => [name, (changes[name] ?? bytes).toString()] as const
        );
        await takeInto(prepared, join(folder, `taken-${++count}`), Object.fromEntries(texts));
      }),
      close: () => rmSync(folder, {recursive: true, force: true})
    };
  }
};

/** In a data directory of its own, so that no case sees the plan of another. */
async function takeInto(prepared: string, root: string, texts: Record<string, string>): Promise<void> {
  const before = process.env.DATA_DIR;
  cpSync(prepared, root, {recursive: true});
  process.env.DATA_DIR = root;
  const {dir, ledger} = await openStore(dataDirAt(root));
  try {
    const taking = {uploaded: {year: YEAR, files: texts}, by: "office", now: NOW};
    const outcome = await takePlan({dir, ledger}, taking);
    expectEqual(outcome.outcome, "taken", basename(root));
  } finally {
    if (before === undefined) delete process.env.DATA_DIR;
    else process.env.DATA_DIR = before;
    await ledger.close();
    rmSync(root, {recursive: true, force: true});
  }
}

/** What stands beside a plan until the audit has its entry. */
const ENTRY = {at: NOW, who: "office", action: "plan-taken", object: "2027", detail: {revision: 1, document: "1"}};

/** The entry of a plan's taking is recorded once, or the start stops with words. */
const takings: Target = {
  name: "plan-takings",
  share: 1_000,
  open: async () => {
    const folder = mkdtempSync(join(tmpdir(), "fuzz-takings-"));
    const {dir, ledger} = await openStore(dataDirAt(folder));
    const kept = join(dir.plans, String(YEAR), "1");
    const path = join(kept, "taking.json");
    mkdirSync(kept, {recursive: true});
    const files = [
      {name: "taking.json", bytes: Buffer.from(JSON.stringify(ENTRY))},
      {name: "other.json", bytes: Buffer.from(JSON.stringify({...ENTRY, detail: null, address: "10.0.0.1"}))}
    ];
    return {
      property: property(mutated(files), async ({bytes}) => {
        writeFileSync(path, bytes);
        try {
          await finishTakings(dir, ledger);
        } catch (error) {
          if (!(error instanceof PlanError)) throw error;
          expectPlanSaid(error);
        }
        rmSync(path, {force: true});
      }),
      close: async () => {
        await ledger.close();
        rmSync(folder, {recursive: true});
      }
    };
  }
};

export const PLANS = [files, takings];
