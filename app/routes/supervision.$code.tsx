import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useLoaderData, useLocation} from "@remix-run/react";
import {readInstructionsAbout} from "#app/features/instructions/instructions.server.ts";
import {SupervisionPaper} from "#app/features/supervision/supervision-paper.tsx";
import {readSupervised} from "#app/features/supervision/supervision.server.ts";
import {allow} from "#app/server/access.server.ts";
import {notFound} from "#app/server/http.server.ts";
import {keptSearch} from "#app/ui/address.ts";
import {Page} from "#app/ui/page.tsx";
import {PageNav} from "#app/ui/page-nav.tsx";
import {PrintButton} from "#app/ui/print-button.tsx";

export async function loader({params, request}: LoaderFunctionArgs) {
  const access = await allow(request, "see-dashboards");
  const supervised = await readSupervised(access);
  const item = supervised?.items.find(({code}) => code === params.code);
  if (!supervised || !item) throw notFound(`“${params.code}”现在不在督办之列。`);
  const {lines} = await readInstructionsAbout(access, item.code);
  const instructions = lines.map(({words, given_by, given_at, answer}) =>
    [
      `${words}（${given_by}，${given_at.slice(0, 10)}）`,
      answer && `答复：${answer.words}（${answer.answered_by}，${answer.answered_at.slice(0, 10)}）`
    ]
      .filter(Boolean)
      .join("；")
  );
  return {item, on: supervised.on, instructions};
}

export const meta: MetaFunction<typeof loader> = ({data}) => [
  {title: `督办单 ${data?.item.number ?? ""} · 工会年度计划看板`}
];

export default function SupervisionPaperRoute() {
  const {item, on, instructions} = useLoaderData<typeof loader>();
  const search = keptSearch(useLocation().search);
  return (
    <Page
      title={`督办单：${item.name}`}
      eyebrow={
        <PageNav label="位置" kind="path">
          <Link to={`/${search}`}>计划总览</Link>
          <Link to={`/supervision${search}`}>督办</Link>
          <span>{item.code}</span>
        </PageNav>
      }
      aside={<PrintButton />}
      isPaper
    >
      <SupervisionPaper item={item} on={on} instructions={instructions} />
    </Page>
  );
}
