import type {Field} from "#pipelines/contracts/contract.ts";

const PEOPLE = ["人次", "人", "名", "位"];
const TIMES = ["人次", "次"];
/** The unit stands in another cell of the row, or in the plan. */
const BY_ROW = [...PEOPLE, ..."个次场篇项件天日岁份张套期批户条部本年".split("")];

/** What a column counts, by words of the contract's own title, and the units that its cells may name. */
const COUNTED: [RegExp, string[]][] = [
  [/用户数/, [...PEOPLE, "个", "户"]],
  [/人次|人数|会员数|教职工数/, PEOPLE],
  [/阅读量|访问量/, TIMES],
  [/件数/, ["件", "项", "个"]],
  [/功能数/, ["个", "项"]],
  [/天数/, ["天", "日"]],
  [/年度/, ["年度", "年"]],
  [/满意度/, ["分"]],
  [/批次/, ["批次", "批", "期", "次", "场"]],
  [/目标值|填写数值/, BY_ROW]
];

/** The units that the cells of a column may name: 3场 is no number of people. */
export function countedUnitsOf({title}: Field): string[] {
  return COUNTED.find(([words]) => words.test(title))?.[1] ?? [];
}

/** 第3批 in such a column is 3. */
export function isOrdinal({title}: Field): boolean {
  return title.includes("批次");
}
