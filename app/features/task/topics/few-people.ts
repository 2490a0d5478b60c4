const FEWEST = 3;

/** Tells whether a group is too small for its numbers to be shown. */
export const isTooFew = (people: number | null) => people !== null && people > 0 && people < FEWEST;

/** What a cell says in place of such a number. */
export const TOO_FEW_CELL = "人数过少";
export const TOO_FEW_NOTE = `不足 ${FEWEST} 人的单位不显示`;
