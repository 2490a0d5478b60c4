import {formatValue} from "#app/format.ts";

/** Fewer people than this are not shown: one of them could be known. */
export const FEWEST = 3;

/** Tells whether a group is too small for its numbers to be shown; nobody is no group. */
export const isTooFew = (people: number | null) => people !== null && people > 0 && people < FEWEST;

/** What a cell says in place of such a number. */
export const TOO_FEW_CELL = "人数过少";
export const TOO_FEW_NOTE = `不足 ${FEWEST} 人的写“${TOO_FEW_CELL}”，不显示人数。`;
export const TOO_FEW_IN_UNIT_NOTE = `不足 ${FEWEST} 人的单位不显示`;

/** A count of people as a table shows it. */
export const shownPeople = (people: number) => (isTooFew(people) ? TOO_FEW_CELL : people);

/** A number of a group of people, hidden where the group is too small. */
export const shownOf = (people: number, value: number | null) => (isTooFew(people) ? TOO_FEW_CELL : value);

const TOO_FEW_WORDS = `不足 ${FEWEST} 人`;

/** The same where one or two may be said, but not which, in a cell or in a sentence. */
export const fewOr = (people: number) => (isTooFew(people) ? TOO_FEW_WORDS : people);
export const fewWords = (people: number) => (isTooFew(people) ? TOO_FEW_WORDS : formatValue(people, "人"));
