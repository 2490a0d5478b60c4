import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useLoaderData, useLocation} from "@remix-run/react";
import {ChangesView} from "#app/features/changes/changes-view.tsx";
import {changesSentence} from "#app/features/changes/changes-sentence.ts";
import {readChangesPage} from "#app/features/changes/changes.server.ts";
import {allow} from "#app/server/access.server.ts";
import {withinConcurrencyLimit} from "#app/server/concurrency-limit.server.ts";
import {keptSearch} from "#app/ui/address.ts";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";
import {Card} from "#app/ui/card.tsx";
import {EmptyState} from "#app/ui/empty-state.tsx";
import {Page} from "#app/ui/page.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  const access = await allow(request, "see-dashboards");
  return {changes: (await withinConcurrencyLimit(access, () => readChangesPage(access), "papers")) ?? null};
}

export const meta: MetaFunction = () => [{title: "变化 · 工会年度计划看板"}];

export default function ChangesRoute() {
  const {changes} = useLoaderData<typeof loader>();
  const search = keptSearch(useLocation().search);
  return (
    <Page
      title={changes ? changesSentence(changes) : "变化"}
      eyebrow={
        <Breadcrumbs>
          <Link to={`/${search}`}>计划总览</Link>
          <span>变化</span>
        </Breadcrumbs>
      }
      aside="比较两天当晚的数字；“可能的来历”是其间能影响这个数字的报送和审核。"
    >
      {changes ? (
        <ChangesView changes={changes} />
      ) : (
        <Card>
          <EmptyState title="还没有汇总过任何数据">收到第一份数据并汇总之后，这里会列出两天之间的变化。</EmptyState>
        </Card>
      )}
    </Page>
  );
}
