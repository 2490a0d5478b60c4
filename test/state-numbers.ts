import {formatPercent, formatValue} from "#app/format.ts";
import {fixtureState} from "./deck-fixture.ts";

export interface StateNumber {
  name: string;
  value: number;
  /** As a person reads it. */
  text: string;
}

const state = fixtureState();

/** Sixty numbers of the state: how far each task is, and what each KPI stands at. */
export const NUMBERS: StateNumber[] = [
  ...state.tasks.flatMap(({code, progress}) =>
    progress === null ? [] : [{name: code, value: progress, text: formatPercent(progress)}]
  ),
  ...state.kpis.flatMap(({code, value, unit}) =>
    value === null ? [] : [{name: code, value, text: formatValue(value, unit)}]
  )
].slice(0, 60);

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
