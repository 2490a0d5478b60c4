import type {Club} from "./clubs.ts";

export type ActivityDraft = Omit<Activity, "id" | "end" | "hasList"> & {end?: string; hasList?: boolean};
export interface Activity {
  id: string;
  name: string;
  codes: string[];
  organizer: string;
  club?: Club;
  partners?: string;
  category: string;
  topic?: string;
  needs?: string[];
  service?: string;
  audience: string[];
  mode?: "订单式" | "点单式" | "统一组织";
  clubRole?: "品牌活动" | "支撑活动" | "其他";
  batch?: number;
  start: string;
  end: string;
  /** How many should come; how many did is known once the list of names is drawn. */
  size: number;
  registered?: number;
  headcount?: number;
  hasList: boolean;
  isOutsourced?: boolean;
  costEach?: number;
  outcome?: "延期" | "取消";
  /** When an outcome other than 已完成 became known. */
  outcomeOn?: string;
  /** Announced before it takes place. */
  isAnnounced?: boolean;
}

/** Only headcounts for these: names would tell of health, of looking for a partner, or of children. */
export const HEADCOUNT_ONLY = ["心理健康", "联谊交友", "子女托管"];
export const RECREATION = ["体育健身", "文化艺术", "第二课堂"];
export const LAST_DAY = "2026-11-15";
