/** The states by which the office can filter its queue. */
export const QUEUE_STATES = [
  {value: "waiting", label: "未审和待核"},
  {value: "none", label: "未审"},
  {value: "hold", label: "待核"},
  {value: "return", label: "已退回"},
  {value: "approve", label: "已通过"}
] as const;

export type QueueState = (typeof QUEUE_STATES)[number]["value"];
