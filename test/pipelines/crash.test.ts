import {createHash} from "node:crypto";
import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {setTimeout as sleep} from "node:timers/promises";
import {expect, test} from "vitest";
import {randomFor} from "../../datasets/sample/random.ts";
import {newestBuild, rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import type {Store} from "#pipelines/store/store.ts";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {rows} from "../rows.ts";
import {startChild} from "./child.ts";
import {basicStore, csvOf, emptyStore, keptRows, readSeries, sendAccepted} from "./store.ts";
import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";

const NOW = "2026-11-15T06:00:00.000Z";
const random = randomFor("crash");

/** Lets a process work on the store for a while and kills it in the middle of whatever it does. */
async function killAmidst(work: "send" | "rebuild", run: number, {dir}: Store): Promise<void> {
  const child = startChild("test/pipelines/endless.ts", [work, String(run)], dir.root);
  const gone = new Promise((resolve) => child.once("close", resolve));
  await new Promise((resolve) => child.stdout!.once("data", resolve));
  // On a busy machine the first files take longer, so that later runs are given more.
  await sleep(random.between(0, 500 + 50 * run));
  child.kill("SIGKILL");
  await gone;
}

/** What is not as it should be; nothing, if every file stands wholly or not at all. */
async function faultsOf(store: Store): Promise<string[]> {
  const {dir, ledger} = store;
  const sent = await readSubmissions(ledger);
  const folders = readdirSync(dir.submissions).sort();
  const faults = folders.filter((name) => !sent.some(({submission_id}) => submission_id === name));
  for (const {submission_id, sha256, read_count, dataset} of sent) {
    const folder = join(dir.submissions, submission_id);
    if (!existsSync(folder)) faults.push(`${submission_id} has no folder`);
    else if (sha256Of(join(folder, "original")) !== sha256) faults.push(`${submission_id} has other bytes`);
    else if ((await keptRows(store, submission_id)).length !== read_count)
      faults.push(`${dataset} ${submission_id} lost rows`);
  }
  return [...faults, ...readdirSync(dir.tmp)];
}

function sha256Of(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

test("killed at any moment, a file is there wholly or not at all", async () => {
  const {dir} = await basicStore();
  const sizes: number[] = [];
  // On a busy machine it takes more runs until one is killed after it has sent something.
  for (let run = 0; run < 10 || (sizes.at(-1)! <= 3 && run < 40); run++) {
    await killAmidst("send", run, {dir} as Store);
    const store = await emptyStore(dir.root);
    expect(await faultsOf(store)).toEqual([]);
    sizes.push((await readSubmissions(store.ledger)).length);
  }
  expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
  expect(sizes.at(-1)).toBeGreaterThan(3);
}, 180_000);

test("what was sent between the kills counts like anything else", async () => {
  const {dir} = await basicStore();
  await killAmidst("send", 0, {dir} as Store);
  const store = await emptyStore(dir.root);
  const {counts} = await sendAccepted(
    store,
    "activities",
    csvOf("activities", [{activity_id: "B1"}, {activity_id: "A1"}])
  );
  expect(counts).toMatchObject({added: 1, read: 2});
  await rebuildWarehouse(store.dir, store.ledger, {now: NOW});
  expect((await activitiesIn(store)) % 300).toBe(4);
}, 30_000);

test("killed amid a rebuild, the old build stands and the next rebuild works", async () => {
  const store = await basicStore();
  await sendAccepted(store, "participation", csvOf("participation", [{activity_id: "A1", person_id: "00001"}]));
  const series = await readSeries(await rebuildWarehouse(store.dir, store.ledger, {now: NOW}));
  for (let run = 0; run < 4; run++) {
    await killAmidst("rebuild", run, store);
    const again = await emptyStore(store.dir.root);
    expect(readdirSync(again.dir.tmp)).toEqual([]);
    expect(await readSeries(newestBuild(again.dir)!)).toEqual(series);
    const next = await rebuildWarehouse(again.dir, again.ledger, {now: NOW, isForced: true});
    expect(await readSeries(next)).toEqual(series);
  }
}, 60_000);

async function activitiesIn({dir}: Store): Promise<number> {
  const db = await memoryDatabase();
  await db.run(`attach '${newestBuild(dir)!.path}' as built (read_only)`);
  const [counted] = await rows<{count: number}>(db, "select count(*)::integer as count from built.marts.activities");
  return counted!.count;
}
