import type {LedgerReader, LedgerTransaction, RowConditions} from "#pipelines/ledger/ledger.ts";
import {readRetentionPolicy} from "#pipelines/removals/policy.ts";
import {beginOfChineseDay, daysBefore} from "#pipelines/time/chinese-day.ts";

/** Conditions for records that ended before a moment. */
const ENDED = {
  sessions: (moment: string) => (row: RowConditions<"sessions">) =>
    row(row.fn.coalesce("revoked_at", "ends_at"), "<", moment),
  attempts: (moment: string) => (row: RowConditions<"attempts">) =>
    row.and([row("last_at", "<", moment), row("open_at", "<", moment)]),
  links: (moment: string) => (row: RowConditions<"links">) =>
    row(row.fn.coalesce("used_at", "expires_at"), "<", moment),
  api_tokens: (moment: string) => (row: RowConditions<"api_tokens">) =>
    row(row.fn.coalesce("revoked_at", "expires_at"), "<", moment),
  // A valid one has no end.
  calendar_feeds: (moment: string) => (row: RowConditions<"calendar_feeds">) => row("revoked_at", "<", moment)
};

/** The retention period counts whole days in China. */
const keptFrom = (on: string) => beginOfChineseDay(daysBefore(on, readRetentionPolicy().signIn.days));

export async function countOldSignIns(ledger: LedgerReader, on: string): Promise<number> {
  const moment = keptFrom(on);
  const counted = await ledger
    .selectNoFrom(({selectFrom}) => [
      selectFrom("sessions")
        .where(ENDED.sessions(moment))
        .select(({fn}) => fn.countAll<number>().as("count"))
        .as("a"),
      selectFrom("attempts")
        .where(ENDED.attempts(moment))
        .select(({fn}) => fn.countAll<number>().as("count"))
        .as("b"),
      selectFrom("links")
        .where(ENDED.links(moment))
        .select(({fn}) => fn.countAll<number>().as("count"))
        .as("c"),
      selectFrom("api_tokens")
        .where(ENDED.api_tokens(moment))
        .select(({fn}) => fn.countAll<number>().as("count"))
        .as("d"),
      selectFrom("calendar_feeds")
        .where(ENDED.calendar_feeds(moment))
        .select(({fn}) => fn.countAll<number>().as("count"))
        .as("e")
    ])
    .executeTakeFirstOrThrow();
  return Object.values(counted).reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

/** Deletes sessions, failed attempts, links, tokens and calendar feeds that ended long ago. */
export async function removeOldSignIns(tx: LedgerTransaction, on: string): Promise<number> {
  const moment = keptFrom(on);
  const count = await countOldSignIns(tx, on);
  await tx.deleteFrom("sessions").where(ENDED.sessions(moment)).execute();
  await tx.deleteFrom("attempts").where(ENDED.attempts(moment)).execute();
  await tx.deleteFrom("links").where(ENDED.links(moment)).execute();
  await tx.deleteFrom("api_tokens").where(ENDED.api_tokens(moment)).execute();
  await tx.deleteFrom("calendar_feeds").where(ENDED.calendar_feeds(moment)).execute();
  return count;
}
