-- Meetings with what was recorded in them. A planned meeting can be changed or given up; one in session takes outcomes; a closed
-- one never changes again, and a mistake in it is an erratum beside it. The triggers hold this against every writer.
create table meetings (
  meeting_id text primary key,
  plan_year integer not null,
  -- 校工会常委会、执委会会议 …
  body text not null,
  -- YYYY-MM-DD
  held_on text not null,
  -- HH:MM; null where no time was said.
  held_at text,
  place text not null,
  -- 主持: a name or a post, as the minutes print it.
  chair text not null,
  -- 出席: a headcount or names, as the minutes print it.
  present text,
  state text not null check (state in ('planned', 'in-session', 'closed')),
  -- The account, and what it was called at that time; moments are ISO 8601, UTC.
  made_by text not null,
  made_by_name text not null,
  made_at text not null,
  opened_by text,
  opened_by_name text,
  opened_at text,
  closed_by text,
  closed_by_name text,
  closed_at text,
  check ((state = 'planned') = (opened_at is null)),
  check ((state = 'closed') = (closed_at is not null))
) strict;

create trigger meetings_go_forward before update on meetings
when (old.state = 'closed' and not ((new.meeting_id, new.plan_year, new.body, new.held_on, new.held_at, new.state, new.made_by,
    new.made_at, new.opened_by, new.opened_at, new.closed_by, new.closed_at)
    is (old.meeting_id, old.plan_year, old.body, old.held_on, old.held_at, old.state, old.made_by, old.made_at, old.opened_by,
        old.opened_at, old.closed_by, old.closed_at)
    and (coalesce(new.place, '') || coalesce(new.chair, '') || coalesce(new.present, '') || coalesce(new.made_by_name, '')
        || coalesce(new.opened_by_name, '') || coalesce(new.closed_by_name, '')) like '%已删除%'))
  or (old.state = 'in-session' and new.state = 'planned') or (old.state = 'planned' and new.state = 'closed')
begin
  select raise(abort, 'a meeting goes from planned to in session to closed');
end;

create trigger meetings_are_kept before delete on meetings when old.state <> 'planned' begin
  select raise(abort, 'a meeting that took place is kept');
end;

create table agenda_items (
  item_id text primary key,
  meeting_id text not null references meetings (meeting_id),
  plan_year integer not null,
  -- Order on the agenda, from 1.
  place integer not null,
  -- Why it is on the agenda: an open action item, left undecided by an earlier meeting, a concern, a change of status, or added freely.
  source text not null check (source in ('action-item', 'carried', 'concern', 'change', 'free')),
  -- The action item, the earlier item, or the code of the task or deliverable; null for what was added freely.
  subject text,
  title text not null,
  -- What was known about it when it was put on the agenda.
  note text,
  added_by text not null,
  added_by_name text not null,
  added_at text not null
) strict;

create index agenda_items_by_meeting on agenda_items (meeting_id);

create trigger agenda_items_are_added before insert on agenda_items
when (select state from meetings where meeting_id = new.meeting_id) not in ('planned', 'in-session')
begin
  select raise(abort, 'a closed meeting takes no item');
end;

create trigger agenda_items_change before update on agenda_items
when ((select state from meetings where meeting_id = old.meeting_id) <> 'planned' or new.meeting_id <> old.meeting_id)
  and not ((new.item_id, new.meeting_id, new.plan_year, new.place, new.source, new.subject, new.added_by, new.added_at)
    is (old.item_id, old.meeting_id, old.plan_year, old.place, old.source, old.subject, old.added_by, old.added_at)
    and (coalesce(new.title, '') || coalesce(new.note, '') || coalesce(new.added_by_name, '')) like '%已删除%')
begin
  select raise(abort, 'the agenda changes before the session only');
end;

create trigger agenda_items_are_kept before delete on agenda_items
when (select state from meetings where meeting_id = old.meeting_id) <> 'planned'
begin
  select raise(abort, 'the agenda changes before the session only');
end;

create table outcomes (
  outcome_id text primary key,
  meeting_id text not null references meetings (meeting_id),
  item_id text not null references agenda_items (item_id),
  plan_year integer not null,
  -- 通报、决定、交办
  kind text not null check (kind in ('notice', 'decision', 'action-item')),
  words text not null,
  -- Who was charged with an action item, as it was typed; the unit's code or the account's name where the words name one.
  owner text,
  owner_unit text,
  owner_account text,
  -- YYYY-MM-DD, as the meeting set it.
  due_on text,
  -- The task or deliverable it serves.
  subject text,
  recorded_by text not null,
  recorded_by_name text not null,
  recorded_at text not null,
  check ((kind = 'action-item') = (owner is not null)),
  check ((kind = 'action-item') = (due_on is not null))
) strict;

create index outcomes_by_meeting on outcomes (meeting_id);

create trigger outcomes_are_recorded before insert on outcomes
when (select state from meetings where meeting_id = new.meeting_id) <> 'in-session'
  or (select meeting_id from agenda_items where item_id = new.item_id) <> new.meeting_id
begin
  select raise(abort, 'outcomes are recorded in session only');
end;

create trigger outcomes_stay before update on outcomes
when not ((new.outcome_id, new.meeting_id, new.item_id, new.plan_year, new.kind, new.owner_unit, new.owner_account, new.due_on,
    new.subject, new.recorded_by, new.recorded_at)
    is (old.outcome_id, old.meeting_id, old.item_id, old.plan_year, old.kind, old.owner_unit, old.owner_account, old.due_on,
        old.subject, old.recorded_by, old.recorded_at)
    and (coalesce(new.words, '') || coalesce(new.owner, '') || coalesce(new.recorded_by_name, '')) like '%已删除%')
begin
  select raise(abort, 'an outcome is struck and recorded anew');
end;

create trigger outcomes_are_kept before delete on outcomes
when (select state from meetings where meeting_id = old.meeting_id) <> 'in-session'
begin
  select raise(abort, 'outcomes are struck in session only');
end;

-- 更正说明: what was found wrong in a closed meeting, beside it.
create table errata (
  erratum_id integer primary key autoincrement,
  meeting_id text not null references meetings (meeting_id),
  plan_year integer not null,
  words text not null,
  noted_by text not null,
  noted_by_name text not null,
  noted_at text not null
) strict;

create index errata_by_meeting on errata (meeting_id);

create trigger errata_are_noted before insert on errata
when (select state from meetings where meeting_id = new.meeting_id) <> 'closed'
begin
  select raise(abort, 'only a closed meeting has errata');
end;

create trigger errata_stay before update on errata
when not ((new.erratum_id, new.meeting_id, new.plan_year, new.noted_by, new.noted_at)
    is (old.erratum_id, old.meeting_id, old.plan_year, old.noted_by, old.noted_at)
    and (coalesce(new.words, '') || coalesce(new.noted_by_name, '')) like '%已删除%')
begin
  select raise(abort, 'errata are append-only');
end;

create trigger errata_are_kept before delete on errata begin
  select raise(abort, 'errata are append-only');
end;

-- What became of an action item (交办) of a closed meeting: answers, extensions, its end.
create table action_item_entries (
  entry_id integer primary key autoincrement,
  outcome_id text not null references outcomes (outcome_id),
  plan_year integer not null,
  kind text not null check (kind in ('answer', 'extend', 'close')),
  -- 办理情况, the reason of an extension, or what was said at the end.
  words text,
  -- https://…
  evidence text,
  -- The new due day of an extension.
  due_on text,
  entered_by text not null,
  entered_by_name text not null,
  entered_at text not null,
  check ((kind = 'extend') = (due_on is not null)),
  check (kind = 'close' or words is not null)
) strict;

create index action_item_entries_by_outcome on action_item_entries (outcome_id);

create trigger action_item_entries_are_added before insert on action_item_entries
when not exists (
    select 1 from outcomes join meetings using (meeting_id)
    where outcome_id = new.outcome_id and kind = 'action-item' and state = 'closed'
  )
  or exists (select 1 from action_item_entries where outcome_id = new.outcome_id and kind = 'close')
  or (new.kind = 'close' and coalesce((
    select kind from action_item_entries where outcome_id = new.outcome_id order by entry_id desc limit 1
  ), '') <> 'answer')
begin
  select raise(abort, 'an action item of a closed meeting is answered before it is closed');
end;

create trigger action_item_entries_stay before update on action_item_entries
when not ((new.entry_id, new.outcome_id, new.plan_year, new.kind, new.evidence, new.due_on, new.entered_by, new.entered_at)
    is (old.entry_id, old.outcome_id, old.plan_year, old.kind, old.evidence, old.due_on, old.entered_by, old.entered_at)
    and (coalesce(new.words, '') || coalesce(new.entered_by_name, '')) like '%已删除%')
begin
  select raise(abort, 'entries about action items are append-only');
end;

create trigger action_item_entries_are_kept before delete on action_item_entries begin
  select raise(abort, 'entries about action items are append-only');
end;

-- 批示: what a leader asks about a task, a deliverable or a KPI.
create table instructions (
  instruction_id text primary key,
  plan_year integer not null,
  -- T05, T05-04 or K23
  subject text not null,
  words text not null,
  given_by text not null,
  given_by_name text not null,
  given_at text not null
) strict;

create index instructions_by_subject on instructions (plan_year, subject);

create trigger instructions_stay before update on instructions
when not ((new.instruction_id, new.plan_year, new.subject, new.given_by, new.given_at)
    is (old.instruction_id, old.plan_year, old.subject, old.given_by, old.given_at)
    and (coalesce(new.words, '') || coalesce(new.given_by_name, '')) like '%已删除%')
begin
  select raise(abort, 'instructions are append-only');
end;

create trigger instructions_are_kept before delete on instructions begin
  select raise(abort, 'instructions are append-only');
end;

-- The one answer that closes an instruction.
create table instruction_answers (
  instruction_id text primary key references instructions (instruction_id),
  plan_year integer not null,
  words text not null,
  -- https://…
  evidence text,
  answered_by text not null,
  answered_by_name text not null,
  answered_at text not null
) strict;

create trigger instruction_answers_stay before update on instruction_answers
when not ((new.instruction_id, new.plan_year, new.evidence, new.answered_by, new.answered_at)
    is (old.instruction_id, old.plan_year, old.evidence, old.answered_by, old.answered_at)
    and (coalesce(new.words, '') || coalesce(new.answered_by_name, '')) like '%已删除%')
begin
  select raise(abort, 'instructions are append-only');
end;

create trigger instruction_answers_are_kept before delete on instruction_answers begin
  select raise(abort, 'instructions are append-only');
end;
