import type {Random} from "../../datasets/sample/random.ts";
import {startSession} from "#pipelines/accounts/sessions.ts";
import {now} from "#pipelines/time/clock.ts";
import type {Store} from "#pipelines/store/store.ts";
import {accountOf} from "../signed-in.ts";
import type {SoakSite} from "./site.ts";

const MONTHS = ["2026-06", "2026-09", "2026-10", "2026-11"];
const TASKS = Array.from({length: 11}, (_, at) => `/tasks/T${String(at + 1).padStart(2, "0")}`);
const KPIS = ["K01", "K13", "K17", "K21", "K23", "K27", "K35", "K42", "K47", "K50"].map((code) => `/kpis/${code}`);
/** As often as people open them. */
const PAGES: [string, number][] = [
  ["/", 20],
  ...TASKS.map((path): [string, number] => [path, 2]),
  ...KPIS.map((path): [string, number] => [path, 2]),
  ["/tasks", 2],
  ["/kpis", 2],
  ["/units", 2],
  ["/plan", 2],
  ["/plan/calendar", 1],
  ["/submissions", 4],
  ["/supervision", 2],
  ["/attention", 2],
  ["/search?q=提案", 1],
  ["/meetings", 1]
];

/** Of one reader's browser. */
export interface Reader {
  cookie: string;
  /** Undefined for the leadership, who read everything. */
  unit?: string;
}

/** Readers who have signed in: one in five reads everything, the others are of the units in turn. */
export function signInReaders({ledger}: Store, count: number, units: string[]): Promise<Reader[]> {
  return ledger.transaction(async (tx) => {
    const readers: Reader[] = [];
    for (let at = 0; at < count; at++) {
      const unit = at % 5 === 0 ? undefined : units[at % units.length]!;
      const account = await accountOf(tx, unit === undefined ? "leadership" : "unit", unit);
      readers.push({cookie: `session=${await startSession(tx, {account, now: now()})}`, unit});
    }
    return readers;
  });
}

/** Opens any page as one of the readers, and tells how it was answered; 0 where no answer came. */
export async function readAnyPage({origin}: SoakSite, readers: Reader[], random: Random): Promise<number> {
  const {cookie, unit} = random.pick(readers);
  const own: [string, number][] = unit === undefined ? [] : [[`/units/${unit}`, 10]];
  const path = random.weighted([...PAGES, ...own]);
  const address = `${origin}${path}${path.includes("?") ? "&" : "?"}month=${random.pick(MONTHS)}`;
  const answer = await fetch(address, {headers: {cookie}, redirect: "manual"}).catch(() => undefined);
  await answer?.arrayBuffer().catch(() => undefined);
  return answer?.status ?? 0;
}
