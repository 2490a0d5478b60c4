import {readLedger} from "#app/server/store.server.ts";
import {readSelection} from "#pipelines/frozen/selections.ts";
import {deckOf} from "./decks.server.ts";
import type {FrozenState} from "./state/frozen-state.ts";
import type {Deck} from "./slide.ts";

/** Makes a deck by its name, or by the id of a selection; undefined where there is neither. */
export async function readDeckOf(state: FrozenState, code: string, stateId: string): Promise<Deck | undefined> {
  const selection = /^[0-9a-f-]{36}$/.test(code) ? await readSelection(await readLedger(), code) : undefined;
  return deckOf(state, code, stateId, selection && {code, title: selection.title, keys: selection.keys});
}
