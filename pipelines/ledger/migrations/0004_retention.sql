-- What is old may be taken away: the beginning of the audit too.
drop trigger if exists audit_is_kept;

-- The beginning of the audit, removed when its time was over: the chain goes on from the newest cut. Only what is older than the
-- law asks for can be cut, and only after the cut was written down.
create table audit_cuts (
  cut_id integer primary key autoincrement,
  -- The last row that is gone, and its hash.
  audit_id integer not null,
  hash text not null,
  -- YYYY-MM-DD, in China
  cut_on text not null
) strict;

create trigger audit_cuts_are_old before insert on audit_cuts
when not exists (select 1 from audit where audit_id = new.audit_id and hash = new.hash)
  or exists (select 1 from audit where audit_id <= new.audit_id and date(at, '+8 hours') >= date(new.cut_on, '-184 days'))
begin
  select raise(abort, 'the audit is kept for 184 days');
end;

create trigger audit_cuts_stay before update on audit_cuts begin
  select raise(abort, 'the audit is append-only');
end;

create trigger audit_cuts_are_kept before delete on audit_cuts begin
  select raise(abort, 'the audit is append-only');
end;

create trigger audit_is_kept before delete on audit
when old.audit_id > coalesce((select max(audit_id) from audit_cuts), 0) begin
  select raise(abort, 'the audit is append-only');
end;

-- What was taken away because its time was over or one person asked for it; rows about submissions stay as they are.
create table removals (
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

create index removals_by_submission on removals (submission_id);
