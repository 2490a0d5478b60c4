import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useLoaderData} from "@remix-run/react";
import {DatasetsHead} from "#app/features/datasets/datasets-head.tsx";
import {DatasetsTable} from "#app/features/datasets/datasets-table.tsx";
import {readDatasets} from "#app/features/datasets/datasets.server.ts";
import {HowToSend} from "#app/features/datasets/how-to-send.tsx";
import {allow} from "#app/server/access.server.ts";
import {Card} from "#app/ui/card.tsx";
import {Page} from "#app/ui/page.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  await allow(request, "see-datasets");
  return readDatasets();
}

export const meta: MetaFunction = () => [{title: "数据字典 · 工会年度计划看板"}];

export default function DatasetsRoute() {
  const {datasets, sentence, command} = useLoaderData<typeof loader>();
  return (
    <Page
      title={sentence}
      eyebrow={<DatasetsHead />}
      aside={
        <>
          请按下表的顺序发送：后面的要与前面的核对。收到的文件也按这里写的检查。
          <SlideLink slideKey="datasets" isOfToday />
        </>
      }
    >
      <Card title="数据集">
        <DatasetsTable datasets={datasets} />
      </Card>
      <Card title="怎样发送">
        <HowToSend command={command} />
      </Card>
    </Page>
  );
}
