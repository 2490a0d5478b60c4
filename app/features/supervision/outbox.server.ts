import {json, redirect} from "@remix-run/node";
import {v7 as uuidv7} from "uuid";
import {formatMoment} from "#app/format.ts";
import type {Access} from "#app/server/access.server.ts";
import {readAccountNames} from "#app/server/account-names.server.ts";
import {now, today} from "#app/server/clock.server.ts";
import {firstRowsOf} from "#app/server/first-rows.server.ts";
import {optionalText, readFields} from "#app/server/forms.server.ts";
import {badRequest} from "#app/server/http.server.ts";
import {requirePlan} from "#app/server/plan.server.ts";
import {readLedger, store, transaction} from "#app/server/store.server.ts";
import {readEmail} from "#pipelines/accounts/email.ts";
import {audit} from "#pipelines/ledger/audit.ts";
import {CHANNEL_WORDS, channelsIn} from "#pipelines/messages/channels.ts";
import {addMessages, type OutboxMessage, readMessage, readOutbox, setMessage} from "#pipelines/messages/outbox.ts";
import {sendDue} from "#pipelines/messages/send-due.ts";
import {type Channel, ROBOTS} from "#pipelines/messages/state.ts";

/** Reads the outbox, the newest first, and the channels that are set up. */
export async function readOutboxPage(access: Access) {
  const ledger = await readLedger();
  const names = await readAccountNames();
  const channels = channelsIn();
  const listed = firstRowsOf(access.request, await readOutbox(ledger));
  const ids = [...(channels.mail ? ["mail" as const] : []), ...channels.robots.map(({kind}) => kind)];
  const messages = listed.rows.map((message) => lineOf(message, names));
  return {
    channels: ids.map((id) => ({id, name: CHANNEL_WORDS[id]})),
    hasOwnMail: (await readEmail(ledger, access.visitor.account)) !== null,
    count: listed.count,
    toPass: messages.filter(({state}) => state === "text"),
    messages: messages.filter(({state}) => state !== "text")
  };
}

export type OutboxPage = Awaited<ReturnType<typeof readOutboxPage>>;
export type OutboxLine = OutboxPage["messages"][number];

function lineOf(message: OutboxMessage, names: (account: string | null) => string | null) {
  const {message_id, channel, addressee, subject, body, state, made_at, due_at, attempts} = message;
  const last = attempts.at(-1);
  return {
    ...{message_id, subject, body, state, tries: attempts.length},
    channel: CHANNEL_WORDS[channel],
    to: addressee === null ? "工作群" : (names(addressee) ?? addressee),
    made_at: formatMoment(made_at),
    due_at: formatMoment(due_at),
    answer: last ? {at: formatMoment(last.begun_at), ...answerOf(last)} : null
  };
}

/** An attempt without an end was cut off. */
function answerOf({code, words, ended_at}: OutboxMessage["attempts"][number]) {
  return ended_at === null
    ? {code: null, words: "发送时中断，没有收到回答；会用同一编号再发。"}
    : {code, words: words ?? ""};
}

/** 重发, 试发, or 已转达. */
export async function postOutbox(access: Access, address: string) {
  const fields = await readFields(access.request, {intent: optionalText, message: optionalText, channel: optionalText});
  const {intent} = fields;
  const acting = {by: access.visitor.account.name, at: now(), address};
  if (intent === "retry") return retry(fields.message, acting);
  if (intent === "passed") return pass(fields.message, acting);
  if (intent === "try") return tryOut(access, fields.channel, acting);
  throw badRequest("没有说明要做什么。");
}

interface OutboxActing {
  by: string;
  at: string;
  address: string;
}

const refused = (intent: string, problem: string) => json({intent, problem}, {status: 422});

async function retry(messageId: string, {by, at, address}: OutboxActing) {
  const message = await readMessage(await readLedger(), messageId);
  if (!message || message.channel === "text") return refused("retry", "没有这条消息。");
  if (message.state === "sent" || message.state === "cancelled")
    return refused("retry", "这条消息已送达，或所说的事项已填报，没有重发。");
  await transaction(async (tx) => {
    await setMessage(tx, messageId, {state: "waiting", due_at: at, failures: 0});
    await audit(tx, {at, who: by, action: "message-retried", object: messageId, address});
  });
  await send(messageId);
  throw redirect("/supervision/messages");
}

/** The office told it in another way. */
async function pass(messageId: string, {by, at, address}: OutboxActing) {
  const message = await readMessage(await readLedger(), messageId);
  if (message?.state !== "text") return refused("passed", "这条消息不在待转达之列。");
  await transaction(async (tx) => {
    await setMessage(tx, messageId, {state: "sent"});
    await audit(tx, {at, who: by, action: "message-passed", object: messageId, address});
  });
  throw redirect("/supervision/messages");
}

async function tryOut({visitor: {account}}: Access, given: string, {by, at, address}: OutboxActing) {
  const channel = [...ROBOTS, "mail" as const].find((each) => each === given);
  const channels = channelsIn();
  if (!channel || (channel === "mail" ? !channels.mail : !channels.robots.some(({kind}) => kind === channel)))
    return refused("try", "这个渠道没有设置。");
  if (channel === "mail" && (await readEmail(await readLedger(), account)) === null)
    return refused("try", "试发的邮件发给您自己，请先在“我的账户”里填写邮箱。");
  const message_id = uuidv7().replaceAll("-", "");
  await transaction(async (tx) => {
    await addMessages(tx, [trialOf(message_id, channel, account.name)], at);
    await audit(tx, {at, who: by, action: "message-retried", object: message_id, detail: {channel}, address});
  });
  await send(message_id);
  throw redirect("/supervision/messages");
}

function trialOf(message_id: string, channel: Channel, account: string) {
  const subject = "【试发】工会年度计划看板";
  const body = `${subject}：收到这条消息，说明渠道设置正确，不需要办理。（编号 ${message_id.slice(-8)}）`;
  const addressee = channel === "mail" ? account : null;
  return {message_id, on_day: today(), channel, addressee, subject, body, notice_ids: []};
}

/** Out of hours it waits in the outbox, as every message does. */
async function send(messageId: string): Promise<void> {
  const plan = requirePlan(Number(today().slice(0, 4)));
  await sendDue({...(await store()), plan, channels: channelsIn(), now, only: messageId});
}
