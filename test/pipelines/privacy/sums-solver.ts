import loadHighs from "highs";
import type {Addition, SumSoFar} from "#pipelines/privacy/shown-sums.ts";

const highs = await loadHighs();

/** Somebody who reads all told sums and knows the records of one unit, or of none. */
export interface SumsReader {
  additions: readonly Addition[];
  told: readonly SumSoFar[];
  unit?: string;
}

/**
 * The least that some people can have got together, by a linear programme over everything that is told: no amount is
 * below 0, each told sum is exact, and the reader's own records are known. Nothing is known of people who may have got
 * nothing.
 */
export function leastOf({additions, told, unit}: SumsReader, people: ReadonlySet<string>): number {
  const isOwn = ({unit_code}: Addition) => unit !== undefined && unit_code === unit;
  const isAsked = (each: Addition) => people.has(each.person_id) && !isOwn(each);
  const model = highs.createModel();
  model.options.set({output_flag: false});
  additions.forEach((each, at) => {
    model.addVar(isOwn(each) ? each.amount : 0, isOwn(each) ? each.amount : highs.infinity);
    model.changeColCost(at, isAsked(each) ? 1 : 0);
  });
  for (const {kind, quarter} of told) {
    const own = additions.flatMap((each, at) =>
      each.quarter <= quarter && (kind === null || each.kind === kind) ? [at] : []
    );
    const total = own.reduce((sum, at) => sum + additions[at]!.amount, 0);
    model.addRow(total, total, {indices: own, values: own.map(() => 1)});
  }
  model.run();
  if (model.getModelStatus() !== highs.constants.modelStatus.optimal)
    throw new Error("what is told contradicts itself");
  const {colValue} = model.getSolution();
  model.dispose();
  return additions.reduce((sum, each, at) => (isAsked(each) ? sum + colValue[at]! : sum), 0);
}
