-- Zero reports, 待核, and who did it.
-- file: rows somebody sent; zero: the sender says that nothing happened in the month of as_of, and there are no rows.
alter table submissions add column kind text not null default 'file' check (kind in ('file', 'zero'));
-- The account that sent it; null where none was asked for.
alter table submissions add column sent_by text;
-- JSON: which column the sender took for which field, where they had to say so; null where the headers told it.
alter table submissions add column columns text;

-- A check cannot be changed in place.
alter table verdicts rename to verdicts_1;

create table verdicts (
  verdict_id integer primary key autoincrement,
  submission_id text not null references submissions (submission_id),
  verdict text not null check (verdict in ('approve', 'return', 'hold', 'withdraw')),
  reason text,
  -- The account that gave it; null where none was asked for or a rule did.
  given_by text,
  given_at text not null
) strict;

insert into verdicts (verdict_id, submission_id, verdict, reason, given_at)
select verdict_id, submission_id, verdict, reason, given_at from verdicts_1;

drop table verdicts_1;

create index verdicts_by_submission on verdicts (submission_id);

-- What the office set; of one name the newest counts.
create table settings (
  setting_id integer primary key autoincrement,
  name text not null,
  -- JSON
  value text not null,
  set_by text,
  set_at text not null
) strict;

create index settings_by_name on settings (name);

-- Headers that a sender took for a field, confirmed by a submission that was accepted; the newest counts, an empty field means: leave out.
create table column_choices (
  choice_id integer primary key autoincrement,
  -- null for the office
  unit_code text,
  dataset text not null,
  -- As headers are compared.
  header_key text not null,
  field text not null,
  chosen_at text not null
) strict;

create index column_choices_by_sender on column_choices (dataset, unit_code);

-- What people call a unit besides its name; the newest counts, an empty code takes the name back.
create table unit_aliases (
  alias_id integer primary key autoincrement,
  alias text not null,
  unit_code text not null,
  set_by text,
  set_at text not null
) strict;

-- Months closed for units; the newest entry of a month counts.
create table month_locks (
  lock_id integer primary key autoincrement,
  month text not null,
  is_locked integer not null,
  reason text,
  set_by text,
  set_at text not null
) strict;

-- One unit may still send one dataset of a locked month until the end of a day.
create table lock_exceptions (
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
