import type {ReportState} from "#pipelines/completeness/matrix.ts";
import type {StatusWord} from "#app/ui/status-words.ts";

interface ReportAppearance {
  word: string;
  shape: StatusWord;
  colour: "red" | "amber" | "green" | "violet" | "blue" | "secondary";
}

/** Shape, word and colour of each report state; all pages use the same shapes. */
export const REPORT_LOOKS: Record<ReportState, ReportAppearance> = {
  "on-time": {word: "按时", shape: "正常", colour: "green"},
  late: {word: "迟报", shape: "滞后", colour: "amber"},
  missing: {word: "缺报", shape: "逾期", colour: "red"},
  returned: {word: "已退回", shape: "已调整", colour: "red"},
  zero: {word: "零报告", shape: "办结", colour: "green"},
  proxied: {word: "代报", shape: "待审", colour: "violet"},
  "not-due": {word: "未到期", shape: "未到期", colour: "secondary"}
};
