import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useLoaderData} from "@remix-run/react";
import {readChartExamples} from "#app/features/help/chart-examples.server.ts";
import {ChartHelp} from "#app/features/help/chart-help.tsx";
import {allow} from "#app/server/access.server.ts";
import {Page} from "#app/ui/page.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  await allow(request, "see-dashboards");
  return {examples: readChartExamples()};
}

export const meta: MetaFunction = () => [{title: "怎样看图 · 工会年度计划看板"}];

export default function ChartHelpRoute() {
  const {examples} = useLoaderData<typeof loader>();
  return (
    <Page title="怎样看图：实心是实际，边框是计划，斜纹是预计，浅色是去年">
      <ChartHelp examples={examples} />
    </Page>
  );
}
