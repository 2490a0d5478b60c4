import type {WaitingRows} from "#pipelines/numbers/waiting-rows.ts";

/** 待名册确认 in one sentence, without numbers for sensitive records. */
export function waitingText({person_count, row_count}: Pick<WaitingRows, "person_count" | "row_count">): string {
  return person_count === null || row_count === null ? "有工号不在名册里的行" : `${person_count} 人，${row_count} 行`;
}

/** Names the rows, counted without the header; empty where they may not be shown. */
export function waitingPlaces({rows, row_count}: Pick<WaitingRows, "rows" | "row_count">): string {
  if (rows === null || row_count === null) return "";
  return `第 ${rows.join("、")} 行数据${row_count > rows.length ? "等" : ""}`;
}
