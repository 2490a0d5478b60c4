import type {FrozenState} from "#app/features/deck/state/frozen-state.ts";
import {formatBare, formatValue} from "#app/format.ts";
import {fixtureState} from "./deck-fixture.ts";

export interface StateNumber {
  name: string;
  value: number;
  /** As a person reads it. */
  text: string;
  /** As it stands in a column whose head names the unit. */
  cell: string;
}

/** Sixty numbers of a state: how far each task is, and what each KPI stands at. */
export function numbersOf({tasks, kpis}: FrozenState): StateNumber[] {
  const all = [
    ...tasks.map(({code, progress}) => ({name: code, value: progress, unit: "%"})),
    ...kpis.map(({code, value, unit}) => ({name: code, value, unit}))
  ];
  return all
    .flatMap(({name, value, unit}) =>
      value === null ? [] : [{name, value, text: formatValue(value, unit), cell: formatBare(value, unit)}]
    )
    .slice(0, 60);
}

/** Those of the fixture. */
export const NUMBERS: StateNumber[] = numbersOf(fixtureState());

/** Words without markup and blanks: a number and its unit may be kept together by any of these. */
export const bare = (text: string) =>
  text
    .replace(/<[^>]+>/g, "")
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll(/[\s\u00a0\u2009\u202f\u2060]/g, "");

/** The numbers of a kind that a text lacks. */
export function missingIn(text: string, numbers: StateNumber[] = NUMBERS): string[] {
  const words = bare(text);
  return numbers
    .filter((number) => !words.includes(bare(number.text)))
    .map(({name, text: shown}) => `${name} ${shown}`);
}
