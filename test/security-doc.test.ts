import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {projectRoot} from "#pipelines/host/root.ts";
import {ASVS_IDS, asvsIdsIn} from "./asvs.ts";

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

test("every requirement of levels 1 and 2 is met, partly met or said not to apply", () => {
  expect(ASVS_IDS).toHaveLength(253);
  const said = new Set(asvsIdsIn(text.slice(text.indexOf("## 规定了的数"), text.indexOf("## 等级保护三级"))));
  expect(ASVS_IDS.filter((id) => !said.has(id))).toEqual([]);
});

test("ranges and whole sections are read for what they stand for", () => {
  expect(asvsIdsIn("V6.2.9—V6.2.11、V9、V12.2")).toEqual([
    ...["V6.2.9", "V6.2.10", "V6.2.11", "V9.1.1", "V9.1.2", "V9.1.3", "V9.2.1", "V9.2.2", "V9.2.3", "V9.2.4"],
    ...["V12.2.1", "V12.2.2"]
  ]);
  expect(asvsIdsIn("V6.2.13、V18")).toEqual([]);
});

test("no requirement both applies and does not", () => {
  const end = text.indexOf("### 不适用的");
  const applying = new Set(asvsIdsIn(text.slice(text.indexOf("## 规定了的数"), end)));
  const others = asvsIdsIn(text.slice(end, text.indexOf("## 敏感数据")));
  expect(others.filter((id) => applying.has(id))).toEqual([]);
});

/** Items of GB/T 22239-2019, 8.1.4 (level 3, computing environment): how many letters each control point has. */
const GB_POINTS = [4, 7, 4, 6, 1, 1, 2, 2, 3, 2, 2];
const GB_ITEMS = GB_POINTS.flatMap((count, at) =>
  count === 1 ? [`8.1.4.${at + 1}`] : [..."abcdefg"].slice(0, count).map((letter) => `8.1.4.${at + 1} ${letter}`)
);

test("every item of the computing environment is said to be met, partly met, not there or the school's, with its proof", () => {
  const section = text.slice(text.indexOf("## 等级保护三级"), text.indexOf("## 个人信息保护法"));
  const rows = [...section.matchAll(/^\| (8\.1\.4\.\d+(?: [a-g])?) \|(.+)\|$/gm)].map(([, item, rest]) => {
    const [asked = "", state = "", how = "", proof = ""] = rest!.split("|").map((cell) => cell.trim());
    return {item: item!, asked, state, how, proof};
  });
  expect(rows.map(({item}) => item)).toEqual(GB_ITEMS);
  expect(rows.filter(({asked, how}) => asked === "" || how === "")).toEqual([]);
  const isNamed = (proof: string) => /`test\/[^`]+\.test\.ts`/.test(proof);
  const wrong = rows.filter(({state, proof}) =>
    state === "没有" ? proof !== "没有" : !["做到", "部分", "学校"].includes(state) || !isNamed(proof)
  );
  expect(wrong).toEqual([]);
});
