import {takesBlankWords} from "#pipelines/checks/cell-words.ts";
import {
  type Contract,
  type Field,
  fieldOf,
  type FieldType,
  isDoubt,
  type Rule,
  UNIT_CODE
} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {rangeOf} from "#pipelines/findings/text/parts.ts";

const TYPE_WORDS: Record<FieldType, string> = {
  string: "文字",
  integer: "整数",
  number: "数字",
  boolean: "是或否",
  date: "日期",
  datetime: "日期和时间",
  yearmonth: "月份",
  list: "几个值，用分号隔开"
};

/** The words in the column 个人信息. */
export const PRIVACY_WORDS: Record<Field["privacy"], string> = {
  none: "不涉及",
  personal: "一般",
  sensitive: "敏感"
};

/** Describes one column for the person who fills it in. */
export function columnOf(contract: Contract, field: Field) {
  const {name, title, type, example = "", synonyms = [], privacy, description = ""} = field;
  const rules = (contract.rules ?? []).filter((rule) => rule.field === name);
  return {
    name,
    title,
    type: TYPE_WORDS[type],
    example,
    is_key: contract.primaryKey.includes(name),
    required: requiredOf(field, rules),
    allowed: field.constraints?.enum ?? [],
    limits: [...limitsOf(field), ...rules.map(({words}) => words)],
    reference: referenceOf(field),
    privacy,
    privacy_words: PRIVACY_WORDS[privacy],
    synonyms,
    note: [description, ...habitsOf(field)].filter(Boolean).join("；")
  };
}

/** Describes how a column is filled in, one line for each thing to know; the first says whether it is required. */
export function helpOf(contract: Contract, field: Field): string[] {
  const {required, type, allowed, limits, reference, note} = columnOf(contract, field);
  return [
    required,
    allowed.length > 0 ? `可填：${allowed.join("、")}` : type,
    ...limits,
    ...(reference ? [`要在${reference.words}里`] : []),
    ...(note ? [note] : [])
  ];
}

/** Lists the spellings that the check accepts besides the usual one. */
function habitsOf(field: Field): string[] {
  return [
    ...(field.reference === UNIT_CODE ? ["写单位全称也可，按全称对应编码"] : []),
    ...(takesBlankWords(field) ? ["没有的请留空，“无”“/”“—”也按空白"] : [])
  ];
}

export type DatasetColumn = ReturnType<typeof columnOf>;

function requiredOf({constraints}: Field, rules: Rule[]): string {
  if (constraints?.required) return "必填";
  return rules.some((rule) => rule.rule === "requiredWhen" && !isDoubt(rule)) ? "有时必填" : "选填";
}

function limitsOf({constraints: {minimum, maximum} = {}, patternWords}: Field): string[] {
  return [
    ...(minimum !== undefined || maximum !== undefined ? [rangeOf(minimum, maximum)] : []),
    ...(patternWords ? [patternWords] : [])
  ];
}

/**
 * Names what the values are looked up in: a column of a dataset, or the plan's own codes, which no dataset provides.
 */
function referenceOf({reference, referenceMayComeLater}: Field) {
  if (reference === undefined) return undefined;
  const [dataset = "", column = ""] = reference.split(".");
  const target = readContracts().get(dataset);
  if (!target) return {words: "年度计划里的承诺编号", address: undefined, is_later: false};
  return {
    words: `${target.title}的“${fieldOf(target, column).title}”`,
    address: `/datasets/${dataset}#${column}`,
    is_later: referenceMayComeLater ?? false
  };
}

/** `activity_id.start_date` → 活动台账的“开始日期”: a column of this dataset, or of the one it refers to. */
export function pathWords(contract: Contract, path: string): string {
  const [name = "", column] = path.split(".");
  const field = fieldOf(contract, name);
  if (column === undefined) return `“${field.title}”`;
  const target = readContracts().get(field.reference?.split(".")[0] ?? "");
  return target ? `${target.title}的“${fieldOf(target, column).title}”` : `“${field.title}”`;
}
