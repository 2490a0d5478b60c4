import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useActionData, useLoaderData} from "@remix-run/react";
import {postOwnView} from "#app/features/own-view/own-view-post.server.ts";
import {type OwnView, readOwnView} from "#app/features/own-view/own-view.server.ts";
import {OwnViewPage} from "#app/features/own-view/own-view.tsx";
import {formatMonth} from "#app/format.ts";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";
import {Page} from "#app/ui/page.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  return {view: await readOwnView(await allow(request, "own-view"))};
}

export async function action({request, context}: ActionFunctionArgs) {
  await requireOwnForm(request);
  return postOwnView(await allow(request, "own-view"), context.address ?? "");
}

export const meta: MetaFunction = () => [{title: "我的视图 · 工会年度计划看板"}];

export default function OwnViewRoute() {
  const {view} = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page
      title={titleOf(view)}
      eyebrow={
        <Breadcrumbs>
          <Link to="/">总览</Link>
          <span>{view.isShared ? "共享的视图" : "我的视图"}</span>
        </Breadcrumbs>
      }
      aside={view.isStart && view.isShared && "校工会办公室为您的角色设定的首页。"}
    >
      <OwnViewPage view={view} problem={answer?.problem} />
    </Page>
  );
}

function titleOf({isShared, cards, month}: OwnView): string {
  const title = isShared ? "共享的视图" : "我的视图";
  return cards.length === 0 ? title : `${title}：${formatMonth(month)}，${cards.length} 项`;
}
