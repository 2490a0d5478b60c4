import {LIT_COLOURS} from "#app/charts/theme.ts";
import {DIFFERENCE_COLOURS, NOTATION} from "#app/ui/notation.ts";

/** OOXML writes colours without “#”. */
export const hex = (colour: string): string => colour.replace("#", "").toUpperCase();

/** The one face of titles, text, tables and charts; a machine without it falls back by its own rule. */
export const FACE = "微软雅黑";

export const INK = hex(NOTATION.plan.stroke);
export const SECONDARY = "5C6370";
export const LINE = "DFE2E6";
export const GROUND = "FFFFFF";
export const UNION_RED = "B3261E";
export const MAIN = hex(NOTATION.actual.stroke);
export const TARGET = "9A5B00";
export const OWN = UNION_RED;
export const HEADER_GROUND = "EEF3FA";

/** The columns of a stack, as on the wall. */
export const SERIES_COLOURS = LIT_COLOURS.series.map(hex);

/** One hue from light to dark. */
export const SCALE = ["EEF3FA", "C9D9F0", "94B5E0", "5288CB", "1D5FBF", "12407F"];

export function differenceColour(isBetter: boolean | null): string {
  const {better, worse, neither} = DIFFERENCE_COLOURS;
  return hex(isBetter === null ? neither : isBetter ? better : worse);
}

/** A step of the hue for a value between zero and the highest. */
export function scaleColour(value: number, highest: number): {ground: string; ink: string} {
  const share = highest <= 0 ? 0 : Math.min(1, Math.max(0, value / highest));
  const step = Math.min(SCALE.length - 1, Math.floor(share * SCALE.length));
  return {ground: SCALE[step] ?? GROUND, ink: step >= 3 ? GROUND : INK};
}
