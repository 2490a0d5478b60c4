import type {Random} from "../../datasets/sample/random.ts";
import {makeApiToken} from "#pipelines/accounts/api-tokens.ts";
import {now} from "#pipelines/time/clock.ts";
import type {Store} from "#pipelines/store/store.ts";
import {csvOf, type Row} from "../pipelines/csv.ts";
import {accountOf} from "../signed-in.ts";
import type {SoakSite} from "./site.ts";

const ROWS = 10;
const MONTH = "2026-11";
/** The activities of these files; no other row begins so. */
export const SOAKED = "SOAK";

/** A unit's program, with what was answered as accepted. */
export interface Sender {
  unit: string;
  token: string;
  /** Ids of submissions, as answered. */
  acknowledged: string[];
  /** Names by activity, as they must stand in the end. */
  names: Map<string, string>;
  /** Files that no answer came for, which may be kept or not, and what they say. */
  unanswered: {count: number; names: Set<string>};
  /** The file that is under way: a person waits for one answer before sending the next. */
  last: Promise<unknown>;
}

export function makeSenders({ledger}: Store, units: string[]): Promise<Sender[]> {
  return ledger.transaction(async (tx) => {
    const senders: Sender[] = [];
    for (const unit of units) {
      const acting = {by: "soak", now: now()};
      const token = await makeApiToken(tx, await accountOf(tx, "unit", unit), {label: "soak", acting});
      senders.push({
        unit,
        token,
        acknowledged: [],
        names: new Map(),
        unanswered: {count: 0, names: new Set()},
        last: Promise.resolve()
      });
    }
    return senders;
  });
}

/** Sends new activities, other names for those sent before, or a trial that must leave nothing; gives the status, or 0. */
export function sendAnyFile(site: SoakSite, sender: Sender, random: Random): Promise<number> {
  const sent = sender.last.then(() => sendNext(site, sender, random));
  sender.last = sent.catch(() => undefined);
  return sent;
}

async function sendNext({origin}: SoakSite, sender: Sender, random: Random): Promise<number> {
  const {unit, token, names} = sender;
  const kind = random.weighted([
    ["new", 5],
    ["corrected", names.size > 0 ? 3 : 0],
    ["trial", 2]
  ] as const);
  const first = kind === "corrected" ? random.between(0, names.size / ROWS - 1) * ROWS : names.size;
  const version = random.between(0, 1_000_000);
  const rows = Array.from({length: ROWS}, (_, at): Row => {
    const id = `${SOAKED}-${unit}-${first + at}`;
    return {
      activity_id: id,
      activity_name: `${id}第${version}版`,
      organizer_unit_code: unit,
      start_date: `${MONTH}-12`
    };
  });
  const answer = await fetch(`${origin}/api/submissions/activities${kind === "trial" ? "?dry_run=1" : ""}`, {
    method: "POST",
    body: csvOf("activities", rows),
    headers: {authorization: `Bearer ${token}`}
  }).catch(() => undefined);
  if (!answer) {
    if (kind !== "trial") sender.unanswered.count++;
    for (const {activity_name} of rows) sender.unanswered.names.add(activity_name!);
    return 0;
  }
  const {id} = (await answer.json()) as {id?: string};
  if (answer.status === 201) {
    sender.acknowledged.push(id!);
    for (const {activity_id, activity_name} of rows) names.set(activity_id!, activity_name!);
  }
  return answer.status;
}
