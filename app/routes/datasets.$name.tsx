import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useLoaderData} from "@remix-run/react";
import {DatasetView} from "#app/features/datasets/dataset-view.tsx";
import {DatasetsHead} from "#app/features/datasets/datasets-head.tsx";
import {readDataset} from "#app/features/datasets/datasets.server.ts";
import {allow} from "#app/server/access.server.ts";
import {notFound} from "#app/server/http.server.ts";
import {Page} from "#app/ui/page.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";

export async function loader({params, request}: LoaderFunctionArgs) {
  await allow(request, "see-datasets");
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
    <Page
      title={dataset.title}
      eyebrow={<DatasetsHead name={dataset.name} />}
      aside={
        <>
          {dataset.description} <SlideLink slideKey={`dataset:${dataset.name}`} isOfToday />
        </>
      }
    >
      <DatasetView dataset={dataset} />
    </Page>
  );
}
