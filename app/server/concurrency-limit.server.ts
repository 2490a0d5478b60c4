import pLimit, {type LimitFunction} from "p-limit";
import {tell} from "#pipelines/host/happenings.ts";
import type {Access} from "./access.server.ts";
import {tooMany} from "./http.server.ts";

/** Each check takes memory and a processor, and one browser has up to six requests under way. */
const MOST_AT_ONCE = 12;
const MOST_AT_ONCE_OF_ACCOUNT = 6;
/** So many requests of one account may run or wait; nobody working by hand reaches it. */
const MOST_OF_ACCOUNT = 60;
const WAIT_SECONDS = 5;
const TOO_MANY = "您同时在查的文件太多，什么都没有保存。请等前面的查完再发。";

interface ConcurrencyLimits {
  all: LimitFunction;
  /** One limit for each account that has sent something, so the map is bounded by the number of accounts. */
  ofAccount: Map<string, LimitFunction>;
}

const held = globalThis as typeof globalThis & {unionPlanLines?: ConcurrencyLimits};

/** Runs costly work when its turn comes: few at once, and fewer of one account, so that others get their turn. */
export async function withinConcurrencyLimit<T>({request, visitor}: Access, act: () => Promise<T>): Promise<T> {
  const {all, ofAccount} = (held.unionPlanLines ??= {all: pLimit(MOST_AT_ONCE), ofAccount: new Map()});
  const {account_id} = visitor.account;
  const own = ofAccount.get(account_id) ?? pLimit(MOST_AT_ONCE_OF_ACCOUNT);
  if (own.activeCount + own.pendingCount >= MOST_OF_ACCOUNT) throw tooMany(TOO_MANY, WAIT_SECONDS);
  ofAccount.set(account_id, own);
  tell("check", {step: "waits"});
  return own(() =>
    all(async () => {
      tell("check", {step: "runs"});
      try {
        // The client has gone, so nobody would receive the answer.
        if (request.signal.aborted) throw tooMany(TOO_MANY, WAIT_SECONDS);
        return await act();
      } finally {
        tell("check", {step: "ends"});
      }
    })
  );
}
