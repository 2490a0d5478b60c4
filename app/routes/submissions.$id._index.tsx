import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useActionData, useLoaderData} from "@remix-run/react";
import {readSubmissionPage} from "~/features/submissions/record/submission.server";
import {SubmissionView} from "~/features/submissions/record/submission-view";
import {SubmissionsHead} from "~/features/submissions/submissions-head";
import {giveVerdict} from "~/features/submissions/record/verdict.server";
import {requireOwnOrigin} from "~/server/api.server";
import {Page} from "~/ui/page";

export async function loader({params}: LoaderFunctionArgs) {
  return {submission: await readSubmissionPage(params.id ?? "")};
}

export async function action({request, params}: ActionFunctionArgs) {
  requireOwnOrigin(request);
  return giveVerdict(request, params.id ?? "");
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
