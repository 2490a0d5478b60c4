import {expect, test} from "vitest";
import {runErrors} from "../crash/error-run.ts";
import {scenarioNamed} from "../crash/scenarios.ts";

/** A few of `npm run io-errors`, of the two actions that people wait for most. */
test("whichever file call of an upload or a verdict fails, nothing acknowledged is lost, half or doubled", async () => {
  const scenarios = ["upload-csv", "verdict"].map(scenarioNamed);
  const {faults, tallies} = await runErrors({scenarios, seed: "some", cases: 12});
  expect(faults).toEqual([]);
  expect(tallies.map(({cases}) => cases)).toEqual([12, 12]);
  expect(tallies.reduce((sum, {refused, stopped}) => sum + refused + stopped, 0)).toBeGreaterThan(10);
}, 300_000);
