import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync} from "node:fs";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {withFinished} from "#pipelines/duckdb/finished.ts";
import {type DataDir, temporaryFolder} from "#pipelines/host/data-dir.ts";
import {buildWarehouse} from "#pipelines/rebuild/build-warehouse.ts";
import {newestBuild} from "#pipelines/rebuild/rebuild.ts";
import {recipeOf} from "#pipelines/rebuild/recipe.ts";
import {readWarehouseSource, type WarehouseSource} from "#pipelines/rebuild/warehouse-source.ts";
import type {OpenData} from "#pipelines/rebuild/with-numbers.ts";
import {readSealProblem} from "#pipelines/sealed/sealed-files.ts";

/** So many warehouses of other states stay, those used last. */
const STATES_KEPT = 8;

/** Runs `read` with the warehouse of a state: the served one if it is of this state, else one made for it. */
export async function withStateWarehouse<T>(
  data: OpenData,
  source: WarehouseSource,
  now: string,
  read: (db: DuckDBConnection) => Promise<T>
): Promise<T> {
  return withFinished((await servedPath(data, source)) ?? (await inTurn(() => madePath(data, source, now))), read);
}

async function servedPath({dir, ledger}: OpenData, source: WarehouseSource): Promise<string | undefined> {
  const newest = newestBuild(dir);
  if (newest?.revision !== source.revision) return undefined;
  const isWhole = !(await readSealProblem(dir, ledger));
  if (newest.recipe !== recipeOf(dir, {isWhole, closings: source.closings})) return undefined;
  return textOf(source) === textOf(await readWarehouseSource(ledger)) ? newest.path : undefined;
}

let last: Promise<unknown> = Promise.resolve();

/** One build at a time, so that several readers do not fill the memory. */
function inTurn<T>(make: () => Promise<T>): Promise<T> {
  const made = last.then(make, make);
  last = made.catch(() => undefined);
  return made;
}

async function madePath({dir, ledger}: OpenData, source: WarehouseSource, now: string): Promise<string> {
  const expected = await readSealProblem(dir, ledger);
  const recipe = recipeOf(dir, {isWhole: !expected, closings: source.closings});
  const key = hashOf([recipe, textOf(source)]);
  const path = join(dir.states, `${key}.duckdb`);
  mkdirSync(dir.states, {recursive: true, mode: 0o700});
  if (existsSync(path)) {
    const at = new Date(now);
    utimesSync(path, at, at);
    return path;
  }
  const folder = temporaryFolder(dir, `state-${key}`);
  try {
    const beside = join(folder, `${key}.duckdb`);
    const problem = await buildWarehouse(dir, source, {
      path: beside,
      now,
      problem: expected,
      earlier: newestBuild(dir)?.path
    });
    // The name says what could be opened.
    const made = problem && !expected ? join(dir.states, `${key}-in-part.duckdb`) : path;
    renameSync(beside, made);
    removeOldStates(dir);
    return made;
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

/** Everything that the numbers depend on besides the recipe. */
function textOf({revision: _, ...source}: WarehouseSource): string {
  return JSON.stringify(source);
}

function removeOldStates(dir: DataDir): void {
  const kept = readdirSync(dir.states)
    .map((name) => join(dir.states, name))
    .map((path) => ({path, used: statSync(path).mtimeMs}))
    .sort((a, b) => b.used - a.used);
  for (const {path} of kept.slice(STATES_KEPT)) rmSync(path, {force: true});
}

const hashOf = (texts: string[]) => createHash("sha256").update(texts.join("\n")).digest("hex").slice(0, 32);
