import {type Access, may} from "#app/server/access.server.ts";
import {today} from "#app/server/clock.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {ERRAND_STATE_WORDS} from "#pipelines/meetings/errand-moves.ts";
import {daysOverdue, type Errand, readErrands} from "#pipelines/meetings/errands.ts";

/** The visitor, or the visitor's unit, was charged. */
export function isChargedWith({visitor}: Pick<Access, "visitor">, {owner_unit, owner_account}: Errand): boolean {
  return owner_account === visitor.account.name || (owner_unit !== null && owner_unit === visitor.unit);
}

/** A unit sees what it was charged with; who holds meetings sees all. */
export const maySeeErrand = (access: Access, errand: Errand) =>
  may(access.visitor, "meetings") || isChargedWith(access, errand);

/** An errand in the words of the lists. */
export function errandLineOf(access: Access, errand: Errand, on = today()) {
  const {errand_id, words, owner, due_on, first_due_on, times_extended, body, held_on, state, subject} = errand;
  const answer = errand.entries.findLast(({kind}) => kind === "answer");
  return {
    ...{errand_id, words, owner, due_on, first_due_on, times_extended, body, held_on, state, subject},
    state_words: ERRAND_STATE_WORDS[state],
    overdue: daysOverdue(errand, on),
    answer: answer?.words ?? null,
    isOwn: isChargedWith(access, errand)
  };
}

export type ErrandLine = ReturnType<typeof errandLineOf>;

/** Reads the errands that the visitor may see; what is due first stands first. */
export async function readErrandLines(access: Access): Promise<ErrandLine[]> {
  const errands = await readErrands(await readLedger());
  return errands.filter((errand) => maySeeErrand(access, errand)).map((errand) => errandLineOf(access, errand));
}

/** Reads the open errands that the visitor answers for. */
export async function readOwnErrands(access: Access): Promise<ErrandLine[]> {
  return (await readErrandLines(access)).filter(({state, isOwn}) => state !== "closed" && isOwn);
}

/** Reads the overdue errands that the visitor may see; of one unit, where the address names it. */
export async function readOverdueErrands(access: Access): Promise<ErrandLine[]> {
  const errands = await readErrands(await readLedger());
  return errands
    .filter((errand) => maySeeErrand(access, errand))
    .filter(({owner_unit}) => access.unit === undefined || owner_unit === access.unit)
    .map((errand) => errandLineOf(access, errand))
    .filter(({overdue}) => overdue > 0);
}
