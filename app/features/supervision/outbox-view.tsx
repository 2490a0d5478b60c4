import {Form, Link} from "@remix-run/react";
import {AnswerLine} from "#app/ui/answer-line.tsx";
import button from "#app/ui/button.module.css";
import {Card} from "#app/ui/card.tsx";
import {CopyText} from "#app/ui/copy-text.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import {DataTable} from "#app/ui/data-table.tsx";
import forms from "#app/ui/form.module.css";
import type {Column} from "#app/ui/table-column.ts";
import {WholeTableLink} from "#app/ui/whole-table-link.tsx";
import type {OutboxLine, OutboxPage} from "./outbox.server.ts";
import styles from "./supervision.module.css";

export interface OutboxViewProps {
  page: OutboxPage;
  answer?: {intent: string; problem?: string};
}

/** What is to be passed on by hand, what was sent, and the channels that are set up. */
export function OutboxView({page, answer}: OutboxViewProps) {
  const {toPass, messages} = page;
  return (
    <>
      <AnswerLine answer={answer} intents={["retry", "passed", "try"]} />
      <Channels page={page} />
      {toPass.length > 0 && (
        <Card title={`待办公室转达 ${toPass.length} 条`}>
          {toPass.map((line) => (
            <TextToPass key={line.message_id} line={line} />
          ))}
        </Card>
      )}
      <Card title="发件箱">
        {messages.length === 0 ? (
          <p>还没有发送过消息。</p>
        ) : (
          <DataTable
            caption="发件箱"
            columns={COLUMNS}
            rows={messages}
            rowId={({message_id}) => message_id}
            filterLabel="按字筛选"
          />
        )}
      </Card>
      <WholeTableLink shown={toPass.length + messages.length} count={page.count} />
    </>
  );
}

function Channels({page: {channels, hasOwnMail}}: {page: OutboxPage}) {
  return (
    <Card title="发送渠道">
      {channels.length === 0 && <p>没有设置邮件和群机器人，消息列在下面由办公室转达。设置方法见运维手册“环境变量”。</p>}
      <ul className={forms.list}>
        {channels.map(({id, name}) => (
          <li key={id}>
            <strong>{name}</strong>
            {id === "mail" && !hasOwnMail ? (
              <span className="secondary">
                试发的邮件发给您自己，请先在<Link to="/account">我的账户</Link>里填写邮箱。
              </span>
            ) : (
              <Act intent="try" name="channel" value={id} words="试发一条" label={`试发一条：${name}`} />
            )}
          </li>
        ))}
      </ul>
      <p className="secondary">只在工作日 8 点到 18 点之间发送，避开整点和半点；其余时间的消息先存着。</p>
    </Card>
  );
}

function TextToPass({line: {message_id, to, made_at, subject, body}}: {line: OutboxLine}) {
  return (
    <details>
      <summary>{`${to}：${subject}（${made_at.slice(0, 10)}）`}</summary>
      <CopyText label={`给 ${to}`} text={body} rows={10} />
      <Act intent="passed" name="message" value={message_id} words="已转达" label={`已转达给 ${to}：${subject}`} />
    </details>
  );
}

interface ActProps {
  intent: string;
  name: string;
  value: string;
  words: string;
  label: string;
}

function Act({intent, name, value, words, label}: ActProps) {
  return (
    <Form method="post">
      <CsrfField />
      <input type="hidden" name={name} value={value} />
      <button name="intent" value={intent} className={button.quiet} aria-label={label}>
        {words}
      </button>
    </Form>
  );
}

const STATES: Record<OutboxLine["state"], string> = {
  waiting: "待发送",
  text: "待转达",
  sent: "已送达",
  stopped: "已停止",
  cancelled: "不必再发"
};

const COLUMNS: Column<OutboxLine>[] = [
  {key: "made", title: "时间", value: ({made_at}) => made_at, cell: ({made_at}) => made_at},
  {
    key: "to",
    title: "发给",
    value: ({to, channel}) => `${to} ${channel}`,
    cell: ({to, channel}) => (
      <>
        {to}
        <span className={styles.beside}>{channel}</span>
      </>
    )
  },
  {
    key: "subject",
    title: "内容",
    value: ({subject}) => subject,
    cell: ({subject, body}) => (
      <details>
        <summary>{subject}</summary>
        <pre className={styles.message}>{body}</pre>
      </details>
    )
  },
  {
    key: "state",
    title: "状态",
    value: ({state}) => STATES[state],
    cell: ({state, due_at, tries}) => (
      <>
        <b>{STATES[state]}</b>
        {state === "waiting" && <span className={styles.beside}>{`${due_at} 以后`}</span>}
        {tries > 1 && <span className={styles.beside}>{`已试 ${tries} 次`}</span>}
      </>
    )
  },
  {
    key: "answer",
    title: "最近的回答",
    value: ({answer}) => answer?.words ?? "",
    cell: ({answer}) =>
      answer && (
        <>
          {answer.words}
          <span className={styles.beside}>{`${answer.at}${answer.code === null ? "" : `，代码 ${answer.code}`}`}</span>
        </>
      )
  },
  {
    key: "act",
    title: "操作",
    cell: ({message_id, state, to, subject}) =>
      (state === "waiting" || state === "stopped") && (
        <Act intent="retry" name="message" value={message_id} words="重发" label={`重发给 ${to}：${subject}`} />
      )
  }
];
