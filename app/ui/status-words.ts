export const STATUS_WORDS = ["逾期", "滞后", "临期", "正常", "办结", "待审", "未到期", "无数据", "已调整"] as const;
export type StatusWord = (typeof STATUS_WORDS)[number];
