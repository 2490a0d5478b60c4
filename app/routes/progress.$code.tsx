import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useActionData, useLoaderData} from "@remix-run/react";
import {formatDay} from "#app/format.ts";
import {ReportForm} from "#app/features/progress/report-form.tsx";
import {readReportPage} from "#app/features/progress/report-page.server.ts";
import {LookBackCard} from "#app/features/progress/look-back-card.tsx";
import {PostponementCard} from "#app/features/progress/postponement-card.tsx";
import {postToDeliverable} from "#app/features/progress/report.server.ts";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {FORM_WITH_FILES, readFormWithFiles} from "#app/server/forms.server.ts";
import {withReceivedBody} from "#app/server/received-body.server.ts";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";
import {Card} from "#app/ui/card.tsx";
import forms from "#app/ui/form.module.css";
import {Page} from "#app/ui/page.tsx";
import {StatusMark} from "#app/ui/status-mark.tsx";
import type {StatusWord} from "#app/ui/status-words.ts";

export async function loader({params, request}: LoaderFunctionArgs) {
  return {page: await readReportPage(await allow(request, "report-progress"), params.code ?? "")};
}

export async function action({params, request}: ActionFunctionArgs) {
  const access = await allow(request, "report-progress");
  return withReceivedBody(access, FORM_WITH_FILES, async (received) => {
    await readFormWithFiles(received.request);
    await requireOwnForm(received.request);
    return postToDeliverable(received, params.code ?? "");
  });
}

export const meta: MetaFunction<typeof loader> = ({data}) => [
  {title: `填报 ${data?.page.name ?? "没有这项承诺"} · 工会年度计划看板`}
];

export default function ReportRoute() {
  const {page} = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const report = refused && "fields" in refused ? refused : undefined;
  return (
    <Page
      title={`${page.code} ${page.name}`}
      eyebrow={
        <Breadcrumbs>
          <Link to="/tasks">任务</Link>
          <Link to="/progress">进展填报</Link>
          <span>{page.code}</span>
        </Breadcrumbs>
      }
      aside={
        <>
          <StatusMark status={page.status as StatusWord} />{" "}
          {page.rule.includes(page.due_on) ? page.rule : `${page.rule}；${formatDay(page.due_on)}到期`}
        </>
      }
    >
      <Card>
        {page.returned && <p className={forms.refusal}>{`退回原因：${page.returned.reason}`}</p>}
        <ReportForm page={page} typed={report?.fields} attached={report?.attached} problems={report?.problems ?? []} />
        <details>
          <summary>怎样衡量</summary>
          <p>{page.measure_words}</p>
        </details>
      </Card>
      {page.lookBack && (
        <LookBackCard
          lookBack={page.lookBack}
          refused={refused && "lookBack" in refused ? refused.lookBack : undefined}
        />
      )}
      <PostponementCard
        asking={page.postponement}
        refused={refused && "asking" in refused ? refused.asking : undefined}
      />
    </Page>
  );
}
