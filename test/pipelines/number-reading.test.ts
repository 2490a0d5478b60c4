import {expect, test} from "vitest";
import {readNumber} from "#pipelines/checks/number-reading.ts";

const money = {isMoney: true, isPercent: false};
const count = {isMoney: false, isPercent: false, units: ["人次", "人"]};
const batch = {isMoney: false, isPercent: false, isOrdinal: true, units: ["批"]};

test.each([
  ["300元整", money, "300"],
  ["¥300", money, "300"],
  ["¥300整", money, "300"],
  ["92.5分", {isMoney: false, isPercent: true, units: ["分"]}, "92.5"],
  ["￥1,200.50", money, "1200.50"],
  ["人民币300", money, "300"],
  ["12人", count, "12"],
  ["１２人次", count, "12"],
  ["第3批", batch, "3"],
  ["1,234,567", count, "1234567"],
  ["1 234", count, "1234"],
  ["−5", count, "-5"],
  ["1.2E+5", money, "120000"],
  ["95%", {isMoney: false, isPercent: true}, "95"]
])("%s is taken as meant", (cell, column, taken) => {
  expect(readNumber(cell, column)).toEqual({kind: "number", taken});
});

test.each([
  ["1.2万元", money, "12000", "万元"],
  ["0.05 万元", money, "500", "万元"],
  ["3千元", money, "3000", "千元"],
  ["12345.678万", money, "123456780", "万"],
  ["0.1万人次", count, "1000", "万人次"],
  ["1.2w", count, "12000", "w"],
  ["3K", count, "3000", "K"],
  ["1.00005万元", money, "10000.5", "万元"]
])("%s is converted exactly, and its unit is told", (cell, column, taken, unit) => {
  expect(readNumber(cell, column)).toEqual({kind: "number", taken, unit});
});

test("the unit of a column goes for its cells, but for those that name one themselves", () => {
  const column = {...money, tens: 4};
  expect(readNumber("0.05", column)).toMatchObject({taken: "500"});
  expect(readNumber("500元", column)).toMatchObject({taken: "500"});
  expect(readNumber("5千元", column)).toMatchObject({taken: "5000"});
});

test("numbers in lines of one cell are several, even in groups of three", () => {
  expect(readNumber("120\n135", count)).toEqual({kind: "unsure", readings: ["120 和 135", "120.135", "120135"]});
  expect(readNumber("1\r\n234\n567", count).kind).toBe("unsure");
  expect(readNumber("1200\n元", money)).toEqual({kind: "number", taken: "1200"});
});

test.each(["12²", "12①", "12₁", "⑫", "5⓪", "12㊀"])("the note in %s is no digit", (cell) => {
  expect(readNumber(cell, count)).toEqual({kind: "none"});
  expect(readNumber(cell, money)).toEqual({kind: "none"});
});

test.each(["12,13", "350,5", "8，9", "1,2000", "12、13", "12 13", "1,23,456", "12;13"])(
  "%s may be several numbers, so it is asked about",
  (cell) => expect(readNumber(cell, count).kind).toBe("unsure")
);

test.each([
  ["0,350", money, ["0.350", "350"]],
  ["0，125", money, ["0.125", "125"]],
  ["-12,13", money, ["-12 和 13", "-12.13", "-1213"]],
  ["12,13万元", money, ["12 和 13万元", "12.13万元", "1213万元"]]
])("%s keeps its sign and its unit in what it may be", (cell, column, readings) => {
  expect(readNumber(cell, column)).toEqual({kind: "unsure", readings});
});

test.each([
  "3场",
  "5天",
  "2批",
  "第3期",
  "第3",
  "0.1万场",
  "约12",
  "十二",
  "12元",
  "--",
  "12-13",
  "w",
  "10万+",
  "600元/户",
  "95%",
  "1.2.3",
  "1e999"
])("%s is no number of people", (cell) => expect(readNumber(cell, count)).toEqual({kind: "none"}));

test("a sum per person is no sum", () => expect(readNumber("600元/人", money)).toEqual({kind: "none"}));
