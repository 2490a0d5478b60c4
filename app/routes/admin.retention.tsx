import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useActionData, useLoaderData} from "@remix-run/react";
import {AdminHead} from "#app/features/administration/admin-head.tsx";
import {RetentionView} from "#app/features/administration/retention-view.tsx";
import {postRetention, readRetentionPage} from "#app/features/administration/retention.server.ts";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {Page} from "#app/ui/page.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  await allow(request, "audit");
  return readRetentionPage();
}

export async function action({request}: ActionFunctionArgs) {
  await requireOwnForm(request);
  await allow(request, "audit");
  return postRetention(request);
}

export const meta: MetaFunction = () => [{title: "保存期限 · 工会年度计划看板"}];

export default function RetentionRoute() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page title="什么保存多久，清理了什么" eyebrow={<AdminHead name="保存期限" />}>
      <RetentionView page={page} refused={refused} />
    </Page>
  );
}
