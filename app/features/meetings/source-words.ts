import type {ItemSource} from "#pipelines/meetings/agenda.ts";

/** Why an item is on an agenda. */
export const SOURCE_WORDS: Record<ItemSource, string> = {
  "action-item": "未办结的交办",
  carried: "上次议而未决",
  concern: "需关注",
  change: "本月变化",
  free: "其他事项"
};
