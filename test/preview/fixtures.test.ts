import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {projectRoot} from "#pipelines/host/root.ts";
import {sharedStore} from "../pipelines/store.ts";
import {bothWays} from "./twin.ts";

const folder = join(projectRoot, "test", "fixtures", "submissions");
const cases = readdirSync(folder).map((name) => {
  const {dataset, as_of, unit, columns} = JSON.parse(readFileSync(join(folder, name, "findings.json"), "utf8"));
  const input = readdirSync(join(folder, name)).find((file) => file.startsWith("input."))!;
  return [name, dataset as string, readFileSync(join(folder, name, input)), {asOf: as_of, unit, columns}] as const;
});
const store = sharedStore();

test.each(cases)("%s: the browser finds what the server finds", async (_, dataset, input, sent) => {
  const {server, browser} = await bothWays(store(), dataset, input, sent);
  expect(browser).toEqual(server);
});
