import {readLedger} from "#app/server/store.server.ts";
import {readSelection} from "#pipelines/frozen/selections.ts";
import {deckOf} from "./decks.server.ts";
import type {FrozenState} from "./state/frozen-state.ts";
import type {Deck} from "./slide.ts";

/** A selection, as a deck is made from it. */
export interface ChosenSlides {
  code: string;
  title: string;
  keys: string[];
}

/** Reads the selection of this id; undefined where the code is another deck's. */
export async function readChosenSlides(code: string): Promise<ChosenSlides | undefined> {
  const selection = /^[0-9a-f-]{36}$/.test(code) ? await readSelection(await readLedger(), code) : undefined;
  return selection && {code, title: selection.title, keys: selection.keys};
}

/** Makes a deck by its name, or by the id of a selection; undefined where there is neither. */
export async function readDeckOf(state: FrozenState, code: string, stateId: string): Promise<Deck | undefined> {
  return deckOf(state, code, stateId, await readChosenSlides(code));
}
