import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useLoaderData} from "@remix-run/react";
import {AdminHead} from "~/features/accounts/admin-head";
import {AuditView} from "~/features/accounts/audit-view";
import {readAuditPage} from "~/features/accounts/audit.server";
import {allow} from "~/server/access.server";
import {Page} from "~/ui/page";

export function loader({request}: LoaderFunctionArgs) {
  return readAuditPage(allow(request, "audit"));
}

export const meta: MetaFunction = () => [{title: "审计记录 · 工会年度计划看板"}];

export default function AuditRoute() {
  const page = useLoaderData<typeof loader>();
  return (
    <Page title={page.sentence} eyebrow={<AdminHead />} aside="谁在何时做了什么；只增不改，改动任何一条都会被发现。">
      <AuditView page={page} />
    </Page>
  );
}
