import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useLoaderData, useLocation} from "@remix-run/react";
import {InstructionBlock} from "#app/features/instructions/instruction-block.tsx";
import {readInstructionsAbout} from "#app/features/instructions/instructions.server.ts";
import {PinButton} from "#app/features/own-view/pin-button.tsx";
import {CongressSummary} from "#app/features/outputs/congress-summary.tsx";
import {readCongressOfTask} from "#app/features/outputs/congress.server.ts";
import {TaskHead} from "#app/features/task/task-head.tsx";
import {TaskParagraph} from "#app/features/task/task-paragraph.tsx";
import {TaskStandingView} from "#app/features/task/task-standing.tsx";
import {readTask} from "#app/features/task/task.server.ts";
import {allow} from "#app/server/access.server.ts";
import {notFound} from "#app/server/http.server.ts";
import {keptSearch} from "#app/ui/address.ts";
import {Card} from "#app/ui/card.tsx";
import {EmptyState} from "#app/ui/empty-state.tsx";
import {Page} from "#app/ui/page.tsx";
import {ofTheWhole, SlideLink} from "#app/ui/slide-link.tsx";

export async function loader({params, request}: LoaderFunctionArgs) {
  const access = await allow(request, "see-dashboards");
  const task = await readTask(params.code ?? "", access);
  if (!task) throw notFound(`计划里没有代码为“${params.code}”的任务。`);
  return {
    task,
    congress: (await readCongressOfTask(access, task.code)) ?? null,
    instructions: await readInstructionsAbout(access, task.code)
  };
}

export const meta: MetaFunction<typeof loader> = ({data}) => [
  {title: `${data?.task.title ?? "没有这项任务"} · 工会年度计划看板`}
];

export default function TaskRoute() {
  const {task, congress, instructions} = useLoaderData<typeof loader>();
  const search = keptSearch(useLocation().search);
  return (
    <Page
      title={task.title}
      eyebrow={<TaskHead task={task} search={search} pin={<TaskButtons code={task.code} />} />}
      aside={task.standing?.sentence}
    >
      <InstructionBlock about={instructions} place="top" />
      {task.standing ? (
        <TaskStandingView standing={task.standing} search={search} own={task.filters.unit} />
      ) : (
        <EmptyState title="还没有汇总过任何数据">收到第一份数据并汇总之后，这里会显示各项举措的进展。</EmptyState>
      )}
      <Card title="计划原文">
        <TaskParagraph passages={task.passages} sequence={task.sequence} documentNumber={task.document_number} />
      </Card>
      {congress && <CongressSummary congress={congress} search={search} />}
      <InstructionBlock about={instructions} place="bottom" />
    </Page>
  );
}

function TaskButtons({code}: {code: string}) {
  return (
    <>
      <PinButton code={code} /> <SlideLink {...ofTheWhole(`task:${code}`)} />
    </>
  );
}
