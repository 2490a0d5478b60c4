import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useLoaderData, useLocation} from "@remix-run/react";
import {type KpiList, readKpiList} from "#app/features/kpi-list/kpi-list.server.ts";
import {KpiListView} from "#app/features/kpi-list/kpi-list.tsx";
import {allow} from "#app/server/access.server.ts";
import {keptSearch} from "#app/ui/address.ts";
import {Card} from "#app/ui/card.tsx";
import {EmptyState} from "#app/ui/empty-state.tsx";
import {Page} from "#app/ui/page.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  return {list: (await readKpiList(await allow(request, "see-dashboards"))) ?? null};
}

export const meta: MetaFunction = () => [{title: "指标 · 工会年度计划看板"}];

export default function KpisRoute() {
  const {list} = useLoaderData<typeof loader>();
  const search = keptSearch(useLocation().search);
  return (
    <Page
      title={list?.sentence ?? "指标"}
      aside={
        list && (
          <>
            {asideOf(list)} <SlideLink slideKey="kpis" keyOfPart={(unit) => `unit:${unit}`} />
          </>
        )
      }
    >
      <Card>
        {list ? (
          <KpiListView list={list} search={search} />
        ) : (
          <EmptyState title="还没有汇总过任何数据">收到第一份数据并汇总之后，这里会列出各项指标的数值。</EmptyState>
        )}
      </Card>
    </Page>
  );
}

function asideOf({isOfUnit, shortfall}: Pick<KpiList, "isOfUnit" | "shortfall">): string {
  const judged = isOfUnit ? "目标是全校的，单位的数值不评状态" : "状态按目标和序时进度判定";
  return [judged, shortfall, "点指标名查看趋势、分组和数据来源"].filter(Boolean).join("；") + "。";
}
