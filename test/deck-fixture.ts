import {createHash} from "node:crypto";
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {gunzipSync} from "node:zlib";
import {deckOf} from "#app/features/deck/decks.server.ts";
import type {FrozenState} from "#app/features/deck/state/frozen-state.ts";
import type {Deck} from "#app/features/deck/slide.ts";
import {projectRoot} from "#pipelines/host/root.ts";

const text = gunzipSync(readFileSync(join(projectRoot, "test/fixtures/deck/state.json.gz"))).toString();

/** The id of the fixture's state. */
export const FIXTURE_ID = createHash("sha256").update(text).digest("hex");

/** The sample year in November, as `test/fixtures/make-deck-state.ts` made it; a new object each time. */
export const fixtureState = () => JSON.parse(text) as FrozenState;

/** A deck of that state: `monthly`, `T05`, `proposals`, `unit-U12`. */
export function fixtureDeck(code = "monthly"): Deck {
  const deck = deckOf(fixtureState(), code, FIXTURE_ID);
  if (!deck) throw new Error(`no deck ${code}`);
  return deck;
}
