import {existsSync, mkdirSync, statSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {prepareDataDir, temporaryFolder as temporaryFolderIn} from "#pipelines/host/data-dir.ts";
import {emptyStore, temporaryFolder} from "./store.ts";

test("what an installation keeps is open to its own user only", async () => {
  const folder = join(temporaryFolder(), "data");
  await emptyStore(folder);
  for (const path of [folder, join(folder, "submissions"), join(folder, "warehouse"), join(folder, "tmp")])
    expect(statSync(path).mode & 0o777, path).toBe(0o700);
});

test("what an ended process of the same number left goes, what this one uses stays", async () => {
  const {dir, ledger} = await emptyStore(join(temporaryFolder(), "data"));
  const used = temporaryFolderIn(dir, "used");
  const left = join(dir.tmp, `${process.pid}-backup`);
  mkdirSync(left);
  prepareDataDir(dir);
  expect([existsSync(used), existsSync(left)]).toEqual([true, false]);
  await ledger.close();
});
