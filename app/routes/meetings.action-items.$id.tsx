import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useActionData, useLoaderData, useSearchParams} from "@remix-run/react";
import {postActionItem, readActionItemPage} from "#app/features/meetings/action-item-page.server.ts";
import {ActionItemView} from "#app/features/meetings/action-item-view.tsx";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";
import {Page} from "#app/ui/page.tsx";

export async function loader({params, request}: LoaderFunctionArgs) {
  return {page: await readActionItemPage(await allow(request, "see-action-items"), params.id ?? "")};
}

export async function action({params, request}: ActionFunctionArgs) {
  await requireOwnForm(request);
  return postActionItem(await allow(request, "see-action-items"), params.id ?? "");
}

export const meta: MetaFunction = () => [{title: "交办 · 工会年度计划看板"}];

const DONE: Record<string, string> = {
  answer: "办理情况已提交，待校工会办结。",
  extend: "已延期，原定期限保留。",
  close: "已办结。"
};

export default function ActionItemRoute() {
  const {page} = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  const done = refused ? undefined : DONE[search.get("done") ?? ""];
  return (
    <Page
      title={page.line.words}
      eyebrow={
        <Breadcrumbs>
          <Link to="/meetings">会议</Link>
          <span>交办</span>
        </Breadcrumbs>
      }
      aside={
        <>
          <b>{page.line.state_words}</b> {done && <span role="status">{done}</span>}
        </>
      }
    >
      <ActionItemView key={page.entries.length} page={page} refused={refused} />
    </Page>
  );
}
