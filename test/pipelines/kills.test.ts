import {expect, test} from "vitest";
import {runCrashes} from "../crash/crash-run.ts";
import {SCENARIOS} from "../crash/scenarios.ts";

/** As many of `npm run crash` as fit into a minute. */
const KILLS = 100;

test("killed a hundred times in every action and the starts after it, nothing acknowledged is lost, half or doubled", async () => {
  const report = await runCrashes({scenarios: SCENARIOS, seed: "a hundred", kills: KILLS, mostStarts: 10});
  expect(report.faults).toEqual([]);
  expect(report.kills).toBeGreaterThanOrEqual(KILLS);
  // The promise about acknowledged actions was put to the test.
  expect(report.tallies.reduce((sum, {acknowledged}) => sum + acknowledged, 0)).toBeGreaterThan(0);
}, 600_000);
