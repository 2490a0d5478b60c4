import {pixelsOf, pointsOf} from "./layout.ts";

/** A4 across, within the margins that the sheets are given, in points. */
const PAGE_WIDTH = 784;
const PAGE_HEIGHT = 500;
/** Printers and fonts differ a little. */
const SAFE = 0.97;
/** A table may be cut after its heading, its header and a few rows. */
const BEGINNING = 110;

/** The rows of a block, from 0, without the last. */
export interface BlockPlace {
  from: number;
  to: number;
  /** A chart is not cut. */
  isWhole: boolean;
}

/** The height of each row in points, the height of what each page repeats, and the width of each column. */
export interface Measures {
  heights: number[];
  above: number;
  widths: number[];
}

/** Returns the rows before which a new page begins, so that no chart is cut and no heading stands alone. */
export function pageBreaks(blocks: BlockPlace[], {heights, above, widths}: Measures): number[] {
  const page = pageHeight(widths) - above;
  const breaks: number[] = [];
  let used = 0;
  const placeRow = (row: number, together: number, height: number) => {
    if (used > 0 && used + together > page) {
      breaks.push(row);
      used = 0;
    }
    used += height;
  };
  for (const {from, to, isWhole} of blocks) {
    const rows = heights.slice(from, to);
    const height = rows.reduce((sum, each) => sum + each, 0);
    const first = isWhole && height <= page ? height : Math.min(height, BEGINNING);
    for (const [at, each] of rows.entries()) placeRow(from + at, at === 0 ? first : each, each);
  }
  return breaks;
}

/** How much of a sheet's height a page holds once its width is fitted to the paper, by whole percents. */
function pageHeight(widths: number[]): number {
  const scale = Math.min(100, Math.floor((PAGE_WIDTH * 100) / pointsOf(pixelsOf(widths)))) / 100;
  return (PAGE_HEIGHT / scale) * SAFE;
}
