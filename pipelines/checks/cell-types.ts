import type {Field} from "#pipelines/contracts/contract.ts";
import {
  BLANKS,
  DATE,
  DATE_BEFORE_TIME,
  DAY_SERIAL,
  FALSE_WORDS,
  FULL_WIDTH,
  HALF_WIDTH,
  LIST_MARKS,
  MAYBE_MONTHS,
  MOMENT_SERIAL,
  MONTH,
  MONTH_CUT,
  PERCENT,
  SERIALS,
  THOUSANDS,
  TIME,
  TRUE_WORDS,
  WEEKDAYS,
  WHOLE_NUMBER,
  YEARS
} from "./spelling.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";

// Each function returns SQL that turns the trimmed text in column `t` into a value, or null where it is none. A cheap
// pattern tries the usual spelling first; the many other spellings come after it.

const SPELLED_BOOLEANS = `map {${[
  ...TRUE_WORDS.map((word) => `'${word}': true`),
  ...FALSE_WORDS.map((word) => `'${word}': false`)
].join(", ")}}`;

/** The text of a cell without surrounding blanks; null when nothing is left. */
export function trimmed(column: string): string {
  return `nullif(trim(${column}, ${literal(BLANKS)}), '')`;
}

export function halfWidth(t: string): string {
  return `translate(${t}, '${FULL_WIDTH}', '${HALF_WIDTH}')`;
}

export function valueSql(field: Field, t: string): string {
  switch (field.type) {
    case "string":
      return t;
    case "integer":
      return `case when try_cast(${t} as bigint)::varchar = ${t} then try_cast(${t} as bigint) else ${spelledInteger(field, t)} end`;
    case "number":
      // A cast would take 12_13 as 1213.
      return `case when not contains(${t}, '_') then coalesce(try_cast(${t} as decimal(18, 4)), try_cast(${plainNumber(field, t)} as decimal(18, 4))) end`;
    case "boolean":
      // The SQL uses a map, because DuckDB evaluates a repeated expression for every row.
      return `case when ${t} = '是' then true when ${t} = '否' then false else ${SPELLED_BOOLEANS}[lower(${halfWidth(t)})] end`;
    case "date":
      return `case when ${isWritten(t, "____-__-__")} then ${inOurTime(`try_cast(${t} as date)`)} else ${spelled(t, spelledDate)} end`;
    case "datetime":
      return `case when ${isWritten(t, "____-__-__ __:__:__")} then ${inOurTime(`try_cast(${t} as timestamp)`)} else ${spelled(t, spelledDatetime)} end`;
    case "yearmonth":
      return `case when ${isWritten(t, "____-__")} then ${inOurTime(`try_cast(${t} || '-01' as date)`)} else ${spelled(t, spelledMonth)} end`;
    case "list":
      return `nullif(list_filter(list_transform(string_split(translate(${t}, '${LIST_MARKS}', '${";".repeat(LIST_MARKS.length)}'), ';'), lambda part: trim(part, ${literal(BLANKS)})), lambda part: part <> ''), [])`;
  }
}

/** Tells whether a cell has the usual spelling in half-width characters, which are one byte each. */
function isWritten(t: string, pattern: string): string {
  return `${t} like '${pattern}' and strlen(${t}) = ${pattern.length}`;
}

function spelledInteger(field: Field, t: string): string {
  return `try_cast(regexp_extract(${plainNumber(field, t)}, '${WHOLE_NUMBER}', 1) as bigint)`;
}

/** Half width, without the marks of thousands and, in a column of 0 to 100, without the percent sign. */
function plainNumber(field: Field, t: string): string {
  const k = halfWidth(t);
  const percent =
    field.constraints?.maximum === 100 ? `when regexp_full_match(${k}, '${PERCENT}') then rtrim(${k}, ' %')` : "";
  return `case when regexp_full_match(${k}, '${THOUSANDS}') then replace(${k}, ',', '') ${percent} else ${k} end`;
}

function inOurTime(value: string): string {
  return `(case when ${isOurs(value)} then ${value} end)`;
}

function isOurs(value: string): string {
  return `year(${value}) between ${YEARS.from} and ${YEARS.to}`;
}

/**
 * Names a value that `body` uses several times. SQL that repeats a long expression takes DuckDB longer to plan than a
 * small file to read.
 */
function named(value: string, name: string, body: string): string {
  return `list_transform([${value}], lambda ${name}: ${body})[1]`;
}

/** A day or a moment in one of the other spellings. */
function spelled(t: string, read: (k: string) => string): string {
  return `list_filter([${named(halfWidth(t), "k", read("k"))}], lambda day: ${isOurs("day")})[1]`;
}

function spelledDate(k: string): string {
  return `case
    when regexp_full_match(${k}, '[0-9]{8}') then try_strptime(${k}, '%Y%m%d')::date
    when regexp_full_match(${k}, '${DAY_SERIAL}') then ${dateOfSerial(k)}
    else ${dateOfParts(k, DATE)} end`;
}

function dateOfParts(k: string, pattern: string): string {
  const day = named(
    `regexp_extract(${k}, '${pattern}', ['year', 'month', 'day', 'weekday'])`,
    "part",
    // 2026年4月18日（周五）, a Saturday, is another day than it says or the next one.
    `list_filter([try_cast(part.year || '-' || lpad(part.month, 2, '0') || '-' || lpad(part.day, 2, '0') as date)],
      lambda date: part.weekday = '' or isodow(date) = strpos('${WEEKDAYS}', translate(part.weekday, '天', '日')))[1]`
  );
  return `case when not regexp_matches(${k}, '${MAYBE_MONTHS}') then ${day} end`;
}

/** Days since 1899-12-30, Excel's epoch. */
function dateOfSerial(k: string): string {
  return `case when try_cast(${k} as double) between ${SERIALS.from} and ${SERIALS.to} then date '1899-12-30' + try_cast(try_cast(${k} as double) as integer) end`;
}

function spelledDatetime(k: string): string {
  const time = named(
    `regexp_extract(${k}, '${TIME}', ['hour', 'minute', 'seconds', 'second'])`,
    "part",
    "lpad(part.hour, 2, '0') || ':' || part.minute || ':' || coalesce(nullif(part.second, ''), '00')"
  );
  return `case
    when regexp_full_match(${k}, '${MOMENT_SERIAL}') and try_cast(${k} as double) between ${SERIALS.from} and ${SERIALS.to}
      then timestamp '1899-12-30' + to_seconds(round(try_cast(${k} as double) * 86400))
    when regexp_matches(${k}, ':')
      then try_cast((${dateOfParts(k, DATE_BEFORE_TIME)}) || ' ' || ${time} as timestamp)
    else ${spelledDate(k)}::timestamp end`;
}

/** Excel turns 2026-03 into the first of March, so that day means its month; any other day is no month. */
function spelledMonth(k: string): string {
  const month = named(
    `regexp_extract(${k}, '${MONTH}', ['year', 'month'])`,
    "part",
    "try_cast(part.year || '-' || lpad(part.month, 2, '0') || '-01' as date)"
  );
  // 46082 is not a month of the year 4608 but a day in Excel's count.
  return `coalesce(
    list_filter([case when not regexp_full_match(${k}, '${MONTH_CUT}') then ${month} end], lambda month: ${isOurs("month")})[1],
    ${named(spelledDate(k), "first", "case when day(first) = 1 then first end")})`;
}
