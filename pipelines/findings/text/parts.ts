import type {Finding, Place} from "../findings.ts";

/** A finding in words for the person who sent the file. */
export interface FindingText {
  /** 在哪里 */
  where: string;
  /** 发现了什么 */
  found: string;
  /** 应当是什么 */
  expected: string;
  /** 怎样改 */
  fix: string;
}

/** Returns the Chinese title of a dataset. */
export type TitleOf = (dataset: string) => string;

/** The findings of one code. */
export type FindingOf<Code extends Finding["code"] = Finding["code"]> = {
  [Each in Code]: Extract<Finding, {code: Each}>;
}[Code];

/** How each code is put in words. */
export type Texts = {[Code in Finding["code"]]: (finding: FindingOf<Code>, titleOf: TitleOf) => FindingText};

export function text(where: string, found: string, expected: string, fix: string): FindingText {
  return {where, found, expected, fix};
}

export function placeOf({cell, row, line, sheet, column}: Place): string {
  const name = column ? `（${column}）` : "";
  if (sheet !== undefined) return `工作表“${sheet}” ${cell ? `${cell} 格` : `第 ${row} 行`}${name}`;
  return `${cell ? `${cell} 格` : `第 ${row} 行`}${name}，文件第 ${line} 行`;
}

export function rowOf({row, line, sheet}: Place): string {
  if (sheet !== undefined) return `工作表“${sheet}”第 ${row} 行`;
  return row === line ? `第 ${row} 行` : `第 ${row} 行（文件第 ${line} 行）`;
}

/** The number of further occurrences in words. */
export function times(count: number): string {
  return count > 1 ? `等 ${count} 处` : "";
}

export function quoted(value: string): string {
  return `“${value.length > 60 ? `${value.slice(0, 60)}…` : value}”`;
}

/** The range of a number, in words. */
export function rangeOf(minimum?: number, maximum?: number): string {
  if (minimum !== undefined && maximum !== undefined) return `${minimum}–${maximum} 之间`;
  return minimum !== undefined ? `不小于 ${minimum}` : `不大于 ${maximum}`;
}
