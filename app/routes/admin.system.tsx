import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useLoaderData} from "@remix-run/react";
import {AdminHead} from "#app/features/administration/admin-head.tsx";
import {SystemView} from "#app/features/system/system-view.tsx";
import {readSystemPage} from "#app/features/system/system.server.ts";
import {allow} from "#app/server/access.server.ts";
import {Page} from "#app/ui/page.tsx";

export async function loader({context, request}: LoaderFunctionArgs) {
  await allow(request, "accounts");
  return readSystemPage(context);
}

export const meta: MetaFunction = () => [{title: "系统状态 · 工会年度计划看板"}];

export default function SystemRoute() {
  const page = useLoaderData<typeof loader>();
  return (
    <Page title="系统状态" eyebrow={<AdminHead name="系统状态" />}>
      <SystemView page={page} />
    </Page>
  );
}
