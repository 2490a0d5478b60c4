import {mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {type Role, ROLES} from "#pipelines/accounts/account.ts";
import type {Contract, Field} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {columnLetters} from "#pipelines/files/column-letters.ts";
import type {Correction} from "#pipelines/files/corrections.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {readPlans} from "#pipelines/plan/read-plan.ts";
import {newestBuild, rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore, type Store} from "#pipelines/store/store.ts";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {rows} from "../rows.ts";
import {csvOf, sendAccepted} from "../pipelines/store.ts";
import {type RunningServer, startServer} from "../running-server.ts";
import {browserOf} from "../signed-in.ts";
import {addVerdict} from "#pipelines/ledger/submission-entries.ts";

const PERSON = "CANARY77";
const NAME = "金丝雀";

let folder: string;
let store: Store;
let server: RunningServer;
let planted: string[];
let browsers: [Role, Record<string, string>][];
const submissions = new Map<string, string>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "canary-"));
  store = await openStore(dataDirAt(join(folder, "data")));
  planted = [PERSON];
  for (const contract of [...readContracts().values()].sort((a, b) => a.order - b.order)) {
    const told = contract.fields.filter(({privacy}) => privacy !== "none");
    // Sent twice with other words, so that there are values that were replaced.
    const hasWords = told.some((field) => isFree(field) && !contract.primaryKey.includes(field.name));
    for (const version of hasWords ? ["甲", "乙"] : ["甲"]) {
      const row = Object.fromEntries(told.flatMap((field) => plant(contract, field, version)));
      // First with a slip in each of them, which its sender corrected.
      const slips = Object.fromEntries(Object.entries(row).map(([name, text]) => [name, `${text}误`]));
      const isCorrected = version === "甲";
      const {submission_id} = await sendAccepted(
        store,
        contract.name,
        csvOf(contract.name, [isCorrected ? slips : row]),
        {
          asOf: contract.mode === "snapshot" ? "2026-01-01" : "2026-06-30",
          ...(isCorrected && {corrections: correctionsOf(contract, row)})
        }
      );
      submissions.set(`${contract.name} ${version}`, submission_id);
      await store.ledger.transaction((tx) =>
        addVerdict(tx, {submission_id, verdict: "approve", given_at: "2026-11-15T05:00:00.000Z"})
      );
    }
  }
  await rebuildWarehouse(store.dir, store.ledger, {now: "2026-11-15T06:00:00.000Z"});
  server = await startServer(join(folder, "data"), {today: "2026-11-22"});
  browsers = [];
  for (const role of ROLES)
    browsers.push([role, await browserOf(store.dir.root, role, role === "unit" ? "U01" : undefined)]);
}, 240_000);

afterAll(async () => {
  await server?.stop();
  await store.ledger.close();
  rmSync(folder, {recursive: true, force: true});
});

function correctionsOf({fields}: Contract, row: Record<string, string>): Correction[] {
  return Object.entries(row).map(([name, is]) => {
    const letters = columnLetters(fields.findIndex((field) => field.name === name));
    return {cell: `${letters}2`, was: `${is}误`, is};
  });
}

/** What is free to be anything says whose it is; the rest keeps its example. */
function plant({name: dataset, primaryKey}: Contract, field: Field, version: string): [string, string][] {
  const {name, reference} = field;
  if (reference === "members.person_id" || (dataset === "members" && name === "person_id")) return [[name, PERSON]];
  if (!isFree(field)) return [];
  const text = `${NAME}-${dataset}-${name}${primaryKey.includes(name) ? "" : `-${version}`}`;
  planted.push(text);
  return [[name, text]];
}

const isFree = ({type, reference, constraints = {}}: Field) =>
  type === "string" && !reference && !constraints.enum && !constraints.pattern;

function pages(): string[] {
  const plans = readPlans();
  const kpis = plans.flatMap((plan) => plan.kpis.map(({code}) => code));
  const tasks = plans.flatMap((plan) => plan.tasks.map(({code}) => code));
  const names = [...readContracts().keys()];
  const seen = [
    "/",
    ...tasks.map((code) => `/tasks/${code}`),
    ...kpis.map((code) => `/kpis/${code}`),
    "/datasets",
    ...names.map((name) => `/datasets/${name}`),
    "/submissions",
    ...names.map((name) => `/submissions?dataset=${name}`),
    "/submissions/new",
    "/submissions/queue",
    "/submissions/settings",
    "/assistance",
    "/account",
    "/admin/accounts",
    "/admin/audit",
    "/admin/audit/csv",
    "/admin/retention",
    "/admin/system",
    ...[...submissions.values()].flatMap((id) => [`/submissions/${id}`, `/submissions/${id}/rows`])
  ];
  const ofUnit = seen.map((page) => `${page}${page.includes("?") ? "&" : "?"}unit=U01`);
  return [
    ...[...seen, ...ofUnit].flatMap((page) => [page, dataOf(page)]),
    "/healthz",
    "/api/plan.json",
    "/api/tasks.json?month=2026-10",
    "/api/kpis.json?month=2026-10",
    "/api/kpis.json?month=2026-10&unit=U01",
    ...kpis.flatMap((code) => ["json", "csv", "arrow"].map((form) => `/api/kpis/${code}.${form}`)),
    ...names.map((name) => `/templates/${name}.csv`)
  ];
}

/** What the browser asks for when it follows a link. */
function dataOf(page: string): string {
  const [path = "", search] = page.split("?");
  return `${path === "/" ? "/_root" : path}.data${search ? `?${search}` : ""}`;
}

const foundIn = (bytes: Uint8Array) => planted.filter((text) => Buffer.from(bytes).includes(text));

test("no page, data request or API answer names anybody", async () => {
  expect(planted.length).toBeGreaterThan(5);
  const leaks: string[] = [];
  let answered = 0;
  for (const page of pages()) {
    for (const [role, headers] of browsers) {
      const response = await fetch(server.url + page, {headers, redirect: "manual"});
      if (response.ok) answered++;
      for (const text of foundIn(new Uint8Array(await response.arrayBuffer()))) leaks.push(`${role} ${page}: ${text}`);
    }
  }
  expect(leaks).toEqual([]);
  expect(answered).toBeGreaterThan(1500);
}, 900_000);

test("neither the warehouse's bytes nor the ledger's nor the server's words name anybody", () => {
  expect(foundIn(readFileSync(newestBuild(store.dir)!.path))).toEqual([]);
  for (const file of readdirSync(store.dir.root).filter((name) => name.startsWith("ledger.sqlite")))
    expect(foundIn(readFileSync(join(store.dir.root, file))), file).toEqual([]);
  expect(planted.filter((text) => server.said().includes(text))).toEqual([]);
  expect(readdirSync(store.dir.tmp)).toEqual([]);
});

test("no cell of the warehouse names anybody, packed as its bytes may be", async () => {
  const db = await memoryDatabase();
  await db.run(`attach '${newestBuild(store.dir)!.path}' as built (read_only)`);
  const tables = await rows<{name: string}>(
    db,
    "select table_schema || '.' || table_name as name from information_schema.tables where table_catalog = 'built'"
  );
  expect(tables.length).toBeGreaterThan(5);
  for (const {name} of tables) {
    const cells = JSON.stringify(await rows(db, `select * from built.${name}`));
    expect(
      planted.filter((text) => cells.includes(text)),
      name
    ).toEqual([]);
  }
});

test("the file that was sent names them, for whoever may have it", async () => {
  const response = await server.ask(`/submissions/${submissions.get("members 甲")}/file`);
  expect(foundIn(new Uint8Array(await response.arrayBuffer()))).toContain(PERSON);
});
