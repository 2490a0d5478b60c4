import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useActionData, useLoaderData} from "@remix-run/react";
import {postRows, readRowsPage} from "#app/features/submissions/record/rows.server.ts";
import {RowsView} from "#app/features/submissions/record/rows-view.tsx";
import {SubmissionsHead} from "#app/features/submissions/submissions-head.tsx";
import {allowOnSubmission, requireOwnForm} from "#app/server/access.server.ts";
import {Page} from "#app/ui/page.tsx";

export async function loader({params, request}: LoaderFunctionArgs) {
  const id = params.id ?? "";
  await allowOnSubmission(request, "sensitive-rows", id);
  return {page: await readRowsPage(id)};
}

export async function action({context, request, params}: ActionFunctionArgs) {
  const id = params.id ?? "";
  await requireOwnForm(request);
  await allowOnSubmission(request, "sensitive-rows", id);
  return postRows(request, id, context.address ?? "");
}

export const meta: MetaFunction<typeof loader> = ({data}) => [
  {title: `明细 · ${data?.page.title ?? "没有这份报送"} · 工会年度计划看板`}
];

export default function RowsRoute() {
  const {page} = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page title={`${page.title}：明细`} eyebrow={<SubmissionsHead name={page.title} />}>
      <RowsView page={page} answer={answer} />
    </Page>
  );
}
