-- 月度封存: months whose numbers are served for ever as they were when the month was closed. A closing is never taken back.
create table month_closings (
  closing_id integer primary key autoincrement,
  -- YYYY-MM
  month text not null unique,
  -- Of the kept numbers, whose file in `closings` is named after it.
  sha256 text not null,
  byte_count integer not null,
  -- Null where none was given.
  reason text,
  -- The account; null where none was asked for.
  closed_by text,
  closed_at text not null
) strict;
