import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useLoaderData, useLocation} from "@remix-run/react";
import {CongressView} from "#app/features/outputs/congress-view.tsx";
import {readCongress} from "#app/features/outputs/congress.server.ts";
import {formatDay} from "#app/format.ts";
import {allow} from "#app/server/access.server.ts";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";
import {Card} from "#app/ui/card.tsx";
import {EmptyState} from "#app/ui/empty-state.tsx";
import {keptSearch} from "#app/ui/address.ts";
import {Page} from "#app/ui/page.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  return {congress: (await readCongress(await allow(request, "see-dashboards"))) ?? null};
}

export const meta: MetaFunction = () => [{title: "教代会规则检查 · 工会年度计划看板"}];

export default function CongressRoute() {
  const {congress} = useLoaderData<typeof loader>();
  const search = keptSearch(useLocation().search);
  const broken = congress?.rules.reduce((sum, {counts}) => sum + counts.broken, 0) ?? 0;
  const task = congress?.rules[0]?.task_code;
  return (
    <Page
      title={congress ? `截至${formatDay(congress.on)}，教代会规则检查不符合 ${broken} 项` : "教代会规则检查"}
      eyebrow={
        <Breadcrumbs>
          <Link to={`/${search}`}>计划总览</Link>
          {task && <Link to={`/tasks/${task}${search}`}>{task}</Link>}
          <span>教代会规则检查</span>
        </Breadcrumbs>
      }
      aside={
        <>
          按会议台账、名册和单位台账检查；条文以正式文本为准。
          {congress && <SlideLink slideKey="congress" words="检查结果放进演示" />}
        </>
      }
    >
      {congress ? (
        <CongressView congress={congress} />
      ) : (
        <Card>
          <EmptyState title="还没有可以检查的数据">收到会议台账并汇总之后，这里会列出检查结果。</EmptyState>
        </Card>
      )}
    </Page>
  );
}
