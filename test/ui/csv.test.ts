import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import Papa from "papaparse";
import {expect, test} from "vitest";
import {csvText} from "#app/server/csv.server.ts";
import {projectRoot} from "#pipelines/host/root.ts";

test.each([
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "\t=1+1",
  "\r=1+1",
  "\n=1+1",
  "\0=1+1",
  " =1+1",
  "\u3000=1+1",
  "＝1+1",
  "＋1",
  "－1",
  "＠SUM(A1)",
  '=HYPERLINK("http://elsewhere.example")',
  "=cmd|' /C calc'!A0"
])("%j is a text in every spreadsheet", (cell) => {
  const [[, read] = []] = Papa.parse<string[]>(
    csvText([["名称", cell]])
      .slice(1)
      .trimEnd()
  ).data;
  expect(read).toBe(`'${cell}`);
});

test("numbers stay numbers, also below zero, and plain words stay as they are", () => {
  expect(csvText([{unit_code: "U01", value: -1.5, name: "登山 =1"}])).toBe(
    "\uFEFFunit_code,value,name\r\nU01,-1.5,登山 =1\r\n"
  );
});

test("there is one place that writes CSV for people, and it is this one", () => {
  const sources = readdirSync(join(projectRoot, "app"), {recursive: true, encoding: "utf8"}).filter((name) =>
    /\.tsx?$/.test(name)
  );
  const writing = sources.filter((name) => /\bunparse\b/.test(readFileSync(join(projectRoot, "app", name), "utf8")));
  expect(writing).toEqual([join("server", "csv.server.ts")]);
});
