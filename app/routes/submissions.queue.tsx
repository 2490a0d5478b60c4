import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useActionData, useLoaderData} from "@remix-run/react";
import {QueueDone} from "#app/features/submissions/queue/queue-done.tsx";
import {QueueFilter} from "#app/features/submissions/queue/queue-filter.tsx";
import {QueueForm} from "#app/features/submissions/queue/queue-form.tsx";
import {postVerdicts, readQueue} from "#app/features/submissions/queue/queue.server.ts";
import {SubmissionsHead} from "#app/features/submissions/submissions-head.tsx";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {Card} from "#app/ui/card.tsx";
import {Page} from "#app/ui/page.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";

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
  const hinted = queue.hinted > 0 ? `，其中 ${queue.hinted} 份有提示` : "";
  const sentence = queue.waiting === 0 ? "没有等待审核的报送" : `${queue.waiting} 份报送等待审核${hinted}`;
  return (
    <Page
      title={sentence}
      eyebrow={<SubmissionsHead place="queue" />}
      aside={
        queue.done ? (
          <QueueDone queue={queue} />
        ) : (
          <>
            未审的数据已计入各项指标。
            <SlideLink slideKey="waiting" words="待审核的放进演示" isOfToday />
          </>
        )
      }
    >
      <Card>
        <QueueFilter {...queue} />
        <QueueForm key={queue.lines.map(({submission_id}) => submission_id).join()} queue={queue} refused={refused} />
      </Card>
    </Page>
  );
}
