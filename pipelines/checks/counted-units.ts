import type {Field} from "#pipelines/contracts/contract.ts";
import {halfWidth} from "./cell-types.ts";

const PEOPLE = ["人次", "人", "名", "位"];
const TIMES = ["人次", "次"];
/** The unit stands in another cell of the row, or in the plan; rules of the contract compare it. */
const BY_ROW = [...PEOPLE, ..."个次场篇项件天日岁份张套期批户条部本年类".split("")];

const OF_ROW = /目标值|填写数值/;

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
  [OF_ROW, BY_ROW]
];

/** The units that the cells of a column may name: 3场 is no number of people. */
export function countedUnitsOf({title}: Field): string[] {
  return COUNTED.find(([words]) => words.test(title))?.[1] ?? [];
}

/** 95% is 95 where the row's own unit is %. */
export function mayBePercent({title}: Field): boolean {
  return OF_ROW.test(title);
}

/** SQL for the unit that a cell names behind its number, without 万 and its like; '' where it names none. */
export function namedUnitSql(t: string): string {
  return `regexp_replace(regexp_extract(${halfWidth(t)}, '[^-0-9., +]+$'), '^[十百千万亿wk]+', '', 'i')`;
}

/** 第3批 in such a column is 3. */
export function isOrdinal({title}: Field): boolean {
  return title.includes("批次");
}
