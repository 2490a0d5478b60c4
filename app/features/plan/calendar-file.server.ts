import type {Access} from "#app/server/access.server.ts";
import {now, today} from "#app/server/clock.server.ts";
import {attachment} from "#app/server/download.server.ts";
import {planYears, readFilters} from "#app/server/filters.server.ts";
import {notFound} from "#app/server/http.server.ts";
import {siteOf} from "#app/server/site.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {readWarehouse} from "#app/server/warehouse.server.ts";
import type {Account} from "#pipelines/accounts/account.ts";
import {type FeedSelection, readFeedOfSecret} from "#pipelines/accounts/calendar-feeds.ts";
import {calendarEventsOf} from "./calendar-events.server.ts";
import {readCalendarRows, selectedRows} from "./calendar-rows.server.ts";
import {type CalendarSelection, SCOPE_WORDS} from "./calendar-scope.ts";
import {readSelection} from "./calendar-selection.server.ts";
import {calendarText} from "./calendar-text.server.ts";

const TYPE = "text/calendar; charset=utf-8";
const NOT_FOUND = "没有这个日历地址，或已作废。";

/** Answers a calendar program by its secret address alone. Nothing tells a wrong secret from a revoked one. */
export async function answerFeed(request: Request, file: string): Promise<Response> {
  const [, secret] = /^([\w-]{43})\.ics$/.exec(file) ?? [];
  const feed = secret && (await readFeedOfSecret(await readLedger(), secret, now()));
  if (!feed) throw notFound(NOT_FOUND);
  const {account} = feed;
  const selection = feedSelectionOf(account, feed.selection);
  const body = await makeFile(request, account, selection, yearsOf(feed.selection));
  return new Response(body, {headers: {"content-type": TYPE, "cache-control": "private, no-store"}});
}

/** Returns the selection of the page as a file, for calendars that cannot reach this address. */
export async function downloadCalendar(access: Access): Promise<Response> {
  const {year} = readFilters(access);
  const {account} = access.visitor;
  const body = await makeFile(access.request, account, readSelection(access), [year]);
  const headers = attachment(`工会年度计划-${year}.ics`, `plan-${year}.ics`);
  return new Response(body, {headers: {"content-type": TYPE, "cache-control": "private, no-store", ...headers}});
}

/** The account of a unit reads its own, whatever it was when the address was made. */
function feedSelectionOf({role}: Account, {scope, task}: FeedSelection): CalendarSelection {
  return {scope: role === "unit" && scope === "all" ? "unit" : scope, task: task?.code ?? ""};
}

/** The running year and those after it, or the newest plan; a task is one of its own year. */
function yearsOf({task}: FeedSelection): number[] {
  const years = planYears();
  if (task) return years.filter((year) => year === task.year);
  const running = Number(today().slice(0, 4));
  const coming = years.filter((year) => year >= running);
  return coming.length > 0 ? coming : years.slice(-1);
}

async function makeFile(request: Request, account: Account, selection: CalendarSelection, years: number[]) {
  const found = await Promise.all(
    years.map(async (year) => {
      const rows = await readCalendarRows(year);
      return rows ? calendarEventsOf(year, selectedRows(rows, selection, account)) : [];
    })
  );
  const {scope, task} = selection;
  return calendarText(found.flat(), {
    name: `工会年度计划（${SCOPE_WORDS[scope]}${task && ` ${task}`}）`,
    site: siteOf(request),
    stamp: (await readWarehouse())?.builtAt ?? now()
  });
}
