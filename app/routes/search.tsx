import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useLoaderData} from "@remix-run/react";
import {SearchView} from "#app/features/search/search-view.tsx";
import {readSearch, type SearchPage} from "#app/features/search/search.server.ts";
import {allow} from "#app/server/access.server.ts";
import {Page} from "#app/ui/page.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  return {page: await readSearch(await allow(request, "see-dashboards"))};
}

export const meta: MetaFunction = () => [{title: "查找 · 工会年度计划看板"}];

export default function SearchRoute() {
  const {page} = useLoaderData<typeof loader>();
  return (
    <Page title={sentenceOf(page)} aside={page.isCut && "写得太长，只按前 60 个字查找。"}>
      <SearchView page={page} />
    </Page>
  );
}

function sentenceOf({words, groups}: SearchPage): string {
  if (words === "") return "查找";
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  return count === 0 ? `没有找到“${words}”，请换一个词，或只写其中几个字` : `“${words}”：找到 ${count} 条`;
}
