import {type Supervised, supervisionOf} from "#pipelines/numbers/supervision.ts";
import {isOpen, type Notice, type NoticeEvent, noticeNumber} from "#pipelines/messages/notice.ts";
import type {Message} from "#pipelines/messages/messages-on.ts";
import type {Addressee, SupervisedItem, SupervisionState} from "#pipelines/messages/state.ts";
import {dayOf} from "#pipelines/messages/supervise.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {dayAfter} from "#pipelines/time/chinese-day.ts";

export const yearPlan = readPlan(2026)!;

/** A deliverable of the invented year: what becomes of it on which day. */
interface Course {
  code: string;
  name: string;
  start_on: string;
  due_on: string;
  lead_unit: string | null;
  account: string | null;
  /** Days from which another status holds; before the first it is behind its pace. */
  status?: Record<string, SupervisedItem["status"]>;
  /** Days on which the due day is moved. */
  postponed?: Record<string, string>;
  reports?: string[];
  /** Days on which an account acknowledges, before the day's run. */
  acknowledged?: Record<string, string>;
}

const COURSES: Course[] = [
  // The owner answers at once and reports in time.
  {
    ...{code: "T01-01", name: "学习教育", start_on: "2026-01-05", due_on: "2026-03-31"},
    ...{lead_unit: "U01", account: "unit-U01", acknowledged: {"2026-03-09": "unit-U01"}, reports: ["2026-03-12"]},
    status: {"2026-03-13": "办结"}
  },
  // Nobody answers: owner, chair, leader, and then one reminder a week. Over 春节 nothing is told.
  {
    ...{code: "T03-08", name: "二级教代会建设", start_on: "2026-01-05", due_on: "2026-02-13"},
    ...{lead_unit: "U07", account: "unit-U07", reports: ["2026-03-20"]},
    status: {"2026-02-14": "逾期", "2026-03-21": "待审"}
  },
  // 国庆: due in the holiday; acknowledged, yet the level rises and asks again.
  {
    ...{code: "T05-04", name: "教职工运动会", start_on: "2026-03-02", due_on: "2026-10-10"},
    ...{lead_unit: "U02", account: "sports", acknowledged: {"2026-08-10": "sports", "2026-09-15": "sports"}},
    ...{status: {"2026-10-11": "逾期", "2026-10-27": "办结"}, reports: ["2026-10-26"]}
  },
  // A unit without an account: the office stands for it; then its due day is moved.
  {
    ...{code: "T06-02", name: "离退休慰问", start_on: "2026-05-01", due_on: "2026-06-30"},
    ...{lead_unit: "U09", account: null, postponed: {"2026-06-29": "2026-12-31"}}
  },
  // A report keeps it quiet while it is no worse; overdue it is issued anew.
  {
    ...{code: "T09-03", name: "五小创新活动", start_on: "2026-04-01", due_on: "2026-11-20"},
    ...{lead_unit: "U07", account: "unit-U07", reports: ["2026-09-17"]},
    ...{status: {"2026-11-21": "逾期", "2026-12-01": "已调整"}, acknowledged: {"2026-11-24": "unit-U07"}}
  }
];

const UNITS: Record<string, string> = {
  U01: "计算机学院工会",
  U02: "体育学院工会",
  U07: "化工学院工会",
  U09: "离退休工作处"
};

const ADDRESSEES: Addressee[] = [
  {name: "unit-U01", role: "unit", unit_code: "U01", isChair: false, hasMail: true},
  {name: "unit-U07", role: "unit", unit_code: "U07", isChair: false, hasMail: true},
  {name: "chair-U07", role: "unit", unit_code: "U07", isChair: true, hasMail: true},
  {name: "chair-U02", role: "unit", unit_code: "U02", isChair: true, hasMail: false},
  {name: "sports", role: "unit", unit_code: "U02", isChair: false, hasMail: true},
  {name: "leader", role: "leadership", unit_code: null, isChair: false, hasMail: true},
  {name: "office", role: "office", unit_code: null, isChair: false, hasMail: true}
];

/** Noon in China. */
const momentOf = (day: string) => `${day}T04:00:00.000Z`;
const valueOn = <Value>(days: Record<string, Value> | undefined, day: string) =>
  Object.entries(days ?? {}).findLast(([from]) => from <= day)?.[1];

function itemOn(day: string, course: Course): SupervisedItem {
  const {code, name, start_on, lead_unit, account, reports = []} = course;
  const due_on = valueOn(course.postponed, day) ?? course.due_on;
  const status = valueOn(course.status, day) ?? (due_on > course.due_on ? "正常" : "滞后");
  const supervised = {start_on, due_on, status, pace_kind: "linear", progress: 40, unreported: null} as const;
  const facts: Supervised = {...(supervised as Supervised), last_report_month: null, is_unproven: false};
  const found = supervisionOf(facts, {returned: 0, plan: yearPlan, on: day});
  const reported = reports.findLast((each) => each < day);
  return {
    ...{code, name, status, due_on, lead_unit, account, leader: "分管副主席"},
    ...{level: found?.level ?? null, rules: found?.rules ?? [], unit_name: lead_unit && UNITS[lead_unit]!},
    report: reported ? {submission_id: `${code} ${reported}`, sent_at: momentOf(reported)} : null
  };
}

function answered(notices: Notice[], day: string): Notice[] {
  return notices.map((notice) => {
    const account = COURSES.find(({code}) => code === notice.deliverable_code)?.acknowledged?.[day];
    const event: NoticeEvent = {kind: "acknowledged", on: day, at: momentOf(day), account: account ?? ""};
    return account && isOpen(notice) ? {...notice, events: [...notice.events, event]} : notice;
  });
}

export interface DayResult {
  day: string;
  messages: Message[];
  state: SupervisionState;
}

/** Runs the invented year day by day. */
export function simulatedYear(): DayResult[] {
  let notices: Notice[] = [];
  const days: DayResult[] = [];
  for (let day = "2026-01-01"; day <= "2026-12-31"; day = dayAfter(day)) {
    const {messages, state} = dayOf(day, momentOf(day), {
      plan: yearPlan,
      items: COURSES.map((course) => itemOn(day, course)),
      notices: answered(notices, day),
      ...{addressees: ADDRESSEES, hasMail: true, robots: ["wecom"], site: "https://plan.example.edu.cn", toldToday: []}
    });
    notices = state.notices;
    days.push({day, messages, state});
  }
  return days;
}

/** Every message of the year with its notices' ends, to be read by a person. */
export function yearText(days: DayResult[]): string {
  const blocks = days.flatMap(({day, messages, state}) => [
    ...messages.map(
      ({channel, addressee, subject, body}) => `== ${day} ${channel} → ${addressee ?? "群"}　${subject}\n${body}\n`
    ),
    ...endsOn(day, state)
  ]);
  return blocks.join("\n");
}

function endsOn(day: string, {notices}: SupervisionState): string[] {
  return notices.flatMap((notice) =>
    notice.events.flatMap((event) =>
      event.kind === "ended" && event.on === day
        ? [`-- ${day} ${noticeNumber(notice)} ${notice.deliverable_code} 结束：${event.reason}\n`]
        : []
    )
  );
}
