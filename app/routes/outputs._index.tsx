import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useLoaderData} from "@remix-run/react";
import {OutputsList} from "#app/features/outputs/outputs-list.tsx";
import {readOutputs} from "#app/features/outputs/outputs.server.ts";
import {allow} from "#app/server/access.server.ts";
import {Card} from "#app/ui/card.tsx";
import {Page} from "#app/ui/page.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  return readOutputs(await allow(request, "see-outputs"));
}

export const meta: MetaFunction = () => [{title: "材料 · 工会年度计划看板"}];

export default function OutputsRoute() {
  const outputs = useLoaderData<typeof loader>();
  return (
    <Page title="材料" aside="由已报送的数据汇总而成，都是底稿，供填表时参考。">
      <Card>
        <OutputsList outputs={outputs} />
      </Card>
    </Page>
  );
}
