-- Who may sign in. Of what follows, only the audit is never changed.
create table accounts (
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
create table links (
  token_hash text primary key,
  purpose text not null check (purpose in ('invite', 'reset', 'first')),
  -- null for the link that makes the first administrator
  account_id text references accounts (account_id),
  made_at text not null,
  expires_at text not null,
  -- Also set where a newer link took its place.
  used_at text
) strict;

create table sessions (
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

create index sessions_by_account on sessions (account_id);

-- Failed attempts in a row, by account and by address.
create table attempts (
  subject text primary key,
  failures integer not null,
  last_at text not null,
  -- Until then nothing is tried.
  open_at text not null
) strict;

create table api_tokens (
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
create table audit (
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

create trigger audit_stays before update on audit begin
  select raise(abort, 'the audit is append-only');
end;

create trigger audit_is_kept before delete on audit begin
  select raise(abort, 'the audit is append-only');
end;
