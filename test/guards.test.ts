import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {projectRoot} from "#pipelines/host/root.ts";
import {GUARDS} from "./guards/guard-list.ts";

test("every guard that is broken on purpose still stands in its file, once, and has its tests", () => {
  expect(GUARDS.length).toBeGreaterThanOrEqual(20);
  const gone = GUARDS.filter(
    ({file, from}) => readFileSync(join(projectRoot, file), "utf8").split(from).length !== 2
  ).map(({what}) => what);
  expect(gone).toEqual([]);
  expect(GUARDS.filter(({tests}) => !existsSync(join(projectRoot, tests)))).toEqual([]);
});
