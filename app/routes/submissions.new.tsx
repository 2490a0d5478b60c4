import {type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction} from "@remix-run/node";
import {useActionData, useLoaderData} from "@remix-run/react";
import {PlainAnswer} from "#app/features/submissions/upload/plain-answer.tsx";
import {submitForm} from "#app/features/submissions/upload/plain-upload.server.ts";
import {SubmissionsHead} from "#app/features/submissions/submissions-head.tsx";
import {readUploadPage} from "#app/features/submissions/upload/upload.server.ts";
import {UploadView} from "#app/features/submissions/upload/upload-view.tsx";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {Page} from "#app/ui/page.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  return readUploadPage(await allow(request, "upload"));
}

export async function action({request}: ActionFunctionArgs) {
  await requireOwnForm(request, "later");
  const access = await allow(request, "upload");
  const answer = await submitForm(access);
  const isTaken = answer.outcome !== "refused" && answer.outcome !== "failed";
  return json(answer, {status: isTaken ? 200 : 422});
}

export const meta: MetaFunction = () => [{title: "上传报送 · 工会年度计划看板"}];

export default function NewSubmissionRoute() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page
      title="上传报送：选好文件，先查错，再发送"
      eyebrow={<SubmissionsHead place="new" unit={page.unit} />}
      aside="发送前不会记入任何数据；只要有一处错误，整份文件都不会接收；发错了可以撤回。"
    >
      {answer && <PlainAnswer answer={answer} />}
      <UploadView page={page} />
    </Page>
  );
}
