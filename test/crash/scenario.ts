import {unitSender, OFFICE} from "#pipelines/contracts/sender.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {openSealedStore, type Store} from "#pipelines/store/store.ts";
import {sendFile} from "#pipelines/submissions/intake.ts";
import type {Outcome} from "#pipelines/submissions/outcome.ts";
import type {SubmitRequest} from "#pipelines/submissions/submit-request.ts";

/** An action whose result people rely on, done as the server or a command does it. */
export interface Scenario {
  name: string;
  /** Makes what the action needs, in a new data directory. */
  prepare(dir: DataDir): Promise<void>;
  /** Opens the data directory, acts, calls `answered` where a person is told of success, and closes it. */
  act(dir: DataDir, answered?: () => void): Promise<void>;
  /** Tells whether the action took effect. */
  isDone(store: Store): Promise<boolean>;
  /** What is wrong beside the opened data directory; whether the action came to its end. */
  faultsBeside?(dir: DataDir, isDone: boolean): Promise<string[]>;
  /** The action takes effect in several steps, of which the ledger may hold the first ones only. */
  isInSteps?: boolean;
  /** Done a second time, the action adds something of its own: it is repeated only where it had no effect. */
  addsEachTime?: boolean;
}

export const TODAY = "2026-11-15";
export const NOW = `${TODAY}T06:00:00.000Z`;

/** Opens a data directory as the server does, and closes it after the answer. */
export async function opened<T>(
  dir: DataDir,
  act: (store: Store) => Promise<T>,
  answered: () => void = () => {}
): Promise<T> {
  // Plans are read from the directory of the environment, and one process may open several here.
  process.env.DATA_DIR = dir.root;
  const store = await openSealedStore(dir);
  try {
    const result = await act(store);
    answered();
    return result;
  } finally {
    await store.ledger.close();
  }
}

export type Sent = Partial<Pick<SubmitRequest, "asOf" | "corrections" | "fileName" | "evidenceIds">> & {unit?: string};

/** Sends a file with the numbers rebuilt, as the page, the API and the command do. */
export function sendTo(
  store: Store,
  dataset: string,
  content: string | Uint8Array,
  {unit, ...rest}: Sent = {}
): Promise<Outcome> {
  const bytes = Buffer.from(content as string);
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += 8192) yield bytes.subarray(at, at + 8192);
  }
  return sendFile(store, {
    dataset,
    fileName: `${dataset}.csv`,
    chunks: chunks(),
    sender: unit === undefined ? OFFICE : unitSender(unit),
    account: "office",
    today: TODAY,
    now: NOW,
    ...rest
  });
}

/** The same for what must be accepted, now or before. Returns the submission's id. */
export async function sendAccepted(...sending: Parameters<typeof sendTo>): Promise<string> {
  const outcome = await sendTo(...sending);
  if (outcome.outcome !== "accepted" && outcome.outcome !== "already-accepted")
    throw new Error(`not accepted: ${JSON.stringify(outcome)}`);
  return outcome.submission_id;
}
