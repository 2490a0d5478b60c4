import fc from "fast-check";
import {beforeAll, expect, test} from "vitest";
import {type Cubes, differences, readCubes} from "../prove/cubes.ts";
import {sendable, sentCubes} from "../prove/door.ts";
import {BY_FILES} from "../prove/otherwise.ts";
import {straightWarehouse} from "../prove/straight.ts";
import type {World} from "../prove/world.ts";
import {worlds} from "../prove/worlds.ts";

/** Lists that change, people who move, and a file that was returned. */
const DATASETS = ["units", "members", "clubs", "activities", "participation", "awards"];
const [whole] = fc.sample(worlds(), {seed: 5, numRuns: 1}) as [World];
const world = sendable({files: whole.files.filter(({dataset}) => DATASETS.includes(dataset))});

let sent: Cubes;
beforeAll(async () => {
  sent = await sentCubes(world);
});

test("what was sent, judged and built shows the numbers of the rows that are in force", async () => {
  expect(new Set(world.files.map(({verdict}) => verdict)).size).toBeGreaterThan(2);
  const db = await straightWarehouse(world);
  expect(differences(await readCubes(db), sent)).toEqual([]);
  expect(sent.size).toBeGreaterThan(1000);
});

test.each(Object.entries(BY_FILES))(
  "%s: every number that is shown stays",
  async (_, otherwise) => {
    expect(differences(sent, await sentCubes(otherwise(world)))).toEqual([]);
  },
  300_000
);
