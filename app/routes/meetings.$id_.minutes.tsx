import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useLoaderData} from "@remix-run/react";
import {readMinutesPage} from "#app/features/meetings/meeting.server.ts";
import {MinutesPaper} from "#app/features/meetings/minutes-paper.tsx";
import screenOnly from "#app/features/meetings/screen-only.module.css";
import {allow} from "#app/server/access.server.ts";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";
import {Card} from "#app/ui/card.tsx";
import {CopyText} from "#app/ui/copy-text.tsx";
import {Page} from "#app/ui/page.tsx";
import {MaterialButton} from "#app/ui/material-button.tsx";
import {PrintButton} from "#app/ui/print-button.tsx";

export async function loader({params, request}: LoaderFunctionArgs) {
  await allow(request, "meetings");
  return {page: await readMinutesPage(params.id ?? "")};
}

export const meta: MetaFunction<typeof loader> = ({data}) => [
  {title: `${data?.page.minutes.heading ?? "没有纪要"} · 工会年度计划看板`}
];

export default function MinutesRoute() {
  const {page} = useLoaderData<typeof loader>();
  return (
    <Page
      title={page.minutes.heading}
      eyebrow={
        <Breadcrumbs>
          <Link to="/meetings">会议</Link>
          <Link to={`/meetings/${page.meeting_id}`}>议程和议定事项</Link>
          <span>纪要</span>
        </Breadcrumbs>
      }
      aside={
        <>
          <PrintButton /> <MaterialButton kind="minutes-docx" meeting={page.meeting_id} words="下载 Word" />
        </>
      }
      isPaper
    >
      <MinutesPaper minutes={page.minutes} isDraft={page.isDraft} />
      <div className={screenOnly.screenOnly}>
        <Card>
          <CopyText label="纪要文字" text={page.text} rows={8} />
        </Card>
      </div>
    </Page>
  );
}
