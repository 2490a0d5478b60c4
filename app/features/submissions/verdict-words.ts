import type {Verdict} from "#pipelines/ledger/submission-entries.ts";

/** The label of each verdict. */
export const VERDICT_WORDS: Record<Verdict | "none", string> = {
  none: "未审",
  approve: "已通过",
  return: "已退回",
  hold: "待核",
  withdraw: "已撤回"
};
