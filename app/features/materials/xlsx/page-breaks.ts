import {pixelsOf, pointsOf} from "./layout.ts";

/** A4 across, within the margins that the sheets are given, in points. */
const PAGE_WIDTH = 784;
const PAGE_HEIGHT = 500;
/** Printers and fonts differ a little. */
const SAFE = 0.97;
/** A table may be cut after its heading, its header and a few rows. */
const BEGINNING = 110;

/** Rows from 0, without the last. */
export interface Rows {
  from: number;
  to: number;
}

export interface BlockPlace extends Rows {
  /** The rows beside or above which a chart stands. */
  chart?: Rows;
}

/** Returns the rows before which a new page begins, so that nothing is cut that a page can hold, and no chart at all. */
export function pageBreaks(blocks: BlockPlace[], heights: number[], page: number): number[] {
  const heightOf = ({from, to}: Rows) => heights.slice(from, to).reduce((sum, each) => sum + each, 0);
  const runs = blocks.flatMap((block) => keptRuns(block, heightOf, page));
  const breaks: number[] = [];
  let used = 0;
  for (let row = blocks[0]?.from ?? 0; row < (blocks.at(-1)?.to ?? 0); row++) {
    const run = runs.find(({from}) => from === row) ?? {from: row, to: row + 1};
    if (used > 0 && used + heightOf(run) > page) {
      breaks.push(row);
      used = 0;
    }
    used += heightOf(run);
    row = run.to - 1;
  }
  return breaks;
}

/** The rows that stay together: the block, or of one that no page holds its beginning and its chart. */
function keptRuns(block: BlockPlace, heightOf: (rows: Rows) => number, page: number): Rows[] {
  if (heightOf(block) <= page) return [block];
  let begun = block.from + 1;
  while (begun < block.to && heightOf({from: block.from, to: begun}) < BEGINNING) begun++;
  const beginning = {from: block.from, to: begun};
  const {chart} = block;
  if (!chart) return [beginning];
  return chart.from < begun ? [{from: block.from, to: Math.max(begun, chart.to)}] : [beginning, chart];
}

/** How much of a sheet's height a page holds once its width is fitted to the paper, by whole percents. */
export function pageHeight(widths: number[]): number {
  const scale = Math.min(100, Math.floor((PAGE_WIDTH * 100) / pointsOf(pixelsOf(widths)))) / 100;
  return (PAGE_HEIGHT / scale) * SAFE;
}
