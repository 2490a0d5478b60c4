import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useActionData, useLoaderData} from "@remix-run/react";
import {QueueFilter} from "#app/features/submissions/queue/queue-filter.tsx";
import {QueueForm} from "#app/features/submissions/queue/queue-form.tsx";
import {postVerdicts, readQueue} from "#app/features/submissions/queue/queue.server.ts";
import {SubmissionsHead} from "#app/features/submissions/submissions-head.tsx";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {Card} from "#app/ui/card.tsx";
import {Page} from "#app/ui/page.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  return {queue: await readQueue(await allow(request, "verdicts"))};
}

export async function action({request}: ActionFunctionArgs) {
  await requireOwnForm(request);
  return postVerdicts(await allow(request, "verdicts"));
}

export const meta: MetaFunction = () => [{title: "待审核的报送 · 工会年度计划看板"}];

export default function QueueRoute() {
  const {queue} = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const sentence = queue.waiting === 0 ? "没有等待审核的报送" : `${queue.waiting} 份报送等待审核`;
  return (
    <Page
      title={sentence}
      eyebrow={<SubmissionsHead place="queue" />}
      aside={queue.done > 0 ? <span role="status">{`已处理 ${queue.done} 份。`}</span> : "未审的数据已计入各项指标。"}
    >
      <Card>
        <QueueFilter {...queue} />
        <QueueForm key={queue.lines.map(({submission_id}) => submission_id).join()} queue={queue} refused={refused} />
      </Card>
    </Page>
  );
}
