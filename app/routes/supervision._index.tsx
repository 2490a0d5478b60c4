import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useLoaderData, useLocation} from "@remix-run/react";
import {SupervisedList} from "#app/features/supervision/supervised-list.tsx";
import {readSupervised} from "#app/features/supervision/supervision.server.ts";
import {formatDay} from "#app/format.ts";
import {allow, may} from "#app/server/access.server.ts";
import {keptSearch} from "#app/ui/address.ts";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";
import {Card} from "#app/ui/card.tsx";
import {EmptyState} from "#app/ui/empty-state.tsx";
import {Page} from "#app/ui/page.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  const access = await allow(request, "see-dashboards");
  return {supervised: (await readSupervised(access)) ?? null, isOffice: may(access.visitor, "supervise")};
}

export const meta: MetaFunction = () => [{title: "督办 · 工会年度计划看板"}];

export default function SupervisionRoute() {
  const {supervised, isOffice} = useLoaderData<typeof loader>();
  const search = keptSearch(useLocation().search);
  const count = (level: string) => supervised?.items.filter((item) => item.level === level).length ?? 0;
  return (
    <Page
      title={
        supervised
          ? `截至${formatDay(supervised.on)}，督办 ${supervised.items.length} 项：红 ${count("红")}、橙 ${count("橙")}、黄 ${count("黄")}`
          : "督办"
      }
      eyebrow={
        <Breadcrumbs>
          <Link to={`/${search}`}>计划总览</Link>
          <Link to={`/attention${search}`}>需关注</Link>
          <span>督办</span>
          {isOffice && (
            <Link to="/supervision/messages" data-apart>
              消息
            </Link>
          )}
        </Breadcrumbs>
      }
      aside={supervised && `级别取触发规则中最高的一级：${supervised.rules.join("；")}。节假日不因无人填报而升级。`}
    >
      <Card>
        {!supervised ? (
          <EmptyState title="还没有汇总过任何数据">收到第一份数据并汇总之后，这里会列出督办的事项。</EmptyState>
        ) : supervised.items.length === 0 ? (
          <p>没有要督办的事项。</p>
        ) : (
          <>
            <SupervisedList items={supervised.items} />
            <SlideLink slideKey="supervised" words="督办放进演示" />
          </>
        )}
      </Card>
    </Page>
  );
}
