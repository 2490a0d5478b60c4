/**
 * One notation for every chart (参照 ISO 24896 / IBCS 2.0 记法): the actual value is solid and dark, the plan an outline,
 * the outlook hatched, last year lighter. Each pair differs in luminance or in pattern, so that it survives greyscale.
 */
export type Sign = "actual" | "plan" | "outlook" | "lastYear";

export interface SignLook {
  word: string;
  /** Null: unfilled. */
  fill: string | null;
  stroke: string;
  isHatched: boolean;
}

const DARK = "#20406b";
const LIGHT = "#8494ab";

export const NOTATION: Record<Sign, SignLook> = {
  actual: {word: "实际", fill: DARK, stroke: DARK, isHatched: false},
  plan: {word: "计划", fill: null, stroke: "#1f2329", isHatched: false},
  outlook: {word: "预计", fill: null, stroke: DARK, isHatched: true},
  lastYear: {word: "去年", fill: LIGHT, stroke: LIGHT, isHatched: false}
};

/** The colours of a difference; the word beside it says the same. */
export const DIFFERENCE_COLOURS = {better: "#1e7145", worse: "#b3261e", neither: "#5c6370"};

/** The tile of the hatching: diagonal strokes that meet at its edges. */
export const HATCH = {size: 6, path: "M-1 1L1 -1M0 6L6 0M5 7L7 5", strokeWidth: 1.4};
