import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useActionData, useLoaderData, useSearchParams} from "@remix-run/react";
import {AgendaEditor} from "#app/features/meetings/agenda-editor.tsx";
import {ClosedView} from "#app/features/meetings/closed-view.tsx";
import {MeetingAside} from "#app/features/meetings/meeting-aside.tsx";
import {postMeeting, type RefusedMeeting} from "#app/features/meetings/meeting-post.server.ts";
import {readMeetingPage} from "#app/features/meetings/meeting.server.ts";
import {RoomView} from "#app/features/meetings/room-view.tsx";
import {SessionView} from "#app/features/meetings/session-view.tsx";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";
import {Page} from "#app/ui/page.tsx";

export async function loader({params, request}: LoaderFunctionArgs) {
  return {page: await readMeetingPage(await allow(request, "meetings"), params.id ?? "")};
}

export async function action({params, request}: ActionFunctionArgs) {
  await requireOwnForm(request);
  return postMeeting(await allow(request, "meetings"), params.id ?? "");
}

export const meta: MetaFunction<typeof loader> = ({data}) => [
  {title: `${data?.page.meeting.body ?? "没有这次会议"} · 工会年度计划看板`}
];

export default function MeetingRoute() {
  const {page} = useLoaderData<typeof loader>();
  const refused: RefusedMeeting | undefined = useActionData<typeof action>();
  const [search] = useSearchParams();
  const {meeting, state_words} = page;
  const {state} = meeting;
  if (search.get("view") === "room" && page.items.length > 0) return <RoomView page={page} refused={refused} />;
  return (
    <Page
      title={`${meeting.held_on} ${meeting.body}：${state_words}`}
      eyebrow={
        <Breadcrumbs>
          <Link to="/meetings">会议</Link>
          <span>{meeting.body}</span>
        </Breadcrumbs>
      }
      aside={<MeetingAside page={page} />}
    >
      {state === "planned" && <AgendaEditor page={page} refused={refused} moved={search.get("item")} />}
      {state === "in-session" && <SessionView page={page} refused={refused} />}
      {state === "closed" && <ClosedView page={page} refused={refused} />}
    </Page>
  );
}
