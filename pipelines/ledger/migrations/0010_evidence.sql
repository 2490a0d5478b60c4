-- Files that prove what a report says. The bytes lie in DATA_DIR/evidence/<sha256>, pictures without any metadata.
create table evidence_files (
  evidence_id text primary key,
  plan_year integer not null,
  deliverable_code text not null,
  -- The unit whose account handed it in; null for the office.
  unit_code text,
  -- The name on the sender's machine, only ever shown.
  file_name text not null,
  -- Of the bytes as they are kept: pictures become JPEG or WebP.
  kind text not null check (kind in ('pdf', 'jpeg', 'webp', 'docx', 'xlsx')),
  -- Of the bytes as they are kept.
  sha256 text not null,
  byte_count integer not null,
  sent_by text not null,
  sent_at text not null
) strict;

create index evidence_files_by_sha256 on evidence_files (sha256);
create index evidence_files_by_deliverable on evidence_files (deliverable_code);

-- What a file was attached to: an accepted report, or a look-back. A file without any use is an orphan after a day.
create table evidence_uses (
  use_id integer primary key autoincrement,
  evidence_id text not null references evidence_files (evidence_id),
  submission_id text references submissions (submission_id),
  look_back_id integer references look_backs (look_back_id),
  check ((submission_id is null) <> (look_back_id is null))
) strict;

create index evidence_uses_by_file on evidence_uses (evidence_id);

create trigger evidence_in_use_is_kept before delete on evidence_files
when exists (select 1 from evidence_uses where evidence_id = old.evidence_id) begin
  select raise(abort, 'evidence that is in use is kept');
end;

create trigger evidence_uses_are_kept before delete on evidence_uses begin
  select raise(abort, 'the uses of evidence are append-only');
end;

-- 回头看: what the office found some time after a deliverable was closed.
create table look_backs (
  look_back_id integer primary key autoincrement,
  plan_year integer not null,
  deliverable_code text not null,
  -- The day of the approval that had closed it, YYYY-MM-DD.
  closed_on text not null,
  -- 巩固: it lasts; 反弹: it does not, and the deliverable is open again.
  result text not null check (result in ('巩固', '反弹')),
  sentence text not null,
  -- Addresses, apart by blanks; null without evidence.
  evidence_link text,
  -- In China, YYYY-MM-DD.
  looked_on text not null,
  looked_by text not null,
  looked_at text not null
) strict;

-- 延期申请: another due day, asked for while the old one has not passed.
create table postponement_requests (
  request_id integer primary key autoincrement,
  plan_year integer not null,
  deliverable_code text not null,
  -- The due day when it was asked for, and the day that is asked for.
  due_on text not null,
  wanted_on text not null,
  reason text not null,
  unit_code text,
  asked_by text not null,
  asked_at text not null
) strict;

-- One request has one answer: the office's, or the asker takes it back.
create table postponement_answers (
  request_id integer primary key references postponement_requests (request_id),
  answer text not null check (answer in ('approved', 'refused', 'withdrawn')),
  reason text,
  -- The settlement that an approval made.
  submission_id text references submissions (submission_id),
  answered_by text not null,
  answered_at text not null,
  check ((answer = 'approved') = (submission_id is not null)),
  check (answer <> 'refused' or reason is not null)
) strict;

-- 办公室认定: a status beside the computed one. The newest entry of a deliverable counts; one without a status lifts it.
create table status_overrides (
  override_id integer primary key autoincrement,
  plan_year integer not null,
  deliverable_code text not null,
  status text,
  reason text not null,
  -- The last day it counts, YYYY-MM-DD; null until it is lifted.
  until_on text,
  -- The decision that changed or cancelled the deliverable; only with 已调整.
  meeting text,
  decided_on text,
  -- In China, YYYY-MM-DD.
  set_on text not null,
  set_by text not null,
  set_at text not null,
  check ((meeting is null) = (decided_on is null)),
  check (coalesce(status = '已调整', 0) = (meeting is not null))
) strict;

create trigger look_backs_are_kept before delete on look_backs begin
  select raise(abort, 'look-backs are append-only');
end;

create trigger postponement_requests_are_kept before delete on postponement_requests begin
  select raise(abort, 'requests are append-only');
end;

create trigger postponement_answers_are_kept before delete on postponement_answers begin
  select raise(abort, 'answers are append-only');
end;

create trigger status_overrides_are_kept before delete on status_overrides begin
  select raise(abort, 'overrides are append-only');
end;
