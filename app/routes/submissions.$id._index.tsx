import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useActionData, useLoaderData} from "@remix-run/react";
import {readSubmissionPage} from "#app/features/submissions/record/submission.server.ts";
import {SubmissionView} from "#app/features/submissions/record/submission-view.tsx";
import {SubmissionsHead} from "#app/features/submissions/submissions-head.tsx";
import {giveVerdict} from "#app/features/submissions/record/verdict.server.ts";
import {allowOnSubmission, requireOwnForm} from "#app/server/access.server.ts";
import {Page} from "#app/ui/page.tsx";

export async function loader({params, request}: LoaderFunctionArgs) {
  const {visitor} = await allowOnSubmission(request, "see-submission", params.id ?? "");
  return {submission: await readSubmissionPage(params.id ?? "", visitor)};
}

export async function action({request, params}: ActionFunctionArgs) {
  const id = params.id ?? "";
  await requireOwnForm(request);
  return giveVerdict(await allowOnSubmission(request, "withdraw", id), id);
}

export const meta: MetaFunction<typeof loader> = ({data}) => [
  {title: `${data?.submission.file_name ?? "没有这份报送"} · 报送 · 工会年度计划看板`}
];

export default function SubmissionRoute() {
  const {submission} = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page
      title={submission.kind === "zero" ? `${submission.title}：零报告` : submission.file_name}
      eyebrow={<SubmissionsHead name={submission.title} />}
      aside={submission.state}
    >
      <SubmissionView submission={submission} problem={answer?.problem} reason={answer?.reason} />
    </Page>
  );
}
