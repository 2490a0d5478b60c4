import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {misreadText} from "#pipelines/files/misread.ts";
import {projectRoot} from "#pipelines/host/root.ts";

test.each([
  ["娲诲姩", "utf-8-as-gbk", "活动"],
  ["瓒ｅ懗娲诲姩", "utf-8-as-gbk", "趣味活动"],
  ["寮€灞曚竴娆℃椿鍔\ufffd", "utf-8-as-gbk", undefined],
  ["æ´»åŠ¨", "utf-8-as-latin", "活动"],
  ["»î¶¯±àºÅ", "gbk-as-latin", "活动编号"]
])("%s is named as %s and means %s", (text, as, meant) => expect(misreadText(text)).toEqual({as, meant}));

test.each(["××××学院", "····", "Café Münster – «Größe»", "25℃±2℃ §§ 3", "张婧峰、李娅敏", "€100 €200"])(
  "%s is as people write it",
  (text) => expect(misreadText(text)).toBeUndefined()
);

test("no line of the plan, of the sample year's words or of our own pages looks misread", () => {
  const folders = ["datasets", "app", "pipelines"].map((name) => join(projectRoot, name));
  const files = folders.flatMap((folder) =>
    readdirSync(folder, {recursive: true, withFileTypes: true})
      .filter((entry) => entry.isFile() && /\.(csv|json|txt|tsx?)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
  );
  const lines = files.flatMap((file) => readFileSync(file, "utf8").split("\n"));
  expect(lines.length).toBeGreaterThan(10_000);
  expect(lines.filter((line) => misreadText(line))).toEqual([]);
});
