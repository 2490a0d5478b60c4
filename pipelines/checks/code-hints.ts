import {type Field, PLAN_CODES} from "#pipelines/contracts/contract.ts";
import type {Hint} from "./hint.ts";
import type {OutsideCodes} from "./reference-tables.ts";

const LONGEST = 20;

/** Returns the plan's code that an unknown one probably is: T5-4, T05.04 and t0504 are T05-04. */
export function planCodeHint({reference}: Field, value: string, {deliverables, kpis}: OutsideCodes): Hint {
  if (reference === undefined || !PLAN_CODES.includes(reference) || value.length > LONGEST) return {};
  const meant = keysOf(value);
  const alike = [...deliverables, ...kpis].filter((code) => keysOf(code).some((key) => meant.includes(key)));
  return alike.length === 1 ? {suggestion: alike[0]} : {};
}

/** A code without the zeros before its numbers, and without the marks between them. */
function keysOf(code: string): string[] {
  const upper = code.normalize("NFKC").toUpperCase();
  const parts = upper.replace(/[^0-9A-Z]+/g, "-");
  return [parts.replace(/(?<!\d)0+(?=\d)/g, ""), parts.replaceAll("-", "")];
}
