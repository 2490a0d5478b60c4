import {type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction} from "@remix-run/node";
import {useActionData, useLoaderData} from "@remix-run/react";
import {PlainAnswer} from "~/features/submissions/upload/plain-answer";
import {submitForm} from "~/features/submissions/upload/plain-upload.server";
import {SubmissionsHead} from "~/features/submissions/submissions-head";
import {readUploadPage} from "~/features/submissions/upload/upload.server";
import {UploadView} from "~/features/submissions/upload/upload-view";
import {allow, requireOwnForm} from "~/server/access.server";
import {asOneOfFew} from "~/server/few-at-once.server";
import {Page} from "~/ui/page";

export function loader({request}: LoaderFunctionArgs) {
  return readUploadPage(allow(request, "upload"));
}

export async function action({request}: ActionFunctionArgs) {
  await requireOwnForm(request, "later");
  const allowed = allow(request, "upload");
  const answer = await asOneOfFew(allowed, () => submitForm(allowed));
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
      aside="发送以前什么都不保存；有一处要改，整份都不收；发错了可以撤回。"
    >
      {answer && <PlainAnswer answer={answer} />}
      <UploadView page={page} />
    </Page>
  );
}
