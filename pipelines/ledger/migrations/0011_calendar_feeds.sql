-- Addresses at which a calendar program reads the plan's dates without signing in.
create table calendar_feeds (
  feed_id text primary key,
  -- The secret itself is shown once and kept nowhere.
  token_hash text not null unique,
  account_id text not null references accounts (account_id),
  -- What its owner calls it: 手机日历
  label text not null,
  -- own: what the account answers for (我的); unit: 本单位; all: 全校.
  scope text not null check (scope in ('own', 'unit', 'all')),
  -- null for all tasks; a task has another code each year, so it comes with its year.
  task_code text,
  plan_year integer,
  made_at text not null,
  -- Noted at most once an hour.
  used_at text,
  revoked_at text,
  check ((task_code is null) = (plan_year is null))
) strict;

create index calendar_feeds_by_account on calendar_feeds (account_id);
