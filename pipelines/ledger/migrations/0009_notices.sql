-- 督办单. A number is given once and kept for ever; what becomes of a notice stands in its events.
create table notices (
  notice_id integer primary key autoincrement,
  -- 督〔2026〕12号
  year integer not null,
  number integer not null,
  deliverable_code text not null,
  level text not null check (level in ('黄', '橙', '红')),
  -- JSON: the rules that fired, in words.
  rules text not null,
  -- The due day when it was issued.
  due_on text not null,
  -- 拟办意见 of the office.
  opinion text,
  issued_on text not null,
  issued_at text not null,
  -- null where the rules issued it
  issued_by text,
  unique (year, number)
) strict;

create index notices_by_deliverable on notices (year, deliverable_code);

create table notice_events (
  event_id integer primary key autoincrement,
  notice_id integer not null references notices (notice_id),
  -- raised: a higher level; told: somebody was told; acknowledged: 签收; ended: nobody is told any more.
  kind text not null check (kind in ('raised', 'told', 'acknowledged', 'ended')),
  -- YYYY-MM-DD, in China
  on_day text not null,
  at text not null,
  -- The account that acknowledged or ended it; null where a rule did.
  account text,
  level text check (level in ('黄', '橙', '红')),
  -- JSON, of a raised level
  rules text,
  -- Who was told: 责任人、主席、领导、办公室
  step text,
  -- Why it ended, in words.
  reason text,
  -- The report that ended it.
  submission_id text
) strict;

create index notice_events_by_notice on notice_events (notice_id);

create trigger notices_stay before update on notices begin
  select raise(abort, 'a notice is kept as it was issued');
end;

create trigger notices_are_kept before delete on notices begin
  select raise(abort, 'a notice is kept for ever');
end;

-- What is to be told, written down together with the events it tells of, so that a crash loses nothing.
create table messages (
  -- The same at every attempt.
  message_id text primary key,
  on_day text not null,
  channel text not null check (channel in ('mail', 'wecom', 'dingtalk', 'feishu', 'text')),
  -- The account; null for a group.
  addressee text,
  subject text not null,
  body text not null,
  -- JSON: the notices it tells of.
  notice_ids text not null,
  -- waiting: to be sent; text: for the office to paste; sent, stopped, cancelled: settled.
  state text not null check (state in ('waiting', 'text', 'sent', 'stopped', 'cancelled')),
  -- Not sent before.
  due_at text not null,
  failures integer not null default 0,
  made_at text not null
) strict;

create index messages_by_state on messages (state, due_at);

-- Written before sending and completed by the answer: one without an answer was cut off, and may have arrived.
create table message_attempts (
  attempt_id integer primary key autoincrement,
  message_id text not null references messages (message_id),
  channel text not null,
  begun_at text not null,
  ended_at text,
  -- As the receiver said it; never a key or an address.
  code text,
  words text
) strict;

create index message_attempts_by_channel on message_attempts (channel, begun_at);

-- Where its owner gets messages; shown to the owner and the administrator alone.
alter table accounts add column email text;
