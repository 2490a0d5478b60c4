import type {SkippedRow} from "./skipped.ts";

/** Why a row was skipped, in words for its sender. */
export const SKIPPED_WORDS: Record<SkippedRow["reason"], string> = {
  blank: "空行",
  footer: "合计、备注或签字行",
  header: "重复的标题或表头",
  example: "模板的示例行"
};
