import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useActionData, useLoaderData} from "@remix-run/react";
import {AdminHead} from "#app/features/administration/admin-head.tsx";
import {AdminView} from "#app/features/administration/admin-view.tsx";
import {postAdmin, readAdminPage} from "#app/features/administration/admin.server.ts";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {Page} from "#app/ui/page.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  await allow(request, "accounts");
  return readAdminPage(request);
}

export async function action({request, context}: ActionFunctionArgs) {
  await requireOwnForm(request);
  await allow(request, "accounts");
  return postAdmin(request, context.address ?? "");
}

export const meta: MetaFunction = () => [{title: "账户管理 · 工会年度计划看板"}];

export default function AdminAccountsRoute() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page title={`账户管理：共 ${page.accounts.length} 个账户`} eyebrow={<AdminHead name="账户" />}>
      <AdminView page={page} answer={answer} />
    </Page>
  );
}
