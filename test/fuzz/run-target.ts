import fc from "fast-check";
import {lastCaseEnded} from "./case.ts";
import type {Target} from "./target.ts";

export interface TargetRun {
  seed: number;
  cases: number;
  /** One failure of an earlier run, as it was printed. */
  path?: string;
  minutes?: number;
}

export interface TargetReport {
  target: string;
  cases: number;
  failure?: {path: string; words: string};
}

/** Tries cases on a target until one fails, which is made as small as it can be. */
export async function runTarget({name, open}: Target, {seed, cases, path, minutes}: TargetRun): Promise<TargetReport> {
  const {property, close} = await open();
  try {
    const details = await fc.check(property, {
      seed,
      path,
      numRuns: cases,
      ...(minutes !== undefined && {interruptAfterTimeLimit: minutes * 60_000})
    });
    return {target: name, cases: details.numRuns, ...failureOf(details)};
  } finally {
    await lastCaseEnded();
    await close?.();
  }
}

function failureOf(details: fc.RunDetails<[unknown]>): Pick<TargetReport, "failure"> {
  const {failed, counterexample, counterexamplePath, errorInstance} = details;
  if (!failed || counterexample === null) return {};
  const error = errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : String(errorInstance);
  return {failure: {path: counterexamplePath ?? "", words: `${fc.stringify(counterexample[0])}\n${error}`}};
}
