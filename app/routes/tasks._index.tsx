import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useLoaderData, useLocation} from "@remix-run/react";
import {readTaskList} from "#app/features/task-list/task-list.server.ts";
import {TaskListView} from "#app/features/task-list/task-list.tsx";
import {allow} from "#app/server/access.server.ts";
import {keptSearch} from "#app/ui/address.ts";
import {Card} from "#app/ui/card.tsx";
import {EmptyState} from "#app/ui/empty-state.tsx";
import {Page} from "#app/ui/page.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  return {list: (await readTaskList(await allow(request, "see-dashboards"))) ?? null};
}

export const meta: MetaFunction = () => [{title: "任务 · 工会年度计划看板"}];

export default function TasksRoute() {
  const {list} = useLoaderData<typeof loader>();
  const search = keptSearch(useLocation().search);
  return (
    <Page
      title={list?.sentence ?? "任务"}
      aside={
        list && (
          <>
            按计划文件的顺序排列；进度是全校的，点任务名查看举措、指标和单位。 <SlideLink slideKey="tasks" />
          </>
        )
      }
    >
      <Card>
        {list ? (
          <TaskListView list={list} search={search} />
        ) : (
          <EmptyState title="还没有汇总过任何数据">收到第一份数据并汇总之后，这里会列出各项任务的进展。</EmptyState>
        )}
      </Card>
    </Page>
  );
}
