import type {Verdict} from "#pipelines/ledger/submission-entries.ts";
import {readVerdictsAt} from "#pipelines/ledger/verdict-history.ts";
import type {Access} from "./access.server.ts";
import {now} from "./clock.server.ts";
import {readLedger} from "./store.server.ts";

/** A verdict that was just given, and the submissions for which one click can undo it. */
export interface GivenVerdicts {
  verdict: Verdict;
  count: number;
  undo: string[];
}

/** How long a verdict can be undone by one click. */
const UNDO_MS = 30 * 60_000;

/** Reads the verdicts that this account gave at the moment named in the address. */
export async function readGivenVerdicts({visitor}: Access, moment: string): Promise<GivenVerdicts | null> {
  if (moment === "") return null;
  const given = await readVerdictsAt(await readLedger(), {moment, by: visitor.account.name});
  const [first] = given;
  if (!first) return null;
  const isFresh = Date.parse(now()) - Date.parse(moment) < UNDO_MS;
  return {
    verdict: first.verdict,
    count: given.length,
    undo: isFresh ? given.map(({submission_id}) => submission_id) : []
  };
}
