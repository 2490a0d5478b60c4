import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useLoaderData} from "@remix-run/react";
import {DatasetView} from "~/features/datasets/dataset-view";
import {DatasetsHead} from "~/features/datasets/datasets-head";
import {readDataset} from "~/features/datasets/datasets.server";
import {allow} from "~/server/access.server";
import {notFound} from "~/server/http.server";
import {Page} from "~/ui/page";

export function loader({params, request}: LoaderFunctionArgs) {
  allow(request, "see-datasets");
  const dataset = readDataset(params.name ?? "");
  if (!dataset) throw notFound(`没有名为“${params.name}”的数据集。`);
  return {dataset};
}

export const meta: MetaFunction<typeof loader> = ({data}) => [
  {title: `${data?.dataset.title ?? "没有这个数据集"} · 数据字典 · 工会年度计划看板`}
];

export default function DatasetRoute() {
  const {dataset} = useLoaderData<typeof loader>();
  return (
    <Page title={dataset.title} eyebrow={<DatasetsHead name={dataset.name} />} aside={dataset.description}>
      <DatasetView dataset={dataset} />
    </Page>
  );
}
