import {v7 as uuidv7} from "uuid";
import * as v from "valibot";
import {jsonIn, keptText} from "./kept-text.ts";

const Outcome = v.object({
  /** Made here, so that what is sent twice is recorded once. */
  outcome_id: v.string(),
  kind: v.string(),
  words: v.string(),
  owner: v.string(),
  due_on: v.string(),
  item: v.string(),
  /** The key of the slide that was shown, by which the server finds the item where none is named. */
  slide: v.optional(v.string(), ""),
  /** Why the server did not take it; who typed it mends it or lets it go. */
  problem: v.optional(v.string())
});
const Waiting = v.array(Outcome);
/** With the title of the agenda's item that it was recorded under. */
const Recorded = v.object({ok: v.literal(true), item: v.optional(v.string(), "")});
const Answer = v.union([Recorded, v.object({problem: v.string()})]);

export type Outcome = v.InferOutput<typeof Outcome>;

export type TypedOutcome = Omit<Outcome, "outcome_id" | "problem">;

export interface OutcomeQueue {
  /** Adds an outcome, in the place of the refused one that it mends. */
  add: (typed: TypedOutcome, mended?: string) => void;
  remove: (id: string) => void;
  waiting: () => Outcome[];
  refused: () => Outcome[];
  /** The session ended or belongs to another account: nothing is sent until the page is loaded anew. */
  needsSignIn: () => boolean;
}

interface QueueOptions {
  meeting: string;
  csrf: string;
  /** Called after each try, with the outcome if it was recorded, and the title of the item that it belongs to. */
  onTry: (recorded?: Outcome, item?: string) => void;
}

const RETRY_MS = 5_000;

/** Keeps outcomes on this machine until the server has them; a reload or a server that is away loses none. */
export function openOutcomeQueue({meeting, csrf, onTry}: QueueOptions): OutcomeQueue {
  const text = keptText("localStorage", `deck outcomes ${meeting}`);
  let isSending = false;
  let needsSignIn = false;
  const read = () => {
    const {success, output} = v.safeParse(Waiting, jsonIn(text));
    return success ? output : [];
  };
  const write = (outcomes: Outcome[]) => text.write(outcomes.length > 0 ? JSON.stringify(outcomes) : undefined);
  const without = (id: string | undefined) => read().filter(({outcome_id}) => outcome_id !== id);
  const waiting = () => read().filter(({problem}) => problem === undefined);

  /** Sends the oldest first and stops at the first that does not arrive. */
  async function send(): Promise<void> {
    for (let outcome = waiting()[0]; outcome && !needsSignIn; outcome = waiting()[0]) {
      const sent = await post(outcome, {meeting, csrf});
      needsSignIn = sent === "signed-out";
      if (sent === "away" || sent === "signed-out") return onTry();
      const {outcome_id} = outcome;
      const isRecorded = "ok" in sent;
      write(isRecorded ? without(outcome_id) : [...without(outcome_id), {...outcome, ...sent}]);
      if (isRecorded) onTry(outcome, sent.item);
      else onTry();
    }
  }

  async function trySending(): Promise<void> {
    if (isSending) return;
    isSending = true;
    await send().finally(() => (isSending = false));
  }

  setInterval(() => void trySending(), RETRY_MS);
  void trySending();
  return {
    add(typed, mended) {
      write([...without(mended), {...typed, outcome_id: uuidv7()}]);
      void trySending();
    },
    remove: (id) => write(without(id)),
    waiting,
    refused: () => read().filter(({problem}) => problem !== undefined),
    needsSignIn: () => needsSignIn
  };
}

type Sent = "away" | "signed-out" | v.InferOutput<typeof Answer>;

async function post(
  {item, problem: _, ...fields}: Outcome,
  {meeting, csrf}: {meeting: string; csrf: string}
): Promise<Sent> {
  const body = new URLSearchParams({...fields, meeting, ...(item && {item})});
  try {
    const answer = await fetch("/present/outcomes", {
      ...{method: "POST", body, redirect: "manual"},
      headers: {"x-csrf": csrf, accept: "application/json"}
    });
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return "signed-out";
    const {success, output} = v.safeParse(Answer, await answer.json());
    return success ? output : "away";
  } catch {
    return "away";
  }
}
