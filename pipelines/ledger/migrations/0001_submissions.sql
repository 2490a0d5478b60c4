-- What people did. Rows are added and never changed: a correction is a new submission, a change of mind a new verdict. Only the
-- mention of one person, who asked for it, is taken out of texts.
create table submissions (
  -- Order of acceptance; later means larger.
  sent_order integer primary key autoincrement,
  submission_id text not null unique,
  dataset text not null,
  -- As the sender called it; never used as a path.
  file_name text not null,
  sha256 text not null,
  byte_count integer not null,
  -- The unit that sent it; null for the office.
  unit_code text,
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
  warnings text not null
) strict;

create index submissions_by_bytes on submissions (dataset, sha256);

create table verdicts (
  verdict_id integer primary key autoincrement,
  submission_id text not null references submissions (submission_id),
  verdict text not null check (verdict in ('approve', 'return', 'withdraw')),
  reason text,
  given_at text not null
) strict;

create index verdicts_by_submission on verdicts (submission_id);

-- Takes part in naming warehouse builds, so that of two builds the later one is known without a clock.
create table builds (
  build_id integer primary key autoincrement,
  started_at text not null
) strict;
