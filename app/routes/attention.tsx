import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useLoaderData, useLocation} from "@remix-run/react";
import {AttentionView} from "#app/features/attention/attention-view.tsx";
import {type Attention, readAttention} from "#app/features/attention/attention.server.ts";
import {readOverdueActionItems} from "#app/features/meetings/action-items.server.ts";
import {OverdueActionItems} from "#app/features/meetings/overdue-action-items.tsx";
import {formatDay} from "#app/format.ts";
import {allow} from "#app/server/access.server.ts";
import {keptSearch} from "#app/ui/address.ts";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";
import {Card} from "#app/ui/card.tsx";
import {EmptyState} from "#app/ui/empty-state.tsx";
import {Page} from "#app/ui/page.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  const access = await allow(request, "see-dashboards");
  return {attention: (await readAttention(access)) ?? null, actionItems: await readOverdueActionItems(access)};
}

export const meta: MetaFunction = () => [{title: "需关注 · 工会年度计划看板"}];

export default function AttentionRoute() {
  const {attention, actionItems} = useLoaderData<typeof loader>();
  const search = keptSearch(useLocation().search);
  return (
    <Page
      title={attention ? titleOf(attention) : "需关注"}
      eyebrow={
        <Breadcrumbs>
          <Link to={`/${search}`}>计划总览</Link>
          <span>需关注</span>
        </Breadcrumbs>
      }
      aside={
        <>
          <Link to={`/supervision${search}`}>督办级别和督办单</Link>
          {"　"}
          <Link to="/changes">近期变化</Link>
          {attention && <SlideLink slideKey="concerns" keyOfPart={(unit) => `concerns@${unit}`} />}
          {attention?.isUnassigned && (
            <>
              。责任分工还没有设定，<Link to="/plan">去看责任分工</Link>
            </>
          )}
        </>
      }
    >
      <OverdueActionItems lines={actionItems} />
      <Card>
        {!attention ? (
          <EmptyState title="还没有汇总过任何数据">收到第一份数据并汇总之后，这里会列出要处理的事项。</EmptyState>
        ) : attention.total === 0 ? (
          <p>没有要处理的事项。</p>
        ) : (
          <AttentionView attention={attention} />
        )}
      </Card>
    </Page>
  );
}

/** Decks and papers list the deliverables alone, so these are counted apart. */
function titleOf({on, total, deliverables, counts}: Attention) {
  const most = counts.slice(0, 2).map(({concern, count}) => `${concern} ${count} 项`);
  const others = total - deliverables;
  const kinds = others > 0 && deliverables > 0 ? `（举措 ${deliverables} 项，报送和数据 ${others} 项）` : "";
  return `截至${formatDay(on)}，${total} 项需关注${kinds}${most.length > 0 ? `，其中${most.join("、")}` : ""}`;
}
