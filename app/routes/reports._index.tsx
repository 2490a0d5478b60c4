import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useActionData, useLoaderData} from "@remix-run/react";
import {ReportsView} from "#app/features/materials/reports-view.tsx";
import {postReport, readReports} from "#app/features/materials/reports.server.ts";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";
import {Page} from "#app/ui/page.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  return {page: await readReports(await allow(request, "meeting-materials"))};
}

export async function action({request}: ActionFunctionArgs) {
  await requireOwnForm(request);
  return postReport(await allow(request, "meeting-materials"));
}

export const meta: MetaFunction = () => [{title: "会议材料 · 工会年度计划看板"}];

export default function ReportsRoute() {
  const {page} = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page
      title="会议材料：演示、文稿和表册出自同一份数字"
      eyebrow={
        <Breadcrumbs>
          <Link to="/meetings">会议</Link>
          <span>会议材料</span>
        </Breadcrumbs>
      }
      aside={<Link to="/reports/check">公文格式自查</Link>}
    >
      <ReportsView page={page} problem={refused?.problem} />
    </Page>
  );
}
