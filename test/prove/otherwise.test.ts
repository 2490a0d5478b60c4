import fc from "fast-check";
import {expect, test} from "vitest";
import {differences, readCubes} from "./cubes.ts";
import {BY_FILES, BY_NAMES, newNameOf} from "./otherwise.ts";
import {straightWarehouse} from "./straight.ts";
import type {World} from "./world.ts";
import {worlds} from "./worlds.ts";

async function straightCubes(world: World) {
  const db = await straightWarehouse(world);
  try {
    return await readCubes(db);
  } finally {
    db.closeSync();
  }
}

const [world] = fc.sample(worlds(), {seed: 2026, numRuns: 1}) as [World];
const base = await straightCubes(world);

test.each(Object.entries({...BY_FILES, ...BY_NAMES}))("%s: every number stays", async (name, otherwise) => {
  const other = await straightCubes(otherwise(world));
  expect(differences(base, other, name === "a unit renamed" ? newNameOf : undefined)).toEqual([]);
  expect(base.size).toBeGreaterThan(1000);
});
