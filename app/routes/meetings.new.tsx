import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useActionData, useLoaderData} from "@remix-run/react";
import {NewMeetingForm} from "#app/features/meetings/new-meeting-form.tsx";
import {postNewMeeting, readNewMeeting} from "#app/features/meetings/new-meeting.server.ts";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";
import {Page} from "#app/ui/page.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  return {page: await readNewMeeting(await allow(request, "meetings"))};
}

export async function action({request}: ActionFunctionArgs) {
  await requireOwnForm(request);
  return postNewMeeting(await allow(request, "meetings"));
}

export const meta: MetaFunction = () => [{title: "新建会议 · 工会年度计划看板"}];

export default function NewMeetingRoute() {
  const {page} = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page
      title="新建会议"
      eyebrow={
        <Breadcrumbs>
          <Link to="/meetings">会议</Link>
          <span>新建</span>
        </Breadcrumbs>
      }
    >
      <NewMeetingForm page={page} refused={refused} />
    </Page>
  );
}
