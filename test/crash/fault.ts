/** What happens to the child at the k-th point that it reaches. */
export type Fault =
  /** Nothing; the child lists the points that it passed. */
  | {kind: "list"}
  /** Killed by kill -9, from inside; at its end if it has fewer points. */
  | {kind: "kill"; at: number}
  /** Killed by kill -9 from outside, for which it waits at its end. */
  | {kind: "wait"}
  /** The k-th call fails; `lasts`: every later one that needs room, a handle or the disk too. */
  | {kind: "fail"; at: number; code: FailureCode; lasts?: boolean};

export const FAILURE_CODES = ["ENOSPC", "EIO", "EMFILE", "EROFS"] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/** The variable that carries the fault to the child, as JSON. */
export const FAULT_VARIABLE = "CRASH_FAULT";

/** What the child says, a line each. */
export const SAID = {begun: "begun", acknowledged: "acknowledged", reached: "reached ", points: "points "} as const;
