import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useLoaderData, useLocation} from "@remix-run/react";
import {KpiHead} from "~/features/kpi/kpi-head";
import {readKpiPage} from "~/features/kpi/kpi.server";
import {KpiView} from "~/features/kpi/kpi-view";
import {allow} from "~/server/access.server";
import {notFound} from "~/server/http.server";
import {keptSearch} from "~/ui/address";
import {Page} from "~/ui/page";

export async function loader({params, request}: LoaderFunctionArgs) {
  const kpi = await readKpiPage(params.code ?? "", allow(request, "see-dashboards"));
  if (!kpi) throw notFound(`计划里没有代码为“${params.code}”的指标。`);
  return {kpi};
}

export const meta: MetaFunction<typeof loader> = ({data}) => [
  {title: `${data?.kpi.name ?? "没有这项指标"} · 工会年度计划看板`}
];

export default function KpiRoute() {
  const {kpi} = useLoaderData<typeof loader>();
  const search = keptSearch(useLocation().search);
  return (
    <Page title={kpi.numbers?.conclusion ?? kpi.name} eyebrow={<KpiHead kpi={kpi} search={search} />}>
      <KpiView kpi={kpi} search={search} />
    </Page>
  );
}
