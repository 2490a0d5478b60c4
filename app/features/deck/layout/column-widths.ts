/** How wide a column must be, and how wide it would be with each of its texts on one line. */
export interface ColumnWish {
  least: number;
  natural: number;
}

/**
 * Columns of short words take what their words take; the long ones share what is left so that the rows, which
 * `heightOf` measures, stay lowest. What no column needs goes to all in proportion.
 */
export function sharedWidths(wishes: ColumnWish[], room: number, heightOf: (widths: number[]) => number): number[] {
  const least = wishes.map((wish) => wish.least);
  const natural = wishes.map((wish) => Math.max(wish.natural, wish.least));
  if (sumOf(least) >= room) return least;
  if (sumOf(natural) <= room) return stretched(natural, room);
  const choices = SQUEEZES.map((power) => squeezed({natural, least, room}, power));
  const heights = choices.map(heightOf);
  return choices[heights.indexOf(Math.min(...heights))] ?? least;
}

/** Widths in the same proportion that fill the room. */
export function stretched(widths: number[], room: number): number[] {
  const whole = sumOf(widths);
  return widths.map((width) => (width / whole) * room);
}

/** From equal shares for all that wrap to ever more for the longest texts; of equally low rows the first is taken. */
const SQUEEZES = [1, 0, 0.5, 1.5, 2, 3];

interface Squeeze {
  natural: number[];
  least: number[];
  room: number;
}

/** Shares by a power of the natural widths, at least what each needs and at most what it takes. */
function squeezed({natural, least, room}: Squeeze, power: number): number[] {
  const widthsAt = (scale: number) =>
    natural.map((width, at) => Math.min(width, Math.max(least[at] ?? 0, scale * width ** power)));
  let [low, high] = [0, 1000];
  for (let step = 0; step < 40; step++) {
    const scale = (low + high) / 2;
    if (sumOf(widthsAt(scale)) > room) high = scale;
    else low = scale;
  }
  return widthsAt(low);
}

export const sumOf = (numbers: number[]): number => numbers.reduce((sum, number) => sum + number, 0);
