import pLimit, {type LimitFunction} from "p-limit";
import type {Access} from "./access.server.ts";
import {tooMany} from "./http.server.ts";

/** Each file checked takes memory and a processor; a browser has six requests under way. */
const MOST_AT_ONCE = 12;
const MOST_AT_ONCE_OF_ACCOUNT = 6;
/** Under way and waiting: more is no person's work. */
const MOST_OF_ACCOUNT = 60;
const WAIT_SECONDS = 5;
const TOO_MANY = "您同时在查的文件太多，什么都没有保存。请等前面的查完再发。";

interface ConcurrencyLimits {
  all: LimitFunction;
  /** One of each account that ever sent something: no more than there are accounts. */
  ofAccount: Map<string, LimitFunction>;
}

const held = globalThis as typeof globalThis & {unionPlanLines?: ConcurrencyLimits};

/** Does what is costly when its turn has come: few at once, and of one account fewer, so that others get theirs too. */
export async function withinConcurrencyLimit<T>({request, visitor}: Access, act: () => Promise<T>): Promise<T> {
  const {all, ofAccount} = (held.unionPlanLines ??= {all: pLimit(MOST_AT_ONCE), ofAccount: new Map()});
  const {account_id} = visitor.account;
  const own = ofAccount.get(account_id) ?? pLimit(MOST_AT_ONCE_OF_ACCOUNT);
  if (own.activeCount + own.pendingCount >= MOST_OF_ACCOUNT) throw tooMany(TOO_MANY, WAIT_SECONDS);
  ofAccount.set(account_id, own);
  return own(() =>
    all(() => {
      // Nobody is there any more to hear the answer.
      if (request.signal.aborted) throw tooMany(TOO_MANY, WAIT_SECONDS);
      return act();
    })
  );
}
