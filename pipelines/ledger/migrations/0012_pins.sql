-- 我的视图: the KPIs, tasks and units that an account pinned to a page of its own. They go with their account.
create table pins (
  account_id text not null references accounts (account_id) on delete cascade,
  -- Tasks and KPIs have other codes each year.
  plan_year integer not null,
  -- K23, T05 or U12
  code text not null,
  -- Order on the page, from 1.
  place integer not null,
  pinned_at text not null,
  primary key (account_id, plan_year, code)
) strict;

-- 首页视图: a set of pins that the office makes the start page of a role. The newest entry of a role and year counts.
create table start_views (
  start_view_id integer primary key autoincrement,
  role text not null check (role in ('leadership', 'committee', 'unit', 'office', 'administrator')),
  plan_year integer not null,
  -- A JSON list of codes; null gives the role its usual start page back.
  codes text,
  set_by text not null,
  set_at text not null
) strict;

create trigger start_views_are_kept before delete on start_views begin
  select raise(abort, 'start views are append-only');
end;
