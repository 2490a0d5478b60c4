import * as v from "valibot";
import {
  type Contract,
  type Field,
  fieldOf,
  isDoubt,
  type RowRule,
  type Rule,
  type When
} from "#pipelines/contracts/contract.ts";
import {misreadText} from "#pipelines/files/misread.ts";
import type {Layout} from "#pipelines/files/table.ts";
import {columnLetters} from "#pipelines/files/column-letters.ts";
import type {Finding, FindingCode, Place} from "#pipelines/findings/findings.ts";
import type {HintOf} from "./hint.ts";
import {nearestParts} from "./list-parts.ts";
import {meantBy} from "./meant.ts";
import {nearest} from "./nearest.ts";
import {type Problem, VALUE_SHOWN} from "./problem.ts";
import {shownOnPage} from "./web-codes.ts";

interface TakenValue {
  value: string;
  taken: string;
}

/** Some kinds of rules had codes of their own before there were others, and keep them. */
export function ruleCodeOf(rule: RowRule): FindingCode {
  if (rule.rule === "expectedWhen") return "cell/expected";
  if (isDoubt(rule)) return "cell/doubtful";
  switch (rule.rule) {
    case "requiredWhen":
      return "cell/required-when";
    case "notBefore":
      return "cell/not-before";
    case "notAbove":
      return "cell/not-above";
    default:
      return "cell/contradiction";
  }
}

/** The place of a row, or of one field's cell in it, in the sender's spreadsheet. */
export function placeIn(
  contract: Contract,
  table: Layout,
  {row, line}: {row: number; line: number},
  fieldName?: string
): Place {
  const sheet = table.sheet && {sheet: table.sheet.name};
  if (fieldName === undefined) return {row, line, ...sheet};
  const field = fieldOf(contract, fieldName);
  const column = table.fields.indexOf(field);
  return {
    row,
    line,
    ...sheet,
    column: table.headers[column] ?? field.title,
    ...(column >= 0 && {cell: `${columnLetters(column)}${row}`})
  };
}

interface RowLookup {
  placeOf: (record: number) => {row: number; line: number};
  hintOf: HintOf;
}

/** Turns a problem into a finding. */
export function findingOf(problem: Problem, contract: Contract, table: Layout, {placeOf, hintOf}: RowLookup): Finding {
  const {row: at, line} = placeOf(problem.record);
  if (problem.field === null) return rowFinding(problem, placeIn(contract, table, {row: at, line}), placeOf);
  const place = placeIn(contract, table, {row: at, line}, problem.field);
  const field = fieldOf(contract, problem.field);
  const finding = cellFinding(problem, field, place, contract);
  return finding.code === "cell/reference" ? {...finding, ...hintOf(field, finding.value)} : finding;
}

function rowFinding({code, value, other}: Problem, place: Place, placeOf: (record: number) => {row: number}): Finding {
  switch (code) {
    case "row/short":
    case "row/long":
      return {code, place, found: Number(value), expected: Number(other)};
    case "row/duplicate":
      return {code, place, key: value ?? "", firstRow: placeOf(Number(other)).row};
    case "row/taken":
      return {code, place, key: value ?? ""};
    case "row/foreign":
      return {code, place, unit: value ?? ""};
    case "row/example":
      return {code, place};
    default:
      throw new Error(`not a row's finding: ${code}`);
  }
}

function cellFinding({code, value: found, other}: Problem, field: Field, place: Place, contract: Contract): Finding {
  const value = found ?? "";
  const {enum: allowed = [], minimum, maximum} = field.constraints ?? {};
  switch (code) {
    case "cell/required":
      return {code, place};
    case "cell/type":
      return {
        code,
        place,
        value,
        expected: field.type,
        ...(minimum !== undefined && {minimum}),
        ...(maximum !== undefined && {maximum}),
        suggestion: meantBy(field, value)
      };
    case "cell/no-year":
    case "cell/scientific":
    case "cell/truncated":
    case "cell/error-value":
    case "cell/null-word":
      return {code, place, value};
    case "cell/split":
      return other === "first"
        ? {code, place, value, half: "first", candidates: [value.replace(",", "")]}
        : {code, place, value, half: "second", candidates: []};
    case "cell/damaged":
      return {code, place, value, suggestion: mendedOf(value)};
    case "cell/number":
      return {code, place, value, readings: JSON.parse(other!) as string[]};
    case "cell/percent":
      return {code, place, value, candidates: percentsOf(value)};
    case "cell/month":
      return {code, place, value, candidates: [`${value.slice(0, 4)}-01`, `${value.slice(0, 4)}-10`]};
    case "cell/power-of-ten":
    case "cell/code-like":
      return {code, place, value};
    case "cell/enum":
      return {code, place, value, allowed, suggestion: nearestOf(field, value)};
    case "cell/range":
      return {code, place, value, minimum, maximum};
    case "cell/pattern":
      return {code, place, value, example: field.patternWords ?? field.title};
    case "cell/reference":
    case "cell/reference-old":
    case "cell/reference-later":
      return {code, place, value, dataset: other ?? ""};
    case "cell/newcomer":
      return {code, place, value, count: Number(other)};
    case "cell/required-when":
    case "cell/expected":
    case "cell/not-before":
    case "cell/not-above":
    case "cell/contradiction":
    case "cell/doubtful":
      return ruleFinding(code, {place, value, other, contract});
    case "cell/headcount-only":
      return {code, place, value, categories: ruleOf(contract, field, "headcountOnly").values};
    case "cell/unit-named": {
      const {unit, name, count} = JSON.parse(other!) as {unit: string; name: string; count: number};
      return {code, place, value, unit, name, count};
    }
    case "cell/zeros-restored": {
      const {count, values} = JSON.parse(other!) as {count: number; values: {value: string; restored: string}[]};
      return {code, place, count, values};
    }
    case "cell/unit-applied": {
      const {count, unit, values} = JSON.parse(other!) as {count: number; unit: string; values: TakenValue[]};
      return {code, place, count, unit, values};
    }
    case "cell/rounded":
    case "cell/plain-characters": {
      const {count, values} = JSON.parse(other!) as {count: number; values: TakenValue[]};
      return {code, place, count, values};
    }
    case "cell/kept-characters": {
      const {count, characters} = JSON.parse(other!) as {count: number; characters: string[]};
      return {code, place, count, characters};
    }
    case "cell/blank-word": {
      const {count, values} = JSON.parse(other!) as {count: number; values: string[]};
      return {code, place, count, values};
    }
    default:
      throw new Error(`not a cell's finding: ${code}`);
  }
}

function mendedOf(value: string): string | undefined {
  return value.length < VALUE_SHOWN ? (misreadText(value)?.meant ?? shownOnPage(value)) : undefined;
}

function nearestOf(field: Field, value: string): string | undefined {
  const {type, constraints} = field;
  const allowed = constraints?.enum ?? [];
  const meant = misreadText(value)?.meant;
  if (meant !== undefined && allowed.includes(meant)) return meant;
  if (type !== "list" && (field.description?.includes(value) || namesSeveral(value, allowed))) return undefined;
  return type === "list" ? nearestParts(value, allowed) : (meantBy(field, value) ?? nearest(value, allowed));
}

/** 进行中（滞后） is two of the words, and nobody can know which one was meant. */
function namesSeveral(value: string, allowed: string[]): boolean {
  const named = allowed.filter((word) => value.includes(word));
  return named.filter((word) => !named.some((other) => other !== word && other.includes(word))).length > 1;
}

const BROKEN_RULE = v.pipe(v.string(), v.parseJson(), v.object({rule: v.number(), other: v.nullable(v.string())}));

type RuleFinding = Extract<
  FindingCode,
  "cell/required-when" | "cell/expected" | "cell/not-before" | "cell/not-above" | "cell/contradiction" | "cell/doubtful"
>;

function ruleFinding(
  code: RuleFinding,
  {place, value, other: broken, contract}: {place: Place; value: string; other: string | null; contract: Contract}
): Finding {
  const {rule: at, other} = v.parse(BROKEN_RULE, broken);
  const rule = contract.rules![at]!;
  const others = "other" in rule ? {other: fieldOf(contract, rule.other).title, otherValue: other ?? ""} : undefined;
  switch (code) {
    case "cell/required-when":
      return {code, place, when: "when" in rule && rule.when ? whenWords(contract, rule.when) : rule.words};
    case "cell/expected":
      return {code, place, value, allowed: "values" in rule ? rule.values : []};
    case "cell/not-before":
    case "cell/not-above":
      return {code, place, value, other: others?.other ?? "", otherValue: others?.otherValue ?? ""};
    default:
      return {code, place, value, words: rule.words, ...others};
  }
}

function whenWords(contract: Contract, {field, includes, in: oneOf, is, above}: When): string {
  const title = `“${fieldOf(contract, field).title}”`;
  if (includes !== undefined) return `${title}为“${includes}”`;
  if (oneOf !== undefined) return `${title}为${oneOf.map((value) => `“${value}”`).join("或")}`;
  if (is !== undefined) return `${title}为“${is ? "是" : "否"}”`;
  return above !== undefined ? `${title}大于 ${above}` : `填了${title}`;
}

function ruleOf<Name extends Rule["rule"]>(contract: Contract, field: Field, name: Name): Extract<Rule, {rule: Name}> {
  const rule = contract.rules?.find((candidate) => candidate.rule === name && candidate.field === field.name);
  if (!rule) throw new Error(`${contract.name}: no rule ${name} on ${field.name}`);
  return rule as Extract<Rule, {rule: Name}>;
}

/** What 95%, 0.95 and 0.95% may be as a number of 0 to 100; a 1 that is no 100 is to be written as 1%. */
function percentsOf(value: string): string[] {
  const number = value.replace(/\s*%$/, "");
  if (number !== value && Number(number) >= 1) return [number];
  const hundredfold = String(Number((Number(number) * 100).toPrecision(12)));
  return Number(number) === 1 ? [hundredfold, "1%"] : [hundredfold];
}
