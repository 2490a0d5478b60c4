import {spawnSync} from "node:child_process";
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect, onTestFinished, test} from "vitest";
import {bundleChild} from "../crash/bundle.ts";
import {scenarioNamed} from "../crash/scenarios.ts";
import {readKeptTrace} from "../power/kept-trace.ts";
import {runPower} from "../power/power-run.ts";
import {recordScenario, type Trace} from "../power/record.ts";

const UPLOAD = "upload-csv";

/** As this version does it; where nothing can be recorded, as the version did that the kept trace is of. */
async function uploadTrace(): Promise<Trace> {
  // Some containers have the program and forbid what it does.
  if (spawnSync("strace", ["-o", "/dev/null", "true"]).status !== 0) return readKeptTrace(UPLOAD);
  const folder = mkdtempSync(join(tmpdir(), "power-cut-"));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  return recordScenario(scenarioNamed(UPLOAD), folder, await bundleChild());
}

test("whenever the power goes during an upload, the file is there wholly or not at all", async () => {
  const {faults, tried, acknowledged} = await runPower(await uploadTrace(), {seed: "1", most: 60});
  expect(faults).toEqual([]);
  expect(tried).toBe(60);
  expect(acknowledged).toBeGreaterThan(10);
}, 300_000);
