import {addDays, monthEnd, monthNumbered, workday} from "./days.ts";
import {unitNamed} from "./units.ts";

/** A file of one sender about the activities that ended up to a day. */
export interface ActivityLetter {
  reporter: string;
  sentOn: string;
  /** The last day it speaks for. */
  upTo: string;
  label: string;
  isApproved: boolean;
}

/** Units that send their own files; the office sends for all others. */
const MONTHLY = ["U01", "U07"];
const QUARTERLY = ["U03", "U09", "U20", "U30"];
/** The quarter's file comes weeks after everybody else's. */
const LATE: Record<string, number> = {U09: 27};
/** Sends once in July for the whole first half. */
const CATCHES_UP = "U34";

/** Months in which a unit held or reported nothing at all. */
export const SILENT: Record<string, number[]> = {
  U16: [6, 7, 8, 9, 10, 11],
  U20: [7, 8, 9, 10, 11],
  U34: [8, 9, 10, 11],
  U31: [2, 7, 8]
};

export function reporterOf(organizer: string): string {
  return [...MONTHLY, ...QUARTERLY, CATCHES_UP].includes(organizer) ? organizer : "U00";
}

export function letters(): ActivityLetter[] {
  const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(monthNumbered);
  const office = months.map((month, index) => letterOf("U00", month, month, 6 + (index % 3)));
  const monthly = MONTHLY.flatMap((unit, order) =>
    // Nothing happens in the holidays: February goes with March, July and August with September.
    months
      .filter((_, index) => ![1, 6, 7].includes(index))
      .map((month) => letterOf(unit, month, month, 4 + ((order * 2 + Number(month.slice(5))) % 4)))
  );
  const quarterly = QUARTERLY.flatMap((unit, order) =>
    [3, 6, 9, 10]
      .filter((number) => !SILENT[unit]?.includes(number) && (unit !== "U09" || number !== 10))
      .map((number) =>
        letterOf(
          unit,
          monthNumbered(number),
          number === 10 ? "2026-10" : `2026-Q${number / 3}`,
          (LATE[unit] ?? 5) + (order % 3)
        )
      )
  );
  const november = ["U00", "U01", "U07"].map((reporter, order) => ({
    reporter,
    sentOn: "2026-11-16",
    upTo: "2026-11-15",
    label: `2026-11上半月_${unitNamed(reporter)}`,
    isApproved: order === 0
  }));
  return [...office, ...monthly, ...quarterly, letterOf(CATCHES_UP, "2026-06", "2026上半年", 20), ...november].sort(
    (a, b) => a.sentOn.localeCompare(b.sentOn)
  );
}

function letterOf(reporter: string, month: string, label: string, daysAfter: number): ActivityLetter {
  const upTo = monthEnd(month);
  const sentOn = workday(addDays(upTo, daysAfter));
  return {
    reporter,
    sentOn,
    upTo,
    label: `${label}_${unitNamed(reporter)}`,
    isApproved: reporter === "U00" || sentOn < "2026-11"
  };
}
