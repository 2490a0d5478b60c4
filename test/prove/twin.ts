import type {Cell, Fraction} from "./cell.ts";
import type {Facts} from "./facts.ts";

/** Rows → month, unit, group → number; without a number where the question has no answer. */
export type Rule = (facts: Facts, cell: Cell) => Fraction | undefined;

/** A KPI a second time, from the words of its formula. */
export interface Twin {
  headline: Rule;
  /** The dimensions by which the headline may be asked. */
  by?: string[];
  /** What stands beside: one number (`另列=…`), or a list of groups by its dimension. */
  beside?: Record<string, Rule>;
  /** Only the union has these: the headline, or what stands beside by its name. */
  unionOnly?: string[];
}
