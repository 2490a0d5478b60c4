import {statSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {emptyStore, temporaryFolder} from "./store.ts";

test("what an installation keeps is open to its own user only", async () => {
  const folder = join(temporaryFolder(), "data");
  await emptyStore(folder);
  for (const path of [folder, join(folder, "submissions"), join(folder, "warehouse"), join(folder, "tmp")])
    expect(statSync(path).mode & 0o777, path).toBe(0o700);
});
