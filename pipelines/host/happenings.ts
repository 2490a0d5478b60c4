import {channel} from "node:diagnostics_channel";

/** Where a request keeps the build that it reads; whoever opens builds knows its form. */
export interface BuildOfRequest {
  build?: unknown;
  /** When it may begin to read. */
  itsTurn?: () => Promise<void>;
}

/** What an operator may want to know of a running process: counts and durations, never who or which file. */
interface Happenings {
  /** The running request comes from somebody of this role. */
  visitor: {role: string};
  "sign-in-refused": {by: "password" | "code" | "oidc" | "cas"; outcome: "refused" | "locked"};
  build: {build_id: number; revision: number; ms: number};
  submission: {dataset: string; outcome: string};
  /** The running work reads numbers; the request that it belongs to says which build it has begun with. */
  "build-wanted": {take: (own: BuildOfRequest) => void};
  /** A change is to be counted; whoever it may keep waiting says until when it has to wait for them. */
  "before-build": {waitFor: (turn: Promise<unknown>) => void};
  /** The running work has had the numbers brought up to date. */
  rebuilt: Record<string, never>;
  /** A build is to be let go; who may still read it says until when to wait. */
  "build-unused": {waitFor: (ended: Promise<unknown>) => void};
  /** Something of ours failed in the request of this number. */
  defect: {id: string; type: string};
  /** The check of a file comes into the line, begins, or ends. */
  check: {step: "waits" | "runs" | "ends"};
}

/** What a process has seen since it was started; the newest first. */
export interface Observed {
  started_at: string;
  builds: (Happenings["build"] & {at: string})[];
  defects: (Happenings["defect"] & {at: string})[];
  /** Checks of files that run or wait for their turn. */
  checks: {running: number; waiting: number};
}

type Happening = keyof Happenings;

// Channels belong to the process, so the built app and what runs before it share them; a command has no listener.
const channelOf = (what: Happening) => channel(`union-plan.${what}`);

/** Tells whoever listens; it runs the listeners before it returns. */
export function tell<What extends Happening>(what: What, facts: Happenings[What]): void {
  channelOf(what).publish(facts);
}

export function listen<What extends Happening>(what: What, heard: (facts: Happenings[What]) => void): void {
  channelOf(what).subscribe((facts) => heard(facts as Happenings[What]));
}
