import {join} from "node:path";
import {expect, test} from "vitest";
import {inventSample} from "../../datasets/sample/generate.ts";
import {csvOf, sendAccepted, sendBasics, temporaryFolder} from "../pipelines/store.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";
import {openStore} from "#pipelines/store/store.ts";
import {growthOf, isFlat} from "../soak/flatness.ts";
import {keptFaults} from "../soak/kept.ts";
import {saidDefects} from "../soak/said-defects.ts";
import type {Sender} from "../soak/senders.ts";
import {soak} from "../soak/soak-run.ts";

test("readers and senders at once all get their answers, and what was acknowledged is kept once", async () => {
  const sample = inventSample();
  const {letters} = sample;
  const lists = letters.filter(({dataset}) => ["units", "members", "clubs", "assignments"].includes(dataset));
  letters.splice(0, letters.length, ...lists);
  const {faults, acknowledged, phases, statuses} = await soak({
    ...{dataDir: join(temporaryFolder(), "data"), sample, seed: "a few", readers: 40, senders: 4, say: () => {}},
    ...{quietSeconds: 1, loadSeconds: 4, day: {pages: 60, files: 12}}
  });
  expect(faults).toEqual([]);
  expect(acknowledged).toBeGreaterThan(0);
  expect(statuses.get("page 200")).toBe(phases.reduce((sum, {pages}) => sum + pages.length, 0));
  expect(phases.every(({sizes}) => sizes.every(({megabytes, handles}) => megabytes > 50 && handles > 10))).toBe(true);
}, 180_000);

test("a file that is lost, one kept twice and an older one in the numbers are found", async () => {
  const dataDir = join(temporaryFolder(), "data");
  const store = await openStore(dataDirAt(dataDir));
  await sendBasics(store);
  const before = (await readSubmissions(store.ledger)).length;
  const sendOne = async (id: string) => {
    const file = csvOf("activities", [{activity_id: id, activity_name: "第1版", start_date: "2026-11-12"}]);
    return (await sendAccepted(store, "activities", file)).submission_id;
  };
  const kept = await sendOne("SOAK-U01-0");
  await sendOne("SOAK-U01-1");
  await store.ledger.close();
  const senderOf = (acknowledged: string[], names: [string, string][], unanswered: string[] = []): Sender => ({
    ...{unit: "U01", token: "", last: Promise.resolve()},
    ...{acknowledged, names: new Map(names)},
    unanswered: {count: unanswered.length, names: new Set(unanswered)}
  });
  const right = senderOf([kept, "unknown"], [["SOAK-U01-0", "第1版"]]);
  expect(await keptFaults(dataDir, [right], {before})).toEqual([
    "acknowledged and lost: unknown",
    "SOAK-U01-1 was never acknowledged"
  ]);
  const older = senderOf(
    [kept],
    [
      ["SOAK-U01-0", "第2版"],
      ["SOAK-U01-1", "第1版"]
    ]
  );
  expect(await keptFaults(dataDir, [older], {before})).toEqual([
    "2 files kept of 1 acknowledged and 0 without an answer",
    "SOAK-U01-0 is 第1版"
  ]);
  // Whoever had no answer finds the file kept whole, or not at all.
  const unsure = senderOf([kept], [["SOAK-U01-0", "第1版"]], ["第1版"]);
  expect(await keptFaults(dataDir, [unsure], {before})).toEqual([]);
});

test("what the server's log calls an error is said once, with how often it came", () => {
  const failed = {
    level: "error",
    err: {type: "Error", message: "no such build", stack: ["open (a.ts:1)"]},
    msg: "defect"
  };
  const log = [{level: "info", msg: "request"}, failed, {level: "error", msg: "disk"}, failed].map((line) =>
    JSON.stringify(line)
  );
  expect(saidDefects(["已启动", ...log, '{"level":"err'].join("\n"))).toEqual([
    "the server said 2 times: Error: no such build\n  open (a.ts:1)",
    "the server said 1 times: disk"
  ]);
});

test("memory that fills a cache is flat, and memory that goes on growing is not", () => {
  const sizes = (megabytes: number[]) => megabytes.map((each, at) => ({seconds: at, megabytes: each, handles: 40}));
  expect(isFlat(growthOf(sizes([100, 300, 600, 600, 610, 605, 600, 615, 610])))).toBe(true);
  expect(isFlat(growthOf(sizes([100, 200, 300, 400, 500, 600, 700, 800, 900])))).toBe(false);
  const handles = [10, 10, 10, 12, 12, 12, 30, 31, 32].map((each, at) => ({seconds: at, megabytes: 1, handles: each}));
  expect(isFlat(growthOf(handles))).toBe(false);
});
