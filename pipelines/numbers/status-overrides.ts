import type {DuckDBConnection} from "@duckdb/node-api";
import {day, orNull, text, word} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import type {Judgement, Status} from "./status.ts";

/** What the office may state; the rest needs a report that it approves. */
export const STATABLE = ["正常", "临期", "滞后", "逾期", "未到期", "已调整"] as const satisfies Status[];

/** 办公室认定: a status that the office stated, in force on a day. */
export interface StatusOverride {
  deliverable_code: string;
  status: (typeof STATABLE)[number];
  reason: string;
  /** The decision that changed or cancelled the deliverable; only with 已调整. */
  meeting: string | null;
  decided_on: string | null;
  set_on: string;
  until_on: string | null;
}

const OVERRIDES = query(
  {
    deliverable_code: text,
    status: word<StatusOverride["status"]>(),
    reason: text,
    meeting: orNull(text),
    decided_on: orNull(day),
    set_on: day,
    until_on: orNull(day)
  },
  `select deliverable_code, status, reason, meeting, decided_on, set_on, until_on
  from marts.status_overrides
  where plan_year = $year and status is not null and set_on <= $on::date
    and coalesce(replaced_on > $on::date, true) and coalesce(until_on >= $on::date, true)`
);

/** Reads the stated statuses that count on a day, by deliverable. */
export async function readOverrides(
  db: DuckDBConnection,
  {year, on}: {year: number; on: string}
): Promise<Map<string, StatusOverride>> {
  const overrides: StatusOverride[] = await OVERRIDES.rows(db, {year, on});
  return new Map(overrides.map((each) => [each.deliverable_code, each]));
}

/** What a report's turn decides is stronger than what is stated. */
export const DECIDED: Status[] = ["办结", "待审", "已调整"];

/** Puts the stated status before the computed one, which stays in the rule: both are always seen. */
export function overriddenBy(computed: Judgement, override: StatusOverride | undefined): Judgement {
  if (!override || DECIDED.includes(computed.status)) return computed;
  const {status, reason, until_on} = override;
  const until = until_on === null ? "" : `，至 ${until_on}`;
  return {
    status,
    rule: `办公室认定 ${status}（${decisionWords(override)}${reason}${until}），按数据为 ${computed.status}：${computed.rule}`
  };
}

/** 经常委会（2026-10-12）决定： */
function decisionWords({meeting, decided_on}: StatusOverride): string {
  return meeting === null ? "" : `经${meeting}（${decided_on}）决定：`;
}
