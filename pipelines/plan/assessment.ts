import {listOf} from "./plan.ts";

/** How an item of the score table is filled. */
export type Criterion =
  /** The unit's value of a KPI, against its target or by bands. */
  | {by: "kpi"; code: string}
  /** The number of rows of a dataset that name the unit, all or those with a word in one column. */
  | {by: "rows"; dataset: string; column?: string; word?: string; times: number}
  /** The share of reports that came in time, or of required cells that were filled. */
  | {by: "on-time"}
  | {by: "complete"}
  /** By people: the unit adds its evidence. */
  | {by: "report"};

/** The datasets whose rows name a unit, with the columns by which they are told apart: marts.unit_records. */
export const COUNTED_DATASETS = {
  activities: ["category", "club_role"],
  meetings: ["meeting_type"],
  media: ["item_type"],
  awards: ["record_type", "level"]
} as const;

/** The columns by which the rows of a dataset are told apart; undefined for a dataset that is not counted. */
export function countedColumnsOf(dataset: string): readonly string[] | undefined {
  return new Map<string, readonly string[]>(Object.entries(COUNTED_DATASETS)).get(dataset);
}

/** Parses `kpi:K23`, `rows:media:4`, `rows:meetings:meeting_type=二级教代会:1`, `on-time`, `complete` or `report`. */
export function criterionOf(text: string): Criterion | undefined {
  if (text === "on-time" || text === "complete" || text === "report") return {by: text};
  const code = /^kpi:(K\d+)$/.exec(text)?.[1];
  if (code) return {by: "kpi", code};
  const [, dataset, column, word, times] = /^rows:([a-z_]+):(?:([a-z_]+)=([^:=]+):)?([1-9]\d{0,2})$/.exec(text) ?? [];
  if (!dataset || !times) return undefined;
  return {by: "rows", dataset, ...(column && word && {column, word}), times: Number(times)};
}

export interface Band {
  /** The value from which, or for KPIs where less is better up to which, the share is given. */
  limit: number;
  /** The percent of the item's points. */
  share: number;
}

/** Parses `90:100;80:60`; undefined for anything else. */
export function bandsOf(text: string): Band[] | undefined {
  const bands = listOf(text).map((part) => {
    const [, limit, share] = /^(\d+(?:\.\d+)?):(\d{1,3})$/.exec(part) ?? [];
    return limit === undefined ? undefined : {limit: Number(limit), share: Number(share)};
  });
  return bands.every((band) => band !== undefined && band.share <= 100)
    ? bands.flatMap((band) => band ?? [])
    : undefined;
}
