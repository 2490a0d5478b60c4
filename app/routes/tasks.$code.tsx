import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useLoaderData, useLocation} from "@remix-run/react";
import {TaskHead} from "~/features/task/task-head";
import {TaskParagraph} from "~/features/task/task-paragraph";
import {TaskStandingView} from "~/features/task/task-standing";
import {readTask} from "~/features/task/task.server";
import {allow} from "~/server/access.server";
import {notFound} from "~/server/http.server";
import {keptSearch} from "~/ui/address";
import {Card} from "~/ui/card";
import {EmptyState} from "~/ui/empty-state";
import {Page} from "~/ui/page";

export async function loader({params, request}: LoaderFunctionArgs) {
  const task = await readTask(params.code ?? "", allow(request, "see-dashboards"));
  if (!task) throw notFound(`计划里没有代码为“${params.code}”的任务。`);
  return {task};
}

export const meta: MetaFunction<typeof loader> = ({data}) => [
  {title: `${data?.task.title ?? "没有这项任务"} · 工会年度计划看板`}
];

export default function TaskRoute() {
  const {task} = useLoaderData<typeof loader>();
  const search = keptSearch(useLocation().search);
  return (
    <Page title={task.title} eyebrow={<TaskHead task={task} search={search} />} aside={task.standing?.sentence}>
      <Card title="计划原文">
        <TaskParagraph passages={task.passages} sequence={task.sequence} documentNumber={task.document_number} />
      </Card>
      {task.standing ? (
        <TaskStandingView standing={task.standing} search={search} own={task.filters.unit} />
      ) : (
        <EmptyState title="还没有汇总过任何数据">收到第一份数据并汇总之后，这里会显示各项举措的进展。</EmptyState>
      )}
    </Page>
  );
}
