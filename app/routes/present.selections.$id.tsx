import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useActionData, useLoaderData} from "@remix-run/react";
import {SelectionView} from "#app/features/deck/selection-view.tsx";
import {postSelection, readSelectionPage} from "#app/features/deck/selections.server.ts";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";
import {Page} from "#app/ui/page.tsx";

export async function loader({params, request}: LoaderFunctionArgs) {
  return {page: await readSelectionPage(await allow(request, "meeting-materials"), params.id ?? "")};
}

export async function action({params, request}: ActionFunctionArgs) {
  await requireOwnForm(request);
  return postSelection(await allow(request, "meeting-materials"), params.id ?? "");
}

export const meta: MetaFunction<typeof loader> = ({data}) => [
  {title: `${data?.page.title ?? "没有这份演示"} · 工会年度计划看板`}
];

export default function SelectionRoute() {
  const {page} = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page
      title={`${page.title}：${page.slides.length} 页`}
      eyebrow={
        <Breadcrumbs>
          <Link to="/present">演示</Link>
          <span>{page.title}</span>
        </Breadcrumbs>
      }
    >
      <SelectionView page={page} problem={refused?.problem} />
    </Page>
  );
}
