-- What people did. Rows are added and never changed: a correction is a new submission, a change of mind a new verdict. Only the
-- mention of one person, who asked for it, is taken out of texts.
create table if not exists submissions (
  -- Order of acceptance; later means larger.
  sent_order integer primary key autoincrement,
  submission_id text not null unique,
  dataset text not null,
  -- file: rows somebody sent; zero: the sender says that nothing happened in the month of as_of, and there are no rows.
  kind text not null default 'file' check (kind in ('file', 'zero')),
  -- As the sender called it; never used as a path.
  file_name text not null,
  sha256 text not null,
  byte_count integer not null,
  -- The unit that sent it; null for the office.
  unit_code text,
  -- The account that sent it; null where none was asked for.
  sent_by text,
  -- Day the data speaks for, YYYY-MM-DD, and whether the sender said so.
  as_of text not null,
  is_as_of_given integer not null,
  -- ISO 8601, UTC.
  sent_at text not null,
  encoding text,
  read_count integer not null,
  added_count integer not null,
  updated_count integer not null,
  unchanged_count integer not null,
  skipped_count integer not null,
  -- 1 where some of its keys stood in an earlier submission, whatever became of that one.
  has_replaced integer not null,
  -- JSON: the findings that only warned.
  warnings text not null,
  -- JSON: which column the sender took for which field, where they had to say so; null where the headers told it.
  columns text
) strict;

create index if not exists submissions_by_bytes on submissions (dataset, sha256);

create table if not exists verdicts (
  verdict_id integer primary key autoincrement,
  submission_id text not null references submissions (submission_id),
  verdict text not null check (verdict in ('approve', 'return', 'hold', 'withdraw')),
  reason text,
  -- The account that gave it; null where none was asked for or a rule did.
  given_by text,
  given_at text not null
) strict;

create index if not exists verdicts_by_submission on verdicts (submission_id);

-- Takes part in naming warehouse builds, so that of two builds the later one is known without a clock.
create table if not exists builds (
  build_id integer primary key autoincrement,
  started_at text not null
) strict;

-- What the office set; of one name the newest counts.
create table if not exists settings (
  setting_id integer primary key autoincrement,
  name text not null,
  -- JSON
  value text not null,
  set_by text,
  set_at text not null
) strict;

create index if not exists settings_by_name on settings (name);

-- Headers that a sender took for a field, confirmed by a submission that was accepted; the newest counts, an empty field means: leave out.
create table if not exists column_choices (
  choice_id integer primary key autoincrement,
  -- null for the office
  unit_code text,
  dataset text not null,
  -- As headers are compared.
  header_key text not null,
  field text not null,
  chosen_at text not null
) strict;

create index if not exists column_choices_by_sender on column_choices (dataset, unit_code);

-- What people call a unit besides its name; the newest counts, an empty code takes the name back.
create table if not exists unit_aliases (
  alias_id integer primary key autoincrement,
  alias text not null,
  unit_code text not null,
  set_by text,
  set_at text not null
) strict;

-- Months closed for units; the newest entry of a month counts.
create table if not exists month_locks (
  lock_id integer primary key autoincrement,
  month text not null,
  is_locked integer not null,
  reason text,
  set_by text,
  set_at text not null
) strict;

-- One unit may still send one dataset of a locked month until the end of a day.
create table if not exists lock_exceptions (
  exception_id integer primary key autoincrement,
  month text not null,
  unit_code text not null,
  dataset text not null,
  -- YYYY-MM-DD, that day included
  open_until text not null,
  reason text not null,
  set_by text,
  set_at text not null
) strict;

-- Who may sign in. Of what follows, only the audit is never changed.
create table if not exists accounts (
  account_id text primary key,
  -- What is typed to sign in.
  name text not null unique collate nocase,
  role text not null check (role in ('leadership', 'committee', 'unit', 'office', 'administrator')),
  unit_code text,
  -- 帮扶岗
  is_aid_officer integer not null default 0,
  -- 工号, for campus sign-on.
  staff_number text unique,
  -- argon2id; null until its owner has set one.
  password_hash text,
  -- Sealed with the installation's secret; the first is in use, the second is being set up.
  second_factor text,
  second_factor_offered text,
  -- The 30 seconds whose code was used last: a code counts once.
  second_factor_step integer not null default 0,
  made_at text not null,
  disabled_at text,
  check ((role = 'unit') = (unit_code is not null))
) strict;

-- Links that let somebody set a password, once.
create table if not exists links (
  token_hash text primary key,
  purpose text not null check (purpose in ('invite', 'reset', 'first')),
  -- null for the link that makes the first administrator
  account_id text references accounts (account_id),
  made_at text not null,
  expires_at text not null,
  -- Also set where a newer link took its place.
  used_at text
) strict;

create table if not exists sessions (
  token_hash text primary key,
  account_id text not null references accounts (account_id),
  -- 1: the password was right, the code is still asked for.
  is_pending integer not null,
  address text,
  made_at text not null,
  seen_at text not null,
  ends_at text not null,
  revoked_at text
) strict;

create index if not exists sessions_by_account on sessions (account_id);

-- Failed attempts in a row, by account and by address.
create table if not exists attempts (
  subject text primary key,
  failures integer not null,
  last_at text not null,
  -- Until then nothing is tried.
  open_at text not null
) strict;

create table if not exists api_tokens (
  token_id text primary key,
  token_hash text not null unique,
  account_id text not null references accounts (account_id),
  label text not null,
  made_at text not null,
  expires_at text not null,
  used_at text,
  revoked_at text
) strict;

-- Who did what. Each row carries the hash of itself and of the row before.
create table if not exists audit (
  audit_id integer primary key autoincrement,
  at text not null,
  -- The account; null where none was known.
  who text,
  action text not null,
  -- What it was done to: a submission, an account, a setting.
  object text,
  -- JSON; never a cell, a password or a token.
  detail text not null,
  address text,
  previous_hash text not null,
  hash text not null
) strict;

create trigger if not exists audit_stays before update on audit begin
  select raise(abort, 'the audit is append-only');
end;

-- The beginning of the audit, removed when its time was over: the chain goes on from the newest cut. Only what is older than the
-- law asks for can be cut, and only after the cut was written down.
create table if not exists audit_cuts (
  cut_id integer primary key autoincrement,
  -- The last row that is gone, and its hash.
  audit_id integer not null,
  hash text not null,
  -- YYYY-MM-DD, in China
  cut_on text not null
) strict;

create trigger if not exists audit_cuts_are_old before insert on audit_cuts
when not exists (select 1 from audit where audit_id = new.audit_id and hash = new.hash)
  or exists (select 1 from audit where audit_id <= new.audit_id and date(at, '+8 hours') >= date(new.cut_on, '-184 days'))
begin
  select raise(abort, 'the audit is kept for 184 days');
end;

create trigger if not exists audit_cuts_stay before update on audit_cuts begin
  select raise(abort, 'the audit is append-only');
end;

create trigger if not exists audit_cuts_are_kept before delete on audit_cuts begin
  select raise(abort, 'the audit is append-only');
end;

create trigger if not exists audit_is_kept before delete on audit
when old.audit_id > coalesce((select max(audit_id) from audit_cuts), 0) begin
  select raise(abort, 'the audit is append-only');
end;

-- What was taken away because its time was over or one person asked for it; rows about submissions stay as they are.
create table if not exists removals (
  removal_id integer primary key autoincrement,
  -- One run takes away many.
  run_id text not null,
  removed_at text not null,
  -- The day it was done for, YYYY-MM-DD.
  removed_on text not null,
  rule text not null check (rule in ('retention', 'person')),
  what text not null check (what in ('submission', 'audit', 'sign-ins')),
  submission_id text references submissions (submission_id),
  is_original_removed integer not null,
  -- Rows in which persons were made unknown, or that were taken out.
  row_count integer not null,
  -- People whose codes stayed, because newer files name them.
  kept_count integer not null,
  check ((what = 'submission') = (submission_id is not null))
) strict;

create index if not exists removals_by_submission on removals (submission_id);
