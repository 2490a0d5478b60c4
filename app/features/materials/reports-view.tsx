import {Form, Link} from "@remix-run/react";
import type {ReactNode} from "react";
import {formatBytes, formatMonth} from "#app/format.ts";
import button from "#app/ui/button.module.css";
import {Card} from "#app/ui/card.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import {DataTable} from "#app/ui/data-table.tsx";
import {EmptyState} from "#app/ui/empty-state.tsx";
import form from "#app/ui/form.module.css";
import {Options} from "#app/ui/options.tsx";
import {PageNav} from "#app/ui/page-nav.tsx";
import {ScreenShapeField} from "#app/ui/screen-shape.tsx";
import styles from "./reports.module.css";
import type {MadeLine, ReportsPage} from "./reports.server.ts";

/** What is made from one frozen state, and what was made. */
export function ReportsView({page, problem}: {page: ReportsPage; problem?: string}) {
  if (page.problem) return <EmptyState title="还没有可用的数字">{page.problem}</EmptyState>;
  return (
    <>
      <Card title="用哪一份数字">
        <Source page={page} />
      </Card>
      {problem && (
        <p role="alert" className={form.problem}>
          {problem}
        </p>
      )}
      <Card title="演示带走">
        <DeckForm page={page} />
      </Card>
      <Card title="文稿和表册">
        <ul className={styles.kinds}>
          {page.kinds
            .filter(({of}) => isOffered(page, of))
            .map(({kind, title, about, of}) => (
              <li key={kind}>
                <span>
                  <b>{title}</b>
                  <span className={styles.beside}>{about}</span>
                </span>
                <Make page={page} kind={kind} words="生成并下载" title={title}>
                  {of === "deliverable" && <SupervisedField page={page} />}
                </Make>
              </li>
            ))}
        </ul>
      </Card>
      <Card title={page.meeting ? "为这次会议做过的材料" : "做过的材料"}>
        <Made page={page} />
      </Card>
    </>
  );
}

function isOffered({meeting, supervised}: ReportsPage, of: ReportsPage["kinds"][number]["of"]): boolean {
  if (of === "meeting") return meeting !== null;
  return of === "deliverable" ? supervised.length > 0 : of === "state";
}

function SupervisedField({page: {supervised}}: {page: ReportsPage}) {
  return (
    <label className={styles.subject}>
      <span className="visually-hidden">哪一项的督办单</span>
      <select name="subject">
        <Options of={supervised.map(({code: value, name: label}) => ({value, label}))} />
      </select>
    </label>
  );
}

/** A meeting's frozen numbers, or the present ones of the month, which are frozen when something is made. */
function Source({page: {meeting, meetings, month}}: {page: ReportsPage}) {
  return (
    <>
      <p>
        {meeting?.frozen
          ? `${meeting.held_on} ${meeting.body}冻结的${formatMonth(meeting.frozen.month)}数字，状态 ${meeting.frozen.id}。`
          : `${formatMonth(month)}现在的数字；生成时冻结${meeting ? "，并作为这次会议的数字" : ""}。`}
        {meeting?.frozen && (
          <>
            {" "}
            <Link to={`/present/meetings/${meeting.meeting_id}?month=${month}`}>更新到最新</Link>
          </>
        )}
      </p>
      {meeting?.frozen && <OpenAgain meetingId={meeting.meeting_id} />}
      <Form className={form.row}>
        <input type="hidden" name="month" value={month} />
        <label>
          <span>会议</span>
          <select name="meeting" defaultValue={meeting?.meeting_id ?? ""}>
            <option value="">不指定会议</option>
            <Options of={meetings.map(({meeting_id: value, name}) => ({value, label: name}))} />
          </select>
        </label>
        <button type="submit" className={button.secondary}>
          换一次会议
        </button>
      </Form>
    </>
  );
}

/** A meeting that is over has no other place from which its deck can be opened. */
function OpenAgain({meetingId}: {meetingId: string}) {
  return (
    <Form method="post" action="/present?index" reloadDocument className={form.row}>
      <CsrfField />
      <input type="hidden" name="meeting" value={meetingId} />
      <ScreenShapeField />
      <button type="submit" name="intent" value="open" className={button.secondary}>
        打开这次会议的演示
      </button>
    </Form>
  );
}

function DeckForm({page}: {page: ReportsPage}) {
  return (
    <Form method="post" action={`/reports?index&month=${page.month}`} reloadDocument className={form.row}>
      <CsrfField />
      <input type="hidden" name="meeting" value={page.meeting?.meeting_id ?? ""} />
      <ScreenShapeField />
      <label>
        <span>哪一份演示</span>
        <select name="subject">
          <Options of={page.decks.map(({code: value, title: label}) => ({value, label}))} />
        </select>
      </label>
      {page.kinds
        .filter(({of}) => of === "deck")
        .map(({kind, title, about}) => (
          <button key={kind} type="submit" name="kind" value={kind} className={button.secondary} title={about}>
            {title}
          </button>
        ))}
    </Form>
  );
}

interface MakeProps {
  page: ReportsPage;
  kind: string;
  words: string;
  title: string;
  children?: ReactNode;
}

function Make({page, kind, words, title, children}: MakeProps) {
  return (
    <Form
      method="post"
      action={`/reports?index&month=${page.month}`}
      reloadDocument
      className={`${form.row} ${styles.make}`}
    >
      <CsrfField />
      <input type="hidden" name="meeting" value={page.meeting?.meeting_id ?? ""} />
      {children}
      <button type="submit" name="kind" value={kind} className={button.small} aria-label={`${words}：${title}`}>
        {words}
      </button>
    </Form>
  );
}

const COLUMNS = [
  {
    key: "name",
    title: "材料",
    cell: ({material_id, file_name}: MadeLine) => <a href={`/reports/${material_id}`}>{file_name}</a>,
    value: ({file_name}: MadeLine) => file_name
  },
  {key: "meeting", title: "会议", cell: ({meeting}: MadeLine) => meeting ?? "—"},
  {key: "by", title: "生成人", cell: ({made_by_name}: MadeLine) => made_by_name},
  {key: "at", title: "时间", cell: ({made_at}: MadeLine) => made_at},
  {
    key: "size",
    title: "大小",
    isNumber: true,
    cell: ({byte_count}: MadeLine) => formatBytes(byte_count),
    value: ({byte_count}: MadeLine) => byte_count
  }
];

function Made({page: {made, newer, older, meeting, month}}: {page: ReportsPage}) {
  const toPage = (after: number) =>
    `/reports?${new URLSearchParams({month, ...(meeting && {meeting: meeting.meeting_id}), after: `${after}`})}`;
  if (made.length === 0 && newer === null) return <p>还没有做过材料。</p>;
  return (
    <>
      <p className="secondary">点名称按当时冻结的数字重新生成，与当时的文件一字节不差；不一样的，文件名里会写明。</p>
      <DataTable caption="做过的材料" columns={COLUMNS} rows={made} />
      {(newer !== null || older !== null) && (
        <PageNav label="做过的材料的前后页">
          {newer !== null && <Link to={toPage(newer)}>较新的</Link>}
          {older !== null && <Link to={toPage(older)}>更早的</Link>}
        </PageNav>
      )}
    </>
  );
}
