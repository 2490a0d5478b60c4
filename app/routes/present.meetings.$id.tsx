import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useLoaderData} from "@remix-run/react";
import {readUpdate} from "#app/features/deck/present.server.ts";
import {UpdateView} from "#app/features/deck/update-view.tsx";
import {formatMoment} from "#app/format.ts";
import {allow} from "#app/server/access.server.ts";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";
import {Page} from "#app/ui/page.tsx";

export async function loader({params, request}: LoaderFunctionArgs) {
  return {page: await readUpdate(await allow(request, "meeting-materials"), params.id ?? "")};
}

export const meta: MetaFunction = () => [{title: "更新会议数字 · 工会年度计划看板"}];

export default function UpdateRoute() {
  const {page} = useLoaderData<typeof loader>();
  const {meeting, groups} = page;
  const count = groups.reduce((sum, {differences}) => sum + differences.length, 0);
  return (
    <Page
      title={`${meeting.held_on} ${meeting.body}：冻结以后${page.isSame ? "没有变化" : count === 0 ? "只有图表的明细有改动" : `有 ${count} 处不同`}`}
      eyebrow={
        <Breadcrumbs>
          <Link to="/present">演示</Link>
          <span>更新到最新</span>
        </Breadcrumbs>
      }
      aside={
        meeting.frozen &&
        `${formatMoment(meeting.frozen.frozen_at)} 由 ${meeting.frozen.frozen_by_name} 冻结，状态 ${meeting.frozen.id}`
      }
    >
      <UpdateView page={page} />
    </Page>
  );
}
