import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useActionData, useLoaderData} from "@remix-run/react";
import {formatDay} from "#app/format.ts";
import {ReportForm} from "#app/features/progress/report-form.tsx";
import {readReportPage} from "#app/features/progress/report-page.server.ts";
import {postReport} from "#app/features/progress/report.server.ts";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {Card} from "#app/ui/card.tsx";
import forms from "#app/ui/form.module.css";
import {Page} from "#app/ui/page.tsx";
import {StatusMark, type StatusWord} from "#app/ui/status-mark.tsx";

export async function loader({params, request}: LoaderFunctionArgs) {
  return {page: await readReportPage(await allow(request, "report-progress"), params.code ?? "")};
}

export async function action({params, request}: ActionFunctionArgs) {
  await requireOwnForm(request);
  return postReport(await allow(request, "report-progress"), params.code ?? "");
}

export const meta: MetaFunction<typeof loader> = ({data}) => [
  {title: `填报 ${data?.page.name ?? "没有这项承诺"} · 工会年度计划看板`}
];

export default function ReportRoute() {
  const {page} = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page
      title={`${page.code} ${page.name}`}
      eyebrow={<Link to="/progress">进展填报</Link>}
      aside={
        <>
          <StatusMark status={page.status as StatusWord} />{" "}
          {page.rule.includes(page.due_on) ? page.rule : `${page.rule}；${formatDay(page.due_on)}到期`}
        </>
      }
    >
      <Card>
        {page.returned && <p className={forms.refusal}>{`退回原因：${page.returned.reason}`}</p>}
        <ReportForm page={page} typed={refused?.fields} problems={refused?.problems ?? []} />
        <details>
          <summary>怎样衡量</summary>
          <p>{page.measure_words}</p>
        </details>
      </Card>
    </Page>
  );
}
