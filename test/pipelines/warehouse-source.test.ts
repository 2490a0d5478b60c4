import {mkdirSync} from "node:fs";
import {join} from "node:path";
import fc from "fast-check";
import {expect, test} from "vitest";
import {withFinished} from "#pipelines/duckdb/finished.ts";
import {addVerdict, readSubmissions, type Verdict} from "#pipelines/ledger/submission-entries.ts";
import {buildWarehouse} from "#pipelines/rebuild/build-warehouse.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {readWarehouseSource} from "#pipelines/rebuild/warehouse-source.ts";
import type {Store} from "#pipelines/store/store.ts";
import {rows} from "../rows.ts";
import {basicStore, csvOf, send} from "./store.ts";

const TABLES = ["kpis.series", "marts.deliverable_reports", "marts.coverage", "marts.returned_reports", "marts.units"];

/** Everything that readers ask of a warehouse, apart from when it was built. */
const contentOf = (path: string) =>
  withFinished(path, (db) => Promise.all(TABLES.map((table) => rows(db, `select * from ${table} order by all`))));

/** The n-th moment of a test. */
const moment = (n: number) => `2026-11-15T06:00:${String(n).padStart(2, "0")}.000Z`;

const DRAWN = {
  came: (row: number) =>
    csvOf("participation", [{activity_id: "A1", person_id: `0000${1 + (row % 3)}`, attended: row % 2 ? "是" : "否"}]),
  progress: (row: number) =>
    csvOf("progress", [
      {deliverable_code: "T05-04", unit_code: "U01", report_month: "2026-10", percent_done: String(10 + row)}
    ]),
  piece: (row: number) =>
    csvOf("media", [{item_id: `N${row}`, unit_code: "U01", publish_date: "2026-10-02", item_type: "微信推文"}])
};
const DATASETS = {came: "participation", progress: "progress", piece: "media"} as const;
const VERDICTS: Verdict[] = ["approve", "return", "hold", "withdraw"];

type Step = {kind: keyof typeof DRAWN; row: number} | {kind: "verdict"; which: number; verdict: Verdict};

const steps = fc.array(
  fc.oneof(
    fc.record({kind: fc.constantFrom(...(Object.keys(DRAWN) as (keyof typeof DRAWN)[])), row: fc.nat(5)}),
    fc.record({kind: fc.constant("verdict" as const), which: fc.nat(9), verdict: fc.constantFrom(...VERDICTS)})
  ),
  {minLength: 4, maxLength: 7}
);

async function act(store: Store, step: Step, n: number): Promise<void> {
  if (step.kind !== "verdict") {
    const content = DRAWN[step.kind](step.row);
    await send(store, DATASETS[step.kind], content, {unit: "U01", now: moment(n), fileName: `${n}.csv`});
    return;
  }
  const sent = (await readSubmissions(store.ledger)).slice(3);
  const submission = sent[step.which % Math.max(1, sent.length)];
  if (!submission || submission.verdict === "withdraw") return;
  const {submission_id} = submission;
  await store.ledger.transaction((tx) =>
    addVerdict(tx, {submission_id, verdict: step.verdict, reason: "请核对", given_at: moment(n)})
  );
}

test("the state as of a moment gives the numbers that a rebuild gave at that moment", async () => {
  const differing = new Set<string>();
  await fc.assert(
    fc.asyncProperty(steps, async (drawn) => {
      const store = await basicStore();
      const then: Awaited<ReturnType<typeof contentOf>>[] = [];
      for (const [n, step] of drawn.entries()) {
        await act(store, step, n);
        then.push(await contentOf((await rebuildWarehouse(store.dir, store.ledger, {now: moment(n)})).path));
      }
      mkdirSync(store.dir.states, {recursive: true});
      for (const [n, content] of then.entries()) {
        const path = join(store.dir.states, `${n}.duckdb`);
        await buildWarehouse(store.dir, await readWarehouseSource(store.ledger, moment(n)), {path, now: moment(59)});
        expect(await contentOf(path)).toEqual(content);
        differing.add(JSON.stringify(content));
      }
    }),
    {numRuns: 3, seed: 20261128}
  );
  // The steps do change something, or the property would hold by itself.
  expect(differing.size).toBeGreaterThan(6);
}, 180_000);

test("the revision of a moment counts what was there then", async () => {
  const store = await basicStore();
  const before = (await readWarehouseSource(store.ledger)).revision;
  await send(store, "media", DRAWN.piece(1), {unit: "U01", now: moment(10)});
  expect((await readWarehouseSource(store.ledger, moment(9))).revision).toBe(before);
  expect((await readWarehouseSource(store.ledger, moment(10))).revision).toBe(before + 1);
});
