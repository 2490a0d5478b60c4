import {json} from "@remix-run/node";
import {formatMoment} from "#app/format.ts";
import type {Access} from "#app/server/access.server.ts";
import {now} from "#app/server/clock.server.ts";
import {readFilters} from "#app/server/filters.server.ts";
import {optionalText, readFields} from "#app/server/forms.server.ts";
import {badRequest} from "#app/server/http.server.ts";
import {siteOf} from "#app/server/site.server.ts";
import {readLedger, transaction} from "#app/server/store.server.ts";
import {makeCalendarFeed, readCalendarFeeds, revokeCalendarFeed} from "#pipelines/accounts/calendar-feeds.ts";
import {SCOPE_WORDS} from "./calendar-scope.ts";
import {checkedSelection} from "./calendar-selection.server.ts";

export interface FeedAnswer {
  intent: string;
  problem?: string;
  done?: string;
  /** A new address, which is shown only in this answer. */
  address?: string;
}

/** Reads the visitor's own feed addresses, without their secrets. */
export async function readFeeds({visitor: {account}}: Access) {
  return (await readCalendarFeeds(await readLedger(), account)).map(({feed_id, label, scope, task, used_at}) => ({
    feed_id,
    label,
    words: task ? `${SCOPE_WORDS[scope]}，${task.year} 年任务 ${task.code}` : SCOPE_WORDS[scope],
    used_at: used_at && formatMoment(used_at)
  }));
}

export type Feeds = Awaited<ReturnType<typeof readFeeds>>;

/** Makes or revokes an address of the visitor's own. */
export async function postFeed(access: Access, address: string) {
  const fields = {
    intent: optionalText,
    label: optionalText,
    scope: optionalText,
    task: optionalText,
    feed_id: optionalText
  };
  const posted = await readFields(access.request, fields);
  const acting = {by: access.visitor.account.name, now: now(), address};
  if (posted.intent === "feed-make") return answered("feed-make", await make(access, posted, acting));
  if (posted.intent !== "feed-revoke") throw badRequest("没有说明要做什么。");
  const {problem} = await transaction((tx) => revokeCalendarFeed(tx, access.visitor.account, posted.feed_id, acting));
  return answered("feed-revoke", problem ? {problem} : {done: "地址已作废，用它订阅的日历不再更新。"});
}

type Acting = Parameters<typeof makeCalendarFeed>[2]["acting"];

async function make(access: Access, posted: Record<"label" | "scope" | "task", string>, acting: Acting) {
  const label = posted.label.replace(/\s+/gu, " ").trim();
  if (label === "") return {problem: "请写明这个地址给哪个日历用，如“手机日历”。"};
  if (label.length > 60 || /[\p{Cc}\p{Cf}]/u.test(label)) return {problem: "名称请用 60 个以内的普通文字。"};
  const {scope, task} = checkedSelection(access, posted);
  const {year} = readFilters(access);
  const {account} = access.visitor;
  if (account.role === "unit" && scope === "all") return {problem: "单位账户只能订阅本单位或自己负责填报的事项。"};
  const made = await transaction((tx) =>
    makeCalendarFeed(tx, account, {label, scope, ...(task && {task: {code: task, year}}), acting})
  );
  return "problem" in made ? made : {address: `${siteOf(access.request)}/calendar/${made.secret}.ics`};
}

function answered(intent: string, answer: Omit<FeedAnswer, "intent">) {
  return json<FeedAnswer>({intent, ...answer}, {status: answer.problem === undefined ? 200 : 422});
}
