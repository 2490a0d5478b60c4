import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useLoaderData} from "@remix-run/react";
import {DatasetsHead} from "~/features/datasets/datasets-head";
import {DatasetsTable} from "~/features/datasets/datasets-table";
import {readDatasets} from "~/features/datasets/datasets.server";
import {HowToSend} from "~/features/datasets/how-to-send";
import {allow} from "~/server/access.server";
import {Card} from "~/ui/card";
import {Page} from "~/ui/page";

export function loader({request}: LoaderFunctionArgs) {
  allow(request, "see-datasets");
  return readDatasets();
}

export const meta: MetaFunction = () => [{title: "数据字典 · 工会年度计划看板"}];

export default function DatasetsRoute() {
  const {datasets, sentence, command} = useLoaderData<typeof loader>();
  return (
    <Page
      title={sentence}
      eyebrow={<DatasetsHead />}
      aside="请按下表的顺序发送：后面的要与前面的核对。收到的文件也按这里写的检查。"
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
