import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useLoaderData} from "@remix-run/react";
import {AdminHead} from "#app/features/administration/admin-head.tsx";
import {AuditView} from "#app/features/audit/audit-view.tsx";
import {readAuditPage} from "#app/features/audit/audit.server.ts";
import {allow} from "#app/server/access.server.ts";
import {Page} from "#app/ui/page.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  await allow(request, "audit");
  return readAuditPage(request);
}

export const meta: MetaFunction = () => [{title: "审计记录 · 工会年度计划看板"}];

export default function AuditRoute() {
  const page = useLoaderData<typeof loader>();
  return (
    <Page
      title={page.sentence}
      eyebrow={<AdminHead name="审计记录" />}
      aside="谁在何时做了什么；只增不改，改动任何一条都会被发现。"
    >
      <AuditView page={page} />
    </Page>
  );
}
