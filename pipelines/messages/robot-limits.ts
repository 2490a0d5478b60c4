import type {Channel} from "./state.ts";

/** Bytes of a text: 企业微信 says 2,048; 钉钉 says nothing, so the same; the body for 飞书 may have 20 kB with its escapes. */
export const MOST_BYTES: Record<Channel, number> = {
  wecom: 2048,
  dingtalk: 2048,
  feishu: 8000,
  mail: 100_000,
  text: 2048
};

/** So many attempts in so many milliseconds. 钉钉 silences a robot for ten minutes that sends more. */
export const RATES: Record<Channel, {ms: number; most: number}[]> = {
  wecom: [{ms: 60_000, most: 20}],
  dingtalk: [{ms: 60_000, most: 20}],
  feishu: [
    {ms: 1_000, most: 5},
    {ms: 60_000, most: 20}
  ],
  mail: [{ms: 60_000, most: 60}],
  text: []
};
