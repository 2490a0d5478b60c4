import fc from "fast-check";
import {expect, test} from "vitest";
import {readKpiCube} from "#pipelines/numbers/kpis.ts";
import {brokenIn, IDENTITIES} from "../kpis/identities.ts";
import {straightWarehouse} from "./straight.ts";
import {worlds} from "./worlds.ts";

test("in invented unions too, no figure beside a KPI contradicts its headline", async () => {
  const broken: string[] = [];
  for (const world of fc.sample(worlds(), {seed: 2026, numRuns: 4})) {
    const db = await straightWarehouse(world);
    for (const code of Object.keys(IDENTITIES)) broken.push(...brokenIn(code, await readKpiCube(db, code)).broken);
    db.closeSync();
  }
  expect(broken).toEqual([]);
});
