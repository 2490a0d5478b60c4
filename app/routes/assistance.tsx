import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useActionData, useLoaderData} from "@remix-run/react";
import {postAssistance, readAssistancePage} from "#app/features/submissions/assistance/assistance.server.ts";
import {AssistanceView} from "#app/features/submissions/assistance/assistance-view.tsx";
import {SubmissionsHead} from "#app/features/submissions/submissions-head.tsx";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {Page} from "#app/ui/page.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  return {page: await readAssistancePage(await allow(request, "sensitive-rows"))};
}

export async function action({context, request}: ActionFunctionArgs) {
  await requireOwnForm(request);
  return postAssistance(await allow(request, "sensitive-rows"), context.address ?? "");
}

export const meta: MetaFunction = () => [{title: "困难帮扶明细 · 工会年度计划看板"}];

export default function AssistanceRoute() {
  const {page} = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page title="困难帮扶明细" eyebrow={<SubmissionsHead place="assistance" />}>
      <AssistanceView page={page} answer={answer} />
    </Page>
  );
}
