import type {Level} from "#pipelines/plan/supervision-rules.ts";

/** Who is told of a notice, one after the other. The office takes the place of a chair where the lead unit has no account. */
export const STEPS = ["责任人", "主席", "办公室", "领导"] as const;
export type Step = (typeof STEPS)[number];

export type NoticeEvent = {on: string; at: string} & (
  | {kind: "raised"; level: Level; rules: string[]}
  | {kind: "told"; step: Step}
  | {kind: "acknowledged"; account: string}
  /** `submission_id`: the report that ended it. */
  | {kind: "ended"; reason: string; submission_id: string | null; account: string | null}
);

/** 督办单: issued once, with a number of its year; what became of it stands in its events, the first first. */
export interface Notice {
  notice_id: number;
  year: number;
  number: number;
  deliverable_code: string;
  level: Level;
  rules: string[];
  due_on: string;
  /** 拟办意见 */
  opinion: string | null;
  issued_on: string;
  issued_at: string;
  issued_by: string | null;
  events: NoticeEvent[];
}

type EventOf<Kind extends NoticeEvent["kind"]> = Extract<NoticeEvent, {kind: Kind}>;

const lastOf = <Kind extends NoticeEvent["kind"]>({events}: Notice, kind: Kind) =>
  events.findLast((event): event is EventOf<Kind> => event.kind === kind);

/** 督〔2026〕12号 */
export const noticeNumber = ({year, number}: Pick<Notice, "year" | "number">) => `督〔${year}〕${number}号`;

/** The end of a notice; undefined while it is open. */
export const endOf = (notice: Notice) => lastOf(notice, "ended");
export const isOpen = (notice: Notice) => endOf(notice) === undefined;

/** The level that a notice has reached, with the rules that gave it. */
export function levelOf(notice: Notice): {level: Level; rules: string[]} {
  const {level, rules} = lastOf(notice, "raised") ?? notice;
  return {level, rules};
}

/** 签收; undefined where nobody has answered since the level was last raised. */
export function acknowledgementOf(notice: Notice): EventOf<"acknowledged"> | undefined {
  const raised = lastOf(notice, "raised");
  const acknowledged = lastOf(notice, "acknowledged");
  if (!acknowledged || !raised) return acknowledged;
  return notice.events.indexOf(acknowledged) > notice.events.indexOf(raised) ? acknowledged : undefined;
}

/** Whom a notice was last told, in the round that nobody has answered; a raised level begins a new one after an answer. */
export function lastToldOf(notice: Notice): EventOf<"told"> | undefined {
  const from = beginOfRound(notice);
  return notice.events.slice(from).findLast((event): event is EventOf<"told"> => event.kind === "told");
}

function beginOfRound({events}: Notice): number {
  const answered = events.findLastIndex(({kind}) => kind === "acknowledged");
  const raised = events.findIndex(({kind}, at) => kind === "raised" && at > answered);
  return answered === -1 || raised === -1 ? 0 : raised;
}

/** The day since which an answer is waited for: a level raised after an answer asks anew. */
export function askedOn(notice: Notice): string {
  const first = notice.events[beginOfRound(notice)];
  return first?.kind === "raised" ? first.on : notice.issued_on;
}

/** Tells whether the level was raised since somebody was last told. */
export function isRaisedSinceTold({events}: Notice): boolean {
  return events.findLastIndex(({kind}) => kind === "raised") > events.findLastIndex(({kind}) => kind === "told");
}
