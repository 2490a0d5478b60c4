import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useLoaderData} from "@remix-run/react";
import {MeetingsView} from "#app/features/meetings/meetings-view.tsx";
import {type MeetingsPage, readMeetingsPage} from "#app/features/meetings/meetings.server.ts";
import {allow} from "#app/server/access.server.ts";
import {Page} from "#app/ui/page.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  return {page: await readMeetingsPage(await allow(request, "see-action-items"))};
}

export const meta: MetaFunction = () => [{title: "会议 · 工会年度计划看板"}];

export default function MeetingsRoute() {
  const {page} = useLoaderData<typeof loader>();
  return (
    <Page
      title={sentenceOf(page)}
      aside={
        page.holdsMeetings ? (
          <>
            <Link to="/instructions">领导批示和答复</Link>
            {page.open.length > 0 && <SlideLink slideKey="action-items" words="未办结的交办放进演示" />}
          </>
        ) : (
          "这里列出会议交办给本单位的事项；议程和纪要由校工会和各委员会查看。"
        )
      }
    >
      <MeetingsView page={page} />
    </Page>
  );
}

function sentenceOf({open, inSession, planned}: MeetingsPage): string {
  const late = open.filter(({overdue}) => overdue > 0).length;
  const actionItems =
    open.length === 0 ? "没有未办结的交办" : `交办 ${open.length} 项未办结${late > 0 ? `，其中 ${late} 项逾期` : ""}`;
  const [current, next] = [inSession[0], planned[0]];
  if (current) return `${current.body}正在召开；${actionItems}`;
  return next ? `下次${next.body}：${next.held_on}；${actionItems}` : actionItems;
}
