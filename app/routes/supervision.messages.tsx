import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useActionData, useLoaderData} from "@remix-run/react";
import {postOutbox, readOutboxPage} from "#app/features/supervision/outbox.server.ts";
import {OutboxView} from "#app/features/supervision/outbox-view.tsx";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";
import {Page} from "#app/ui/page.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  return {page: await readOutboxPage(await allow(request, "supervise"))};
}

export async function action({request, context}: ActionFunctionArgs) {
  await requireOwnForm(request);
  return postOutbox(await allow(request, "supervise"), context.address ?? "");
}

export const meta: MetaFunction = () => [{title: "督办消息 · 工会年度计划看板"}];

export default function OutboxRoute() {
  const {page} = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const waiting = page.messages.filter(({state}) => state === "waiting").length;
  const stopped = page.messages.filter(({state}) => state === "stopped").length;
  return (
    <Page
      title={`督办消息：待转达 ${page.toPass.length} 条，待发送 ${waiting} 条，已停止 ${stopped} 条`}
      eyebrow={
        <Breadcrumbs>
          <Link to="/">计划总览</Link>
          <Link to="/supervision">督办</Link>
          <span>消息</span>
        </Breadcrumbs>
      }
    >
      <OutboxView page={page} answer={answer} />
    </Page>
  );
}
