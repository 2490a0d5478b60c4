/** The value of one month alone. */
export interface MonthPoint {
  /** The month's first day. */
  month: string;
  value: number;
}

/** The rules by which a series shows more than chance. */
export type XmrRule = "outside" | "one-side" | "near-limit";

export interface Signal {
  rule: XmrRule;
  side: "above" | "below";
  /** The months that fulfil the rule, the oldest first. */
  months: string[];
}

export interface Xmr {
  mean: number;
  lower: number;
  upper: number;
  signals: Signal[];
}

/** So many points an XmR chart needs before its limits say anything. */
export const FEWEST_POINTS = 12;

/** Three sigma of single values, estimated from the mean moving range: 3 / 1.128. */
const LIMIT_FACTOR = 2.66;
const RUN = 8;
const NEAR = {of: 4, least: 3};

/** Smaller differences come from adding doubles. */
const HAIR = 1e-9;

/**
 * The XmR chart of a series: mean ± 2.66 × the mean moving range, and where the series leaves chance: a point outside the
 * limits; eight in a row on one side of the mean; three of four in a row nearer to a limit than to the mean. Undefined
 * for fewer than twelve points.
 */
export function xmrOf(points: MonthPoint[]): Xmr | undefined {
  if (points.length < FEWEST_POINTS) return undefined;
  const values = points.map(({value}) => value);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const ranges = values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? 0)));
  const reach = (LIMIT_FACTOR * ranges.reduce((sum, range) => sum + range, 0)) / ranges.length;
  return {mean, lower: mean - reach, upper: mean + reach, signals: signalsOf(points, mean, reach)};
}

function signalsOf(points: MonthPoint[], mean: number, reach: number): Signal[] {
  const hair = HAIR * Math.max(1, Math.abs(mean));
  return (["above", "below"] as const).flatMap((side) => {
    const away = points.map(({value}) => (side === "above" ? value - mean : mean - value));
    const found: [XmrRule, boolean[]][] = [
      ["outside", away.map((by) => by > reach + hair)],
      [
        "one-side",
        markWindows(
          away.map((by) => by > hair),
          {of: RUN, least: RUN}
        )
      ],
      [
        "near-limit",
        markWindows(
          away.map((by) => by > reach / 2 + hair),
          NEAR
        )
      ]
    ];
    return found
      .filter(([, marks]) => marks.includes(true))
      .map(([rule, marks]) => ({rule, side, months: points.filter((_, at) => marks[at]).map(({month}) => month)}));
  });
}

/** Marks the points that are set in any window of `of` points with at least `least` set. */
function markWindows(isSet: boolean[], {of, least}: {of: number; least: number}): boolean[] {
  const marks = isSet.map(() => false);
  for (let start = 0; start + of <= isSet.length; start++) {
    const window = isSet.slice(start, start + of);
    if (window.filter(Boolean).length < least) continue;
    window.forEach((set, offset) => {
      if (set) marks[start + offset] = true;
    });
  }
  return marks;
}
