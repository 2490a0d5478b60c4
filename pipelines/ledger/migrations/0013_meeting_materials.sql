-- 冻结: the numbers of one month as they stood at one moment, kept as a file under the hash of its text.
create table frozen_states (
  state_id text primary key,
  plan_year integer not null,
  -- YYYY-MM, and the day that was judged
  month text not null,
  judged_on text not null,
  byte_count integer not null check (byte_count > 0),
  frozen_by text not null,
  frozen_by_name text not null,
  frozen_at text not null
) strict;

create trigger frozen_states_are_kept before delete on frozen_states begin
  select raise(abort, 'frozen states are append-only');
end;

-- Which state a meeting is held from; the newest entry counts (更新到最新 adds one).
create table meeting_states (
  meeting_state_id integer primary key autoincrement,
  meeting_id text not null,
  state_id text not null references frozen_states (state_id),
  set_by text not null,
  set_by_name text not null,
  set_at text not null
) strict;

create index meeting_states_of_meeting on meeting_states (meeting_id);

-- 自选演示: slides that somebody chose from pages of the site.
create table selections (
  selection_id text primary key,
  plan_year integer not null,
  title text not null,
  -- The meeting that it was made for.
  meeting_id text,
  made_by text not null,
  made_by_name text not null,
  made_at text not null
) strict;

create table selection_slides (
  selection_id text not null references selections (selection_id) on delete cascade,
  -- task:T03/proposals-stages, kpi:K23/trend
  slide_key text not null,
  -- Order in the deck, from 1.
  place integer not null,
  added_by text not null,
  added_at text not null,
  primary key (selection_id, slide_key)
) strict;

-- 会议材料: what was made from a state, so that it can be made again.
create table materials (
  material_id text primary key,
  kind text not null,
  -- The deck, or what the paper is about; empty for papers on everything.
  subject text not null,
  state_id text not null references frozen_states (state_id),
  meeting_id text,
  file_name text not null,
  sha256 text not null,
  byte_count integer not null check (byte_count > 0),
  made_by text not null,
  made_by_name text not null,
  made_at text not null
) strict;

create trigger materials_are_kept before delete on materials begin
  select raise(abort, 'materials are append-only');
end;
