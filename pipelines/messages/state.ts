import type {Role} from "#pipelines/ledger/tables.ts";
import type {Plan} from "#pipelines/plan/plan.ts";
import type {Level} from "#pipelines/plan/supervision-rules.ts";
import type {Notice} from "./notice.ts";

/** A deliverable as supervision sees it on a day. */
export interface SupervisedItem {
  code: string;
  name: string;
  status: string;
  /** Null where no rule supervises it. */
  level: Level | null;
  rules: string[];
  due_on: string;
  lead_unit: string | null;
  unit_name: string | null;
  /** The responsible account. */
  account: string | null;
  /** An office, no name. */
  leader: string | null;
  /** The newest report in force. */
  report: {submission_id: string; sent_at: string} | null;
}

/** An account that may be told something. */
export interface Addressee {
  name: string;
  role: Role;
  unit_code: string | null;
  isChair: boolean;
  hasMail: boolean;
}

export const ROBOTS = ["wecom", "dingtalk", "feishu"] as const;
export type RobotKind = (typeof ROBOTS)[number];
export type Channel = RobotKind | "mail" | "text";

/** Everything that decides whom to tell what on a day. */
export interface SupervisionState {
  plan: Pick<Plan, "year" | "workdays" | "supervision">;
  items: SupervisedItem[];
  /** Of the plan's year, the first first. */
  notices: Notice[];
  addressees: Addressee[];
  /** Whether mail can be sent, and the robots that are set up. */
  hasMail: boolean;
  robots: RobotKind[];
  /** Without a trailing slash. */
  site: string;
  /** What was told on the day already, as `channel addressee`. */
  toldToday: string[];
}
