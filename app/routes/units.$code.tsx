import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useLoaderData} from "@remix-run/react";
import {PinButton} from "#app/features/own-view/pin-button.tsx";
import {readUnitPage} from "#app/features/units/unit.server.ts";
import {UnitAside, UnitView} from "#app/features/units/unit-view.tsx";
import {allow} from "#app/server/access.server.ts";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";
import {EmptyState} from "#app/ui/empty-state.tsx";
import {Page} from "#app/ui/page.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";

export async function loader({params, request}: LoaderFunctionArgs) {
  return {page: await readUnitPage(params.code ?? "", await allow(request, "see-dashboards"))};
}

export const meta: MetaFunction<typeof loader> = ({data}) => [
  {title: `${data?.page?.unit_name ?? "单位"} · 工会年度计划看板`}
];

export default function UnitRoute() {
  const {page} = useLoaderData<typeof loader>();
  if (!page) {
    return (
      <Page title="还没有数据">
        <EmptyState title="还没有收到过任何报送">
          先发送“单位与二级单位工会台账”，之后这里会显示本单位的指标。
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page
      title={page.sentence}
      eyebrow={
        <Breadcrumbs>
          <Link to={`/units?month=${page.month}`}>单位</Link>
          <span>{page.unit_name}</span>
          <span data-apart="">
            <PinButton code={page.unit} /> <SlideLink slideKey={`unit:${page.unit}`} />
          </span>
        </Breadcrumbs>
      }
      aside={<UnitAside page={page} />}
      isPaper
    >
      <UnitView page={page} />
    </Page>
  );
}
