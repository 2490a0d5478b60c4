import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useActionData, useLoaderData} from "@remix-run/react";
import {AccountView} from "#app/features/own-account/account-view.tsx";
import {postAccount, readAccountPage} from "#app/features/own-account/account.server.ts";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {Page} from "#app/ui/page.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  await allow(request, "own-account");
  return readAccountPage(request);
}

export async function action({request, context}: ActionFunctionArgs) {
  await requireOwnForm(request);
  await allow(request, "own-account");
  return postAccount(request, context.address ?? "");
}

export const meta: MetaFunction = () => [{title: "我的账户 · 工会年度计划看板"}];

export default function AccountRoute() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page title={`我的账户：${page.name}`} aside={page.unit ? `${page.role} ${page.unit}` : page.role}>
      <AccountView page={page} answer={answer} />
    </Page>
  );
}
