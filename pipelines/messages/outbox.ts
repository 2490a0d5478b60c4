import * as v from "valibot";
import type {Ledger, LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import type {MessageAttemptRow, MessageRow} from "#pipelines/ledger/tables.ts";
import type {Message} from "./messages-on.ts";
import type {Channel} from "./state.ts";

export type OutboxMessage = Omit<MessageRow, "notice_ids"> & {
  notice_ids: number[];
  /** The first first. */
  attempts: MessageAttemptRow[];
};

const NOTICE_IDS = v.pipe(v.string(), v.parseJson(), v.array(v.number()));

/** Adds messages; one that is there already stays as it is. */
export async function addMessages(tx: LedgerTransaction, messages: Message[], now: string): Promise<void> {
  for (const {notice_ids, ...message} of messages)
    await tx
      .insertInto("messages")
      .values({
        ...message,
        notice_ids: JSON.stringify(notice_ids),
        state: message.channel === "text" ? "text" : "waiting",
        due_at: now,
        made_at: now
      })
      .onConflict((same) => same.doNothing())
      .execute();
}

/** Reads the newest messages first, with their attempts. */
export async function readOutbox(ledger: LedgerReader, limit = 200): Promise<OutboxMessage[]> {
  const messages = await ledger
    .selectFrom("messages")
    .selectAll()
    .orderBy("made_at", "desc")
    .orderBy("message_id")
    .limit(limit)
    .execute();
  return withAttempts(ledger, messages);
}

export async function readMessage(ledger: LedgerReader, messageId: string): Promise<OutboxMessage | undefined> {
  const found = await ledger.selectFrom("messages").selectAll().where("message_id", "=", messageId).execute();
  return (await withAttempts(ledger, found))[0];
}

/** Reads what is to be sent at a moment, the oldest first. */
export async function readDueMessages(ledger: LedgerReader, now: string): Promise<OutboxMessage[]> {
  const due = await ledger
    .selectFrom("messages")
    .selectAll()
    .where("state", "=", "waiting")
    .where("due_at", "<=", now)
    .orderBy("made_at")
    .orderBy("message_id")
    .execute();
  return withAttempts(ledger, due);
}

async function withAttempts(ledger: LedgerReader, messages: MessageRow[]): Promise<OutboxMessage[]> {
  const ids = messages.map(({message_id}) => message_id);
  const attempts = await ledger
    .selectFrom("message_attempts")
    .selectAll()
    .where("message_id", "in", ids)
    .orderBy("attempt_id")
    .execute();
  return messages.map((message) => ({
    ...message,
    notice_ids: v.parse(NOTICE_IDS, message.notice_ids),
    attempts: attempts.filter(({message_id}) => message_id === message.message_id)
  }));
}

/** Reads whom a day's messages tell something, as `channel addressee`. */
export async function readToldOn(ledger: LedgerReader, day: string): Promise<string[]> {
  const told = await ledger.selectFrom("messages").select(["channel", "addressee"]).where("on_day", "=", day).execute();
  return told.map(({channel, addressee}) => `${channel} ${addressee ?? ""}`);
}

/** Counts the attempts of a channel since a moment, of every process. */
export async function countAttempts(ledger: LedgerReader, channel: Channel, since: string): Promise<number> {
  const {count} = await ledger
    .selectFrom("message_attempts")
    .select(({fn}) => fn.countAll<number>().as("count"))
    .where("channel", "=", channel)
    .where("begun_at", ">", since)
    .executeTakeFirstOrThrow();
  return count;
}

/** Writes down that an attempt begins, so that a crash in it is seen. */
export async function beginAttempt(ledger: Ledger, {message_id, channel}: OutboxMessage, now: string): Promise<number> {
  return ledger.transaction(async (tx) => {
    const begun = {message_id, channel, begun_at: now, ended_at: null, code: null, words: null};
    const {attempt_id} = await tx
      .insertInto("message_attempts")
      .values(begun)
      .returning("attempt_id")
      .executeTakeFirstOrThrow();
    return attempt_id;
  });
}

export interface AttemptEnd {
  code: string;
  words: string;
  state: MessageRow["state"];
  due_at: string;
  failures: number;
}

export async function endAttempt(
  ledger: Ledger,
  {message_id}: OutboxMessage,
  {attempt_id, now, end}: {attempt_id: number; now: string; end: AttemptEnd}
): Promise<void> {
  const {code, words, ...changed} = end;
  await ledger.transaction(async (tx) => {
    await tx
      .updateTable("message_attempts")
      .set({ended_at: now, code, words})
      .where("attempt_id", "=", attempt_id)
      .execute();
    await setMessage(tx, message_id, changed);
  });
}

export async function setMessage(
  tx: LedgerTransaction,
  messageId: string,
  changed: Partial<Pick<MessageRow, "state" | "due_at">> & {failures?: number}
): Promise<void> {
  await tx.updateTable("messages").set(changed).where("message_id", "=", messageId).execute();
}
