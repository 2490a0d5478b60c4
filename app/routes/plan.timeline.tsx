import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useLoaderData} from "@remix-run/react";
import {PlanHead} from "#app/features/plan/plan-head.tsx";
import {TimelineFilter} from "#app/features/plan/timeline-filter.tsx";
import {TimelineTable} from "#app/features/plan/timeline-table.tsx";
import {readTimeline} from "#app/features/plan/timeline.server.ts";
import {allow} from "#app/server/access.server.ts";
import {Card} from "#app/ui/card.tsx";
import {EmptyState} from "#app/ui/empty-state.tsx";
import {Page} from "#app/ui/page.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  return readTimeline(await allow(request, "see-dashboards"));
}

export const meta: MetaFunction = () => [{title: "时间安排 · 工会年度计划看板"}];

export default function TimelineRoute() {
  const timeline = useLoaderData<typeof loader>();
  return (
    <Page
      title={timeline.isEmpty ? `${timeline.year}年计划的时间安排` : timeline.title}
      eyebrow={<PlanHead place="timeline" />}
      aside={
        <>
          外框为计划，实心为进度，斜纹为文件规定的时段，虚线框为原定，菱形为到期日，红线为截至日
          {!timeline.isEmpty && (
            <>
              <SlideLink slideKey="due-months" words="全年到期放进演示" />
              <SlideLink slideKey="coming" words="近期到期放进演示" />
            </>
          )}
        </>
      }
    >
      {timeline.isEmpty ? (
        <EmptyState title="还没有汇总过任何数据">收到第一份数据并汇总之后，这里会显示各项承诺的时间和进度。</EmptyState>
      ) : (
        <Card>
          <TimelineFilter timeline={timeline} />
          <TimelineTable timeline={timeline} />
        </Card>
      )}
    </Page>
  );
}
