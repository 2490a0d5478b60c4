import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useLoaderData, useLocation} from "@remix-run/react";
import {FreshnessLine} from "#app/features/overview/freshness.tsx";
import {OverviewGrid} from "#app/features/overview/overview-grid.tsx";
import {readOverview} from "#app/features/overview/overview.server.ts";
import {allow} from "#app/server/access.server.ts";
import {keptSearch} from "#app/ui/address.ts";
import {EmptyState} from "#app/ui/empty-state.tsx";
import {Page} from "#app/ui/page.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  return {overview: await readOverview(await allow(request, "see-dashboards"))};
}

export const meta: MetaFunction = () => [{title: "计划总览 · 工会年度计划看板"}];

export default function OverviewRoute() {
  const {overview} = useLoaderData<typeof loader>();
  const search = keptSearch(useLocation().search);
  if (!overview) {
    return (
      <Page title="还没有数据">
        <EmptyState title="计划已载入，但还没有汇总过任何数据">
          收到第一份数据并汇总之后，这里会显示各项任务的进展。
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page title={overview.sentence} aside={<FreshnessLine {...overview} />} isWide>
      <OverviewGrid overview={overview} search={search} />
    </Page>
  );
}
