import {requireVisitor} from "./access.server";
import {tooMany} from "./http.server";

/** A browser has six requests under way, and somebody may have two windows open; each file checked takes memory and a processor. */
const MOST_OF_ACCOUNT = 12;
const MOST_OF_ALL = 24;
const WAIT_SECONDS = 5;

const held = globalThis as typeof globalThis & {unionPlanUnderWay?: Map<string, number>};

/** Does what is costly, unless too much of it is under way for this account or for all together. */
export async function asOneOfFew<T>(request: Request, act: () => Promise<T>): Promise<T> {
  const underWay = (held.unionPlanUnderWay ??= new Map());
  const {account_id} = requireVisitor(request).account;
  const own = underWay.get(account_id) ?? 0;
  if (own >= MOST_OF_ACCOUNT) throw tooMany("您同时在查的文件太多，什么都没有保存。请等前面的查完再发。", WAIT_SECONDS);
  const all = [...underWay.values()].reduce((sum, count) => sum + count, 0);
  if (all >= MOST_OF_ALL) throw tooMany("现在报送的人太多，什么都没有保存。请过几秒再发。", WAIT_SECONDS);
  underWay.set(account_id, own + 1);
  try {
    return await act();
  } finally {
    const left = underWay.get(account_id)! - 1;
    if (left > 0) underWay.set(account_id, left);
    else underWay.delete(account_id);
  }
}
