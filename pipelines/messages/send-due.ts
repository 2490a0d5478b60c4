import {join} from "node:path";
import {readEmails} from "#pipelines/accounts/email.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {exclusively} from "#pipelines/host/exclusive.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import type {Plan} from "#pipelines/plan/plan.ts";
import type {Answer} from "./answer.ts";
import type {Channels} from "./channels.ts";
import {sendMail} from "./mail.ts";
import {isOpen} from "./notice.ts";
import {readNotices} from "./notices.ts";
import {
  type AttemptEnd,
  beginAttempt,
  countAttempts,
  endAttempt,
  type OutboxMessage,
  readDueMessages,
  setMessage
} from "./outbox.ts";
import {RATES} from "./robot-limits.ts";
import {sendToRobot} from "./robots.ts";
import {afterFailure, afterThrottling, maySendAt, MOST_FAILURES} from "./sending-hours.ts";

export interface Sending {
  dir: DataDir;
  ledger: Ledger;
  plan: Pick<Plan, "year" | "workdays">;
  channels: Channels;
  /** Only this message. */
  only?: string;
  /** The clock: asked before and after each attempt. */
  now: () => string;
}

/** Held while messages are planned or sent, so that two processes send nothing twice. */
export const whileNobodySends = <T>({root}: DataDir, act: () => Promise<T>): Promise<T> =>
  exclusively(join(root, "messages.lock.sqlite"), act);

/** Sends what is due, one after the other; returns how many were tried. What exceeds a rate waits for the next time. */
export function sendDue(sending: Sending): Promise<number> {
  return whileNobodySends(sending.dir, () => sendEach(sending));
}

async function sendEach(sending: Sending): Promise<number> {
  const {ledger, plan, now, only} = sending;
  let tried = 0;
  if (!maySendAt(plan, now())) return tried;
  const due = await readDueMessages(ledger, now());
  for (const message of due.filter(({message_id}) => only === undefined || message_id === only)) {
    if (!maySendAt(plan, now())) break;
    if (await isSettledMeanwhile(message, sending)) await cancel(ledger, message);
    else if (await hasRoom(ledger, message, now())) {
      await sendOne(message, sending);
      tried += 1;
    }
  }
  return tried;
}

/** Reminders stop at submission: nobody is told of what has ended since. */
async function isSettledMeanwhile({notice_ids}: OutboxMessage, {ledger, plan}: Sending): Promise<boolean> {
  if (notice_ids.length === 0) return false;
  const notices = await readNotices(ledger, plan.year);
  const own = notices.filter(({notice_id}) => notice_ids.includes(notice_id));
  return own.length > 0 && own.every((notice) => !isOpen(notice));
}

const cancel = (ledger: Ledger, {message_id}: OutboxMessage) =>
  ledger.transaction((tx) => setMessage(tx, message_id, {state: "cancelled"}));

async function hasRoom(ledger: Ledger, {channel}: OutboxMessage, now: string): Promise<boolean> {
  for (const {ms, most} of RATES[channel]) {
    const since = new Date(Date.parse(now) - ms).toISOString();
    if ((await countAttempts(ledger, channel, since)) >= most) return false;
  }
  return true;
}

async function sendOne(message: OutboxMessage, sending: Sending): Promise<void> {
  const {ledger, now} = sending;
  const attempt_id = await beginAttempt(ledger, message, now());
  const answer = await attempt(message, sending);
  await endAttempt(ledger, message, {attempt_id, now: now(), end: endOf(message, answer, now())});
}

async function attempt(
  {message_id, channel, addressee, subject, body}: OutboxMessage,
  sending: Sending
): Promise<Answer> {
  const {channels, ledger, now} = sending;
  if (channel === "mail") {
    const to = (await readEmails(ledger)).get(addressee ?? "");
    if (!channels.mail) return NOT_SET_UP;
    if (to === undefined) return {outcome: "refused", code: "-", words: "收件账户没有邮箱，或已停用。"};
    return sendMail(channels.mail, {id: message_id, to, subject, text: body});
  }
  const robot = channels.robots.find(({kind}) => kind === channel);
  return robot ? sendToRobot(robot, {id: message_id, text: body}, Date.parse(now())) : NOT_SET_UP;
}

const NOT_SET_UP: Answer = {outcome: "refused", code: "-", words: "这个渠道现在没有设置，设置以后可重发。"};

function endOf({failures: before}: OutboxMessage, {outcome, code, words}: Answer, now: string): AttemptEnd {
  const failures = outcome === "failed" ? before + 1 : before;
  switch (outcome) {
    case "sent":
      return {code, words, state: "sent", due_at: now, failures};
    case "refused":
      return {code, words, state: "stopped", due_at: now, failures};
    case "throttled":
      return {code, words, state: "waiting", due_at: afterThrottling(now), failures};
    case "failed":
      return failures >= MOST_FAILURES
        ? {code, words: `${words}已试 ${failures} 次，不再自动重试。`, state: "stopped", due_at: now, failures}
        : {code, words, state: "waiting", due_at: afterFailure(now, failures), failures};
  }
}
