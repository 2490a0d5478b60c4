import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useActionData, useLoaderData} from "@remix-run/react";
import {formatShortMonth} from "#app/format.ts";
import {InstructionList} from "#app/features/instructions/instruction-list.tsx";
import {readOwnInstructions} from "#app/features/instructions/instructions.server.ts";
import {ActionItemTable} from "#app/features/meetings/action-item-table.tsx";
import {readOwnActionItems} from "#app/features/meetings/action-items.server.ts";
import {LookBackList} from "#app/features/progress/look-back-list.tsx";
import {PostponementQueue} from "#app/features/progress/postponement-queue.tsx";
import {ProgressDone} from "#app/features/progress/progress-done.tsx";
import {ProgressList} from "#app/features/progress/progress-list.tsx";
import {type ProgressPage, readProgressPage} from "#app/features/progress/progress.server.ts";
import {readOwnNotices} from "#app/features/supervision/own-notices.server.ts";
import {OwnNotices} from "#app/features/supervision/own-notices.tsx";
import {ReviewList} from "#app/features/progress/review-list.tsx";
import {postProgress} from "#app/features/progress/review.server.ts";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";
import {Card} from "#app/ui/card.tsx";
import {EmptyState} from "#app/ui/empty-state.tsx";
import {Page} from "#app/ui/page.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  const access = await allow(request, "report-progress");
  return {
    page: await readProgressPage(access),
    notices: await readOwnNotices(access),
    actionItems: await readOwnActionItems(access),
    instructions: await readOwnInstructions(access)
  };
}

export async function action({request}: ActionFunctionArgs) {
  await requireOwnForm(request);
  return postProgress(await allow(request, "report-progress"));
}

export const meta: MetaFunction = () => [{title: "进展填报 · 工会年度计划看板"}];

export default function ProgressRoute() {
  const {page, notices, actionItems, instructions} = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = answer && "submission_id" in answer ? answer : undefined;
  const refusedAnswer = answer && "answered" in answer ? answer.answered : undefined;
  const isMisplaced = refused && !page.review?.lines.some(({submission_id}) => submission_id === refused.submission_id);
  return (
    <Page
      title={sentenceOf(page, {actionItems: actionItems.length, instructions: instructions.length})}
      eyebrow={
        <Breadcrumbs>
          <Link to="/tasks">任务</Link>
          <span>进展填报</span>
        </Breadcrumbs>
      }
      aside={
        <>
          <ProgressDone page={page} />
          <SlideLink slideKey="unreported" words="还没填报的放进演示" isOfToday />
        </>
      }
    >
      {isMisplaced && <p role="alert">{refused.message}</p>}
      {notices.length > 0 && (
        <Card title={`待签收的督办单 ${notices.length} 张`}>
          <OwnNotices notices={notices} />
        </Card>
      )}
      {instructions.length > 0 && (
        <Card title={`待我答复的批示 ${instructions.length} 条`}>
          <InstructionList lines={instructions} isApart />
        </Card>
      )}
      {actionItems.length > 0 && (
        <Card title={`交办给我的 ${actionItems.length} 项`}>
          <ActionItemTable caption="交办给我的" lines={actionItems} />
        </Card>
      )}
      {page.isEmpty ? (
        <EmptyState title="还没有汇总过任何数据">收到第一份数据并汇总之后，这里会列出要填报的承诺。</EmptyState>
      ) : (
        <Parts page={page} refused={refused} refusedAnswer={refusedAnswer} />
      )}
    </Page>
  );
}

interface Duties {
  actionItems: number;
  instructions: number;
}

function sentenceOf(
  {month, returned, due, review, requests, lookBacks}: ProgressPage,
  {actionItems, instructions}: Duties
): string {
  const parts = [
    returned.length > 0 && `${returned.length} 项被退回要修改`,
    due.length > 0 && `${due.length} 项待填报`,
    instructions > 0 && `${instructions} 条批示待答复`,
    actionItems > 0 && `${actionItems} 项交办未办结`,
    review && review.count > 0 && `${review.count} 份待审`,
    requests.length > 0 && `${requests.length} 份延期申请`,
    lookBacks.length > 0 && `${lookBacks.length} 项待回头看`
  ].filter(Boolean);
  return `${formatShortMonth(month)}进展：${parts.length === 0 ? "没有待办" : parts.join("，")}`;
}

/** So few lines need no folding. */
const FEW = 3;

interface PartsProps {
  page: ProgressPage;
  refused: Parameters<typeof ReviewList>[0]["refused"];
  refusedAnswer: Parameters<typeof PostponementQueue>[0]["refused"];
}

function Parts({page, refused, refusedAnswer}: PartsProps) {
  const {returned, due, sentIn, others, unowned, rest, review, requests, lookBacks} = page;
  return (
    <>
      {returned.length > 0 && (
        <Card title="退回的">
          <ProgressList lines={returned} />
        </Card>
      )}
      <Card title="我的、到期的">{due.length > 0 ? <ProgressList lines={due} /> : <p>本月要填报的都已填报。</p>}</Card>
      {sentIn.length > 0 && (
        <Card title="我的、已填报待审核的">
          <ProgressList lines={sentIn} />
        </Card>
      )}
      {review && review.count > 0 && (
        <Card title={`待审 ${review.count} 份`} id="review">
          <ReviewList review={review} refused={refused} />
        </Card>
      )}
      {requests.length > 0 && (
        <Card title={`延期申请 ${requests.length} 份`} id="postponements">
          <PostponementQueue requests={requests} refused={refusedAnswer} />
        </Card>
      )}
      {lookBacks.length > 0 && (
        <Card title={`待回头看 ${lookBacks.length} 项`}>
          <LookBackList lookBacks={lookBacks} />
        </Card>
      )}
      {others.length > 0 && (
        <Card title="我的、本月不用填报的">
          <details open={others.length <= FEW}>
            <summary>{`查看 ${others.length} 项`}</summary>
            <ProgressList lines={others} />
          </details>
        </Card>
      )}
      {unowned.length > 0 && (
        <Card title={`还没有人负责的 ${unowned.length} 项`}>
          <p>
            {page.isOffice ? "请在" : "责任单位由校工会办公室设定，见"}
            <Link to="/plan?lack=owner">责任分工</Link>
            {page.isOffice ? "中设定责任单位。设定以前，各单位都可填报。" : "。设定以前，有进展的单位都可填报。"}
          </p>
          <details>
            <summary>查看并填报</summary>
            <ProgressList lines={unowned} />
          </details>
        </Card>
      )}
      {rest.length > 0 && (
        <Card title={`由各单位负责的 ${rest.length} 项`}>
          <details>
            <summary>查看并代为填报</summary>
            <ProgressList lines={rest} />
          </details>
        </Card>
      )}
    </>
  );
}
