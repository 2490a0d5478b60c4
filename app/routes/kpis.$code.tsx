import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useLoaderData, useLocation} from "@remix-run/react";
import {InstructionBlock} from "#app/features/instructions/instruction-block.tsx";
import {readInstructionsAbout} from "#app/features/instructions/instructions.server.ts";
import {readDecisions} from "#app/features/kpi/decisions.server.ts";
import {KpiHead} from "#app/features/kpi/kpi-head.tsx";
import {readKpiPage} from "#app/features/kpi/kpi.server.ts";
import {KpiView} from "#app/features/kpi/kpi-view.tsx";
import {PinButton} from "#app/features/own-view/pin-button.tsx";
import {allow} from "#app/server/access.server.ts";
import {notFound} from "#app/server/http.server.ts";
import {keptSearch} from "#app/ui/address.ts";
import {Page} from "#app/ui/page.tsx";

export async function loader({params, request}: LoaderFunctionArgs) {
  const access = await allow(request, "see-dashboards");
  const kpi = await readKpiPage(params.code ?? "", access);
  if (!kpi) throw notFound(`计划里没有代码为“${params.code}”的指标。`);
  const decisions = await readDecisions(access, kpi.code);
  return {kpi, decisions, instructions: await readInstructionsAbout(access, kpi.code)};
}

export const meta: MetaFunction<typeof loader> = ({data}) => [
  {title: `${data?.kpi.name ?? "没有这项指标"} · 工会年度计划看板`}
];

export default function KpiRoute() {
  const {kpi, instructions, decisions} = useLoaderData<typeof loader>();
  const search = keptSearch(useLocation().search);
  return (
    <Page
      title={kpi.numbers?.conclusion ?? kpi.name}
      eyebrow={<KpiHead kpi={kpi} search={search} pin={<PinButton code={kpi.code} />} />}
    >
      <InstructionBlock about={instructions} place="top" />
      <KpiView kpi={kpi} decisions={decisions} search={search} />
      <InstructionBlock about={instructions} place="bottom" />
    </Page>
  );
}
