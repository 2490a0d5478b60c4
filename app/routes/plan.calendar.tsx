import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useActionData, useLoaderData} from "@remix-run/react";
import {CalendarFeeds} from "#app/features/plan/calendar-feeds.tsx";
import {postFeed, readFeeds} from "#app/features/plan/calendar-feeds.server.ts";
import {CalendarFilter} from "#app/features/plan/calendar-filter.tsx";
import {calendarSearchOf} from "#app/features/plan/calendar-scope.ts";
import {CalendarTable} from "#app/features/plan/calendar-table.tsx";
import {type Calendar, readCalendar} from "#app/features/plan/calendar.server.ts";
import {PlanHead} from "#app/features/plan/plan-head.tsx";
import {useMonthKeys} from "#app/features/plan/use-month-keys.ts";
import {formatMonth} from "#app/format.ts";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {Card} from "#app/ui/card.tsx";
import {EmptyState} from "#app/ui/empty-state.tsx";
import {PageNav} from "#app/ui/page-nav.tsx";
import {Page} from "#app/ui/page.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  const access = await allow(request, "see-dashboards");
  return {
    calendar: await readCalendar(access),
    feeds: await readFeeds(access),
    isUnit: access.visitor.role === "unit"
  };
}

export async function action({request, context}: ActionFunctionArgs) {
  await requireOwnForm(request);
  return postFeed(await allow(request, "see-dashboards"), context.address ?? "");
}

export const meta: MetaFunction = () => [{title: "月历 · 工会年度计划看板"}];

export default function CalendarRoute() {
  const {calendar, feeds, isUnit} = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const {before, after, isEmpty, selection, month, today} = calendar;
  const addressOf = (of?: string) => of && `/plan/calendar${calendarSearchOf({month: of, ...selection})}`;
  const [earlier, later] = [addressOf(before), addressOf(after)];
  useMonthKeys(earlier, later);
  return (
    <Page
      title={titleOf(calendar)}
      eyebrow={<PlanHead place="calendar" />}
      aside={
        <PageNav label="月份">
          {before && earlier && <Link to={earlier} rel="prev">{`上月：${formatMonth(before)}`}</Link>}
          {after && later && <Link to={later} rel="next">{`下月：${formatMonth(after)}`}</Link>}
        </PageNav>
      }
    >
      {isEmpty ? (
        <EmptyState title="还没有汇总过任何数据">收到第一份数据并汇总之后，这里会显示这个月的安排。</EmptyState>
      ) : (
        <Card>
          <CalendarFilter calendar={calendar} />
          <CalendarTable calendar={calendar} />
          {selection.scope === "all" && selection.task === "" && calendar.counts.due > 0 && (
            <SlideLink
              slideKey={`due:${month}`}
              words="本月到期的放进演示"
              isOfToday={today.startsWith(month.slice(0, 4))}
            />
          )}
        </Card>
      )}
      <Card title="订阅到自己的日历">
        <CalendarFeeds calendar={calendar} feeds={feeds} isUnit={isUnit} answer={answer} />
      </Card>
    </Page>
  );
}

function titleOf({month, isEmpty, counts: {begin, due, postponed, activity}}: Calendar): string {
  const name = formatMonth(month);
  if (isEmpty) return `${name}的安排`;
  if (begin + due + postponed + activity === 0) return `${name}没有开始、到期的承诺，也没有活动`;
  const parts = [
    due > 0 && `${due} 项承诺到期`,
    begin > 0 && `${begin} 项开始`,
    postponed > 0 && `${postponed} 项原定本月而已延期`,
    activity > 0 && `活动 ${activity} 场`
  ];
  return `${name}：${parts.filter(Boolean).join("、")}`;
}
