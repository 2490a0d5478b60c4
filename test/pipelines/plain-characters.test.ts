import {expect, test} from "vitest";
import {keptCharacters} from "#pipelines/checks/kept-characters.ts";
import {nearestParts} from "#pipelines/checks/list-parts.ts";
import {nearest} from "#pipelines/checks/nearest.ts";
import {ODD_CHARACTERS, plainCharacters, plainCode, wordKey} from "#pipelines/checks/plain-characters.ts";

test.each([
  ["ＨＤ２０２６－０３５", "HD2026-035"],
  ["'00010023", "00010023"],
  ["’U01", "U01"],
  ["A2026–0001", "A2026-0001"],
  ["A2026\u2011001", "A2026-001"],
  ["\u200eU01\u2060", "U01"],
  ["Н\u04102026-С1", "HA2026-C1"],
  ["ΑΒ1", "AB1"],
  ["\u00a0U\u00ad01\u3000", "U01"],
  ["奖（2026）01", "奖（2026）01"]
])("the code %s means %s", (text, code) => expect(plainCode(text)).toBe(code));

test.each([
  ["体育健\u2f9d", "体育健身"],
  ["\u2f2f会", "工会"],
  ["青年\u2060教职工", "青年教职工"]
])("%s reads as the usual characters", (text, plain) => expect(plainCharacters(text)).toBe(plain));

test("words of a list are compared without blanks, width and case", () => {
  expect(wordKey("是（ 否 ）Ａ")).toBe(wordKey("是(否)a"));
});

test("every character that is replaced sends a cell to be looked at", () => {
  const looked = new RegExp(ODD_CHARACTERS.replaceAll(/\\x\{([0-9a-f]+)\}/g, "\\u{$1}"), "u");
  const replaced = Array.from({length: 0xffff}, (_, code) => String.fromCharCode(code)).filter(
    (character) => !/[\ud800-\udfff]/.test(character) && plainCode(`x${character}x`) !== `x${character}x`
  );
  expect(replaced.length).toBeGreaterThan(300);
  expect(replaced.filter((character) => !looked.test(`x${character}x`))).toEqual([]);
});

test.each([
  ["已结束", ["计划", "已完成", "延期", "取消"], "已完成"],
  ["体育健生", ["体育健身", "文化艺术"], "体育健身"],
  ["矿业学院", ["矿业工程学院", "化工学院", "机电工程学院"], "矿业工程学院"],
  ["省级", ["国家级", "省部级", "市级", "校级"], "省部级"],
  ["主席会", ["执委会会议", "二级单位工会主席会"], "二级单位工会主席会"],
  ["其它", ["其他", "其余"], undefined],
  ["xyz", ["计划", "取消"], undefined]
])("the word nearest to %s of %j is %s", (given, words, word) => expect(nearest(given, words)).toBe(word));

test.each([
  ["女教职公；全体", "女教职工;全体"],
  ["青年教职公、女职工", "青年教职工;女教职工"],
  ["全体、xyz", undefined]
])("the nearest of the parts of %s are %s", (cell, nearest) =>
  expect(nearestParts(cell, ["全体", "女教职工", "青年教职工", "教职工子女"])).toBe(nearest)
);

test.each([
  ["王\u200b明", ["U+200B"]],
  ["\u2f2f会ＡＢ", ["U+2F2F", "U+FF21", "U+FF22"]],
  ["亲子①👨\u200d👩\u200d👧❤️：（第三期），Ⅲ类 25℃　晚场", []]
])("of %j a note names %j", (text, characters) => expect(keptCharacters(text)).toEqual(characters));
