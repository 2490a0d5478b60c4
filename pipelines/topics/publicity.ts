import type {DuckDBConnection} from "@duckdb/node-api";
import {day, double, integer, orNull, text, word} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import type {TopicQuestion} from "./topic-question.ts";

/** The kinds of published pieces that inform; papers are research. */
export const CHANNELS = ["网站新闻", "微信推文", "校外媒体报道", "宣传栏和画册"] as const;
export type Channel = (typeof CHANNELS)[number];

const CHANNEL = "if(item_type in ('宣传栏', '宣传画册'), '宣传栏和画册', item_type)";
const IS_PUBLICITY = "item_type in ('网站新闻', '微信推文', '校外媒体报道', '宣传栏', '宣传画册')";

export interface PublicityMonth {
  month: string;
  channel: Channel;
  pieces: number;
}

const PUBLICITY_MONTHS = query(
  {month: day, channel: word<Channel>(), pieces: integer},
  `select date_trunc('month', published_on)::date as month, ${CHANNEL} as channel, count(*)::integer as pieces
  from marts.months
  inner join marts.media on published_on between year_start and month_end
  where months.month = $month::date and ($unit = '' or unit_code = $unit) and ${IS_PUBLICITY}
  group by all
  order by 1, 2`
);

/** A published piece of which the reads are known. */
export interface ReadPiece {
  title: string;
  channel: string;
  unit_code: string | null;
  published_on: string;
  read_count: number;
}

const MOST_READ = query(
  {title: text, channel: text, unit_code: orNull(text), published_on: day, read_count: integer},
  `select title, media.channel, unit_code, published_on, read_count::integer as read_count
  from marts.months
  inner join marts.media on published_on between year_start and month_end
  where months.month = $month::date and ($unit = '' or unit_code = $unit) and ${IS_PUBLICITY} and media.read_count > 0
  order by media.read_count desc, published_on, item_id
  limit 10`
);

/** What a second-level union sent since January. */
export interface PublicityUnit {
  unit_code: string;
  pieces: number;
  posts: number;
  reads: number;
  /** Null where it sent nothing. */
  last_on: string | null;
}

const PUBLICITY_UNITS = query(
  {unit_code: text, pieces: integer, posts: integer, reads: double, last_on: orNull(day)},
  `with sent as (
    select
      unit_code,
      count(*) as pieces,
      count(*) filter (where item_type = '微信推文') as posts,
      sum(read_count) as reads,
      max(published_on) as last_on
    from marts.months
    inner join marts.media on published_on between year_start and month_end
    where months.month = $month::date and ${IS_PUBLICITY}
    group by all
  )
  select
    units.unit_code,
    coalesce(pieces, 0)::integer as pieces,
    coalesce(posts, 0)::integer as posts,
    coalesce(reads, 0)::double as reads,
    last_on
  from marts.units
  left join sent using (unit_code)
  where units.month = $month::date and is_second_level_union and ($unit = '' or units.unit_code = $unit)
  order by pieces, last_on, units.unit_code`
);

/** A report outside the school, a poster wall or a brochure. */
export interface PlacedPiece {
  title: string;
  item_type: string;
  channel: string;
  unit_code: string | null;
  published_on: string;
  level: string | null;
}

const PLACED_PIECES = query(
  {
    title: text,
    item_type: text,
    channel: text,
    unit_code: orNull(text),
    published_on: day,
    level: orNull(text)
  },
  `select title, item_type, media.channel, unit_code, published_on, media.level
  from marts.months
  inner join marts.media on published_on between year_start and month_end
  where months.month = $month::date and ($unit = '' or unit_code = $unit)
    and item_type in ('校外媒体报道', '宣传栏', '宣传画册')
  order by published_on desc, item_id`
);

/** Reads how many pieces were published in each month, by channel. */
export function readPublicityMonths(
  db: DuckDBConnection,
  {month, unit = ""}: TopicQuestion
): Promise<PublicityMonth[]> {
  return PUBLICITY_MONTHS.rows(db, {month, unit});
}

/** Reads the ten pieces with most reads. */
export function readMostRead(db: DuckDBConnection, {month, unit = ""}: TopicQuestion): Promise<ReadPiece[]> {
  return MOST_READ.rows(db, {month, unit});
}

/** Reads what each second-level union sent, those that sent least first. */
export function readPublicityUnits(db: DuckDBConnection, {month, unit = ""}: TopicQuestion): Promise<PublicityUnit[]> {
  return PUBLICITY_UNITS.rows(db, {month, unit});
}

/** Reads what was published outside the school, on walls and in brochures, the newest first. */
export function readPlacedPieces(db: DuckDBConnection, {month, unit = ""}: TopicQuestion): Promise<PlacedPiece[]> {
  return PLACED_PIECES.rows(db, {month, unit});
}
