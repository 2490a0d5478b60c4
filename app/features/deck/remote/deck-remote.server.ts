import {newToken} from "#pipelines/accounts/token.ts";

export const MOVES = ["next", "previous", "black"] as const;
export type Move = (typeof MOVES)[number];

export type RemoteEvent = {kind: "paired"} | {kind: "move"; move: Move};
type Listener = (event: RemoteEvent | undefined) => void;

/** A deck that is shown, and the phone that moves it. Nothing of it is kept when the server stops. */
interface Pairing {
  id: string;
  /** The session, or the account of a program, that shows the deck. */
  owner: string;
  /** One-time; gone once a phone has opened it. */
  code: string | undefined;
  /** The secret in the phone's address. */
  hand: string | undefined;
  endsAt: number;
  /** Since when no page of the deck listens. */
  aloneSince: number;
  listeners: Set<Listener>;
  /** When the last moves came. */
  moves: number[];
}

export const CODE_SECONDS = 120;
const CODE_MS = CODE_SECONDS * 1_000;
const PAIRING_MS = 8 * 60 * 60_000;
/** A page that is loaded anew is back by then; a deck that was closed is not. */
const ALONE_MS = 60_000;
const MOST_OF_OWNER = 3;
const MOST_OFFERS_A_MINUTE = 10;
const MOST_MOVES_IN_TEN_SECONDS = 40;
/** Far more than meetings at one time; a flood of sessions ends the oldest. */
const MOST_PAIRINGS = 1_000;

export type Moved = "moved" | "unknown" | "alone" | "too-fast";

/** Pairs phones with decks, in memory. A phone may do no more than the three moves. */
export class RemoteHub {
  #pairings = new Map<string, Pairing>();
  #offers = new Map<string, number[]>();

  /** The clock counts milliseconds from any beginning. */
  constructor(readonly clock: () => number = () => performance.now()) {}

  /** Makes a code for a phone; undefined if its owner asked for too many. */
  offer(owner: string): {id: string; code: string} | undefined {
    this.#sweep();
    const now = this.clock();
    const offers = (this.#offers.get(owner) ?? []).filter((at) => now - at < 60_000);
    if (offers.length >= MOST_OFFERS_A_MINUTE) return undefined;
    this.#offers.set(owner, [...offers, now]);
    this.#makeRoom(owner);
    const pairing = newPairing(owner, now);
    this.#pairings.set(pairing.id, pairing);
    return {id: pairing.id, code: pairing.code!};
  }

  /** Uses a code up and returns the secret of the phone's address; undefined if the code was used or is too old. */
  open(code: string): string | undefined {
    this.#sweep();
    const pairing = [...this.#pairings.values()].find((each) => each.code === code);
    if (!pairing) return undefined;
    pairing.code = undefined;
    pairing.hand = newToken();
    pairing.endsAt = this.clock() + PAIRING_MS;
    tell(pairing, {kind: "paired"});
    return pairing.hand;
  }

  /** Tells whether a phone's address still moves a deck. */
  isPaired(hand: string): boolean {
    this.#sweep();
    return this.#ofHand(hand) !== undefined;
  }

  move(hand: string, move: Move): Moved {
    this.#sweep();
    const pairing = this.#ofHand(hand);
    if (!pairing) return "unknown";
    if (pairing.listeners.size === 0) return "alone";
    const now = this.clock();
    pairing.moves = [...pairing.moves.filter((at) => now - at < 10_000), now];
    if (pairing.moves.length > MOST_MOVES_IN_TEN_SECONDS) return "too-fast";
    tell(pairing, {kind: "move", move});
    return "moved";
  }

  /** Listens for a deck until the returned function is called; the listener gets undefined when the pairing ends. */
  listen(id: string, owner: string, listener: Listener): (() => void) | undefined {
    this.#sweep();
    const pairing = this.#pairings.get(id);
    if (!pairing || pairing.owner !== owner) return undefined;
    pairing.listeners.add(listener);
    return () => {
      pairing.listeners.delete(listener);
      if (pairing.listeners.size === 0) pairing.aloneSince = this.clock();
    };
  }

  /** Ends all pairings, so that nothing keeps the server from stopping. */
  end(): void {
    for (const pairing of [...this.#pairings.values()]) this.#drop(pairing);
  }

  #ofHand(hand: string): Pairing | undefined {
    return [...this.#pairings.values()].find((each) => each.hand === hand);
  }

  #makeRoom(owner: string): void {
    const own = [...this.#pairings.values()].filter((each) => each.owner === owner);
    for (const pairing of own.slice(0, Math.max(0, own.length - MOST_OF_OWNER + 1))) this.#drop(pairing);
    const [oldest] = this.#pairings.values();
    if (oldest && this.#pairings.size >= MOST_PAIRINGS) this.#drop(oldest);
  }

  #sweep(): void {
    const now = this.clock();
    for (const pairing of [...this.#pairings.values()]) if (isOver(pairing, now)) this.#drop(pairing);
    for (const [owner, offers] of this.#offers) if (now - (offers.at(-1) ?? 0) >= 60_000) this.#offers.delete(owner);
  }

  #drop(pairing: Pairing): void {
    this.#pairings.delete(pairing.id);
    tell(pairing, undefined);
  }
}

function newPairing(owner: string, now: number): Pairing {
  return {
    id: newToken(),
    owner,
    code: newToken(),
    hand: undefined,
    endsAt: now + CODE_MS,
    aloneSince: now,
    listeners: new Set(),
    moves: []
  };
}

/** A code may wait its two minutes; from then on a page of the deck has to listen. */
function isOver({hand, endsAt, aloneSince, listeners}: Pairing, now: number): boolean {
  return now >= endsAt || (hand !== undefined && listeners.size === 0 && now - aloneSince >= ALONE_MS);
}

function tell({listeners}: Pairing, event: RemoteEvent | undefined): void {
  for (const listener of [...listeners]) listener(event);
}

// Kept on globalThis, because the dev server reloads modules in the middle of a meeting.
const held = globalThis as typeof globalThis & {unionPlanRemotes?: RemoteHub};

export const remotes = (): RemoteHub => (held.unionPlanRemotes ??= new RemoteHub());
