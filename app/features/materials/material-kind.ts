import type {Deck} from "#app/features/deck/slide.ts";
import type {FrozenState} from "#app/features/deck/state/frozen-state.ts";
import type {MaterialGiven} from "./given.ts";

/** What a paper is made from. */
export interface MaterialSource {
  stateId: string;
  state: FrozenState;
  /** The deck's code, the deliverable's, or empty. */
  subject: string;
  deck: Deck | undefined;
  given: MaterialGiven;
}

/** A kind of paper that can be made from a frozen state. */
export interface MaterialKind {
  kind: string;
  /** “演示文稿（PPTX）” */
  title: string;
  about: string;
  extension: string;
  contentType: string;
  /** What it is about: a deck, everything, one meeting, or one deliverable. */
  of: "deck" | "state" | "meeting" | "deliverable";
  /** Returns the same bytes for the same source; a text says why there is no file. */
  make: (source: MaterialSource) => Promise<Uint8Array | string>;
}
