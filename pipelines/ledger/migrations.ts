/** From version 1 to 2, 2 to 3 and so on; `schema.sql` is run after them and makes what is new. */
export const MIGRATIONS = [
  // Zero reports, 待核, and who did it.
  `alter table submissions add column kind text not null default 'file' check (kind in ('file', 'zero'));
  alter table submissions add column sent_by text;
  alter table submissions add column columns text;
  alter table verdicts rename to verdicts_1;
  create table verdicts (
    verdict_id integer primary key autoincrement,
    submission_id text not null references submissions (submission_id),
    verdict text not null check (verdict in ('approve', 'return', 'hold', 'withdraw')),
    reason text,
    given_by text,
    given_at text not null
  ) strict;
  insert into verdicts (verdict_id, submission_id, verdict, reason, given_at)
    select verdict_id, submission_id, verdict, reason, given_at from verdicts_1;
  drop table verdicts_1;`,
  // Accounts and the audit: new tables only.
  "",
  // What is old may be taken away: the beginning of the audit too.
  "drop trigger if exists audit_is_kept;"
];

/** Of schema.sql; a change to it comes with a step from the version before. */
export const SCHEMA_VERSION = MIGRATIONS.length + 1;
