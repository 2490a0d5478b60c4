import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {projectRoot} from "#pipelines/host/root.ts";

const text = readFileSync(join(projectRoot, "docs", "security.md"), "utf8");
const sourceOf = (file: string) => readFileSync(join(projectRoot, file), "utf8");

/** A test file, and the tests of it that are named behind it. */
const cited = [...text.matchAll(/`(test\/[^`]+\.test\.ts)`((?: ?、?“[^”]+”)*)/g)].map(([, file, names]) => ({
  file: file!,
  names: [...names!.matchAll(/“([^”]+)”/g)].map(([, name]) => name!)
}));

test("the security office is shown tests that are there", () => {
  expect(cited.length).toBeGreaterThan(60);
  expect(cited.filter(({file}) => !existsSync(join(projectRoot, file)))).toEqual([]);
  const missing = cited.flatMap(({file, names}) =>
    names.filter((name) => !sourceOf(file).includes(JSON.stringify(name))).map((name) => `${file}: ${name}`)
  );
  expect(missing).toEqual([]);
});

test("each requirement that is met is shown by a test with its name", () => {
  const met = text.slice(text.indexOf("## ASVS 5.0.0"), text.indexOf("### 部分做到和未做到的"));
  const rows = met.split("\n").filter((line) => /^\| V\d/.test(line));
  expect(rows.length).toBeGreaterThan(40);
  expect(rows.filter((row) => !/“[^”]+”|同上/.test(row.split("|").at(-2)!))).toEqual([]);
});
