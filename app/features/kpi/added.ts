import {formatNumber, formatShortMonth} from "#app/format.ts";

interface CountedMonth {
  month: string;
  numerator: number | null;
}

export interface Added {
  month: string;
  now: number;
  /** Null in January, and where the month before has no number. */
  before: number | null;
  unit: string;
}

interface AddedTo {
  kpi: {unit: string};
  pace: string;
  isOfPeople: boolean;
}

/** What a month added to a running total, which says more than that it rose. */
export function addedOf(points: CountedMonth[], month: string, {kpi, pace, isOfPeople}: AddedTo): Added | undefined {
  const unit = isOfPeople ? "人" : kpi.unit;
  if (pace !== "linear" || unit === "%") return undefined;
  const at = points.findIndex((point) => point.month === month);
  const [now, before] = [growthAt(points, at), growthAt(points, at - 1)];
  return now === null ? undefined : {month, now, before, unit};
}

/** A running total begins the year at zero. */
function growthAt(points: CountedMonth[], at: number): number | null {
  const own = points[at]?.numerator ?? null;
  const before = at === 0 ? 0 : (points[at - 1]?.numerator ?? null);
  return own === null || before === null ? null : own - before;
}

/** “11月净增 40 人，10月净增 35 人” */
export function addedWords({month, now, before, unit}: Added): string {
  const words = (of: string, count: number) =>
    `${formatShortMonth(of)}净${count < 0 ? "减" : "增"} ${formatNumber(Math.abs(count))} ${unit}`;
  const earlier = `${month.slice(0, 5)}${String(Number(month.slice(5, 7)) - 1).padStart(2, "0")}`;
  return [words(month, now), ...(before === null ? [] : [words(earlier, before)])].join("，");
}
