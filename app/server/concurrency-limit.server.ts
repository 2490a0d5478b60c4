import pLimit, {type LimitFunction} from "p-limit";
import {tell} from "#pipelines/host/happenings.ts";
import type {Access} from "./access.server.ts";
import {tooMany} from "./http.server.ts";

/** Each check takes memory and a processor, and one browser has up to six requests under way. */
const MOST_AT_ONCE = 12;
const MOST_AT_ONCE_OF_ACCOUNT = 6;
/** So many requests of one account may arrive, wait or run; nobody working by hand reaches it. */
const MOST_OF_ACCOUNT = 60;
const WAIT_SECONDS = 5;
const TOO_MANY = "您同时在查的文件太多，什么都没有保存。请等前面的查完再发。";

/** So many bytes of one account may lie on the disk and wait: one file of the largest kind, and others beside it. */
const MOST_BYTES_OF_ACCOUNT = 2 * 1024 ** 3;

/** What waits in one line waits for nothing of another: who downloads a template does not wait for checks. */
export type Line = "checks" | "papers";

interface ConcurrencyLimits {
  all: Record<Line, LimitFunction>;
  /** One limit for each account that has sent something, so the map is bounded by the number of accounts. */
  ofAccount: Map<string, Record<Line | "arriving", LimitFunction> & {byteCount: number}>;
}

const held = globalThis as typeof globalThis & {unionPlanLines?: ConcurrencyLimits};

function limitsOf({visitor}: Access) {
  const {all, ofAccount} = (held.unionPlanLines ??= {
    all: {checks: pLimit(MOST_AT_ONCE), papers: pLimit(MOST_AT_ONCE)},
    ofAccount: new Map()
  });
  const {account_id} = visitor.account;
  const own = ofAccount.get(account_id) ?? {
    arriving: pLimit(MOST_AT_ONCE_OF_ACCOUNT),
    checks: pLimit(MOST_AT_ONCE_OF_ACCOUNT),
    papers: pLimit(MOST_AT_ONCE_OF_ACCOUNT),
    byteCount: 0
  };
  ofAccount.set(account_id, own);
  return {all, own};
}

/** Runs costly work when its turn comes: few at once, and fewer of one account, so that others get their turn. */
export async function withinConcurrencyLimit<T>(
  access: Access,
  act: () => Promise<T>,
  line: Line = "checks"
): Promise<T> {
  const {all, own} = limitsOf(access);
  const {arriving} = own;
  const count = own[line].activeCount + own[line].pendingCount + arriving.activeCount + arriving.pendingCount;
  if (count >= MOST_OF_ACCOUNT) throw tooMany(TOO_MANY, WAIT_SECONDS);
  tell("check", {step: "waits"});
  return own[line](() =>
    all[line](async () => {
      tell("check", {step: "runs"});
      try {
        // The client has gone, so nobody would receive the answer.
        if (access.request.signal.aborted) throw tooMany(TOO_MANY, WAIT_SECONDS);
        return await act();
      } finally {
        tell("check", {step: "ends"});
      }
    })
  );
}

/** Counts the bytes that have arrived and wait, while `act` waits and runs; refuses them where too many wait already. */
export async function whileWaiting<T>(access: Access, byteCount: number, act: () => Promise<T>): Promise<T> {
  const {own} = limitsOf(access);
  if (own.byteCount > 0 && own.byteCount + byteCount > MOST_BYTES_OF_ACCOUNT) throw tooMany(TOO_MANY, WAIT_SECONDS);
  own.byteCount += byteCount;
  try {
    return await act();
  } finally {
    own.byteCount -= byteCount;
  }
}

/**
 * Lets few bodies of one account arrive at once. They take no place of those who are checked, so who sends slowly makes
 * only their own account wait.
 */
export async function arrivingInTurn<T>(access: Access, receive: () => Promise<T>): Promise<T> {
  const {arriving, checks} = limitsOf(access).own;
  const count = arriving.activeCount + arriving.pendingCount + checks.activeCount + checks.pendingCount;
  if (count >= MOST_OF_ACCOUNT) throw tooMany(TOO_MANY, WAIT_SECONDS);
  return arriving(receive);
}
