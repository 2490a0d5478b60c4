import {addDays, monthNumbered} from "./days.ts";
import {changesOnly, type Outbox, type Row} from "./outbox.ts";
import {type Random, randomFor} from "./random.ts";
import {SILENT} from "./reporters.ts";
import {units} from "./units.ts";
import type {Unit} from "./unit.ts";

/** Units that send their own record of meetings. */
const OWN_SENDERS = ["U12", "U36"];

const POLICIES: [string, string, boolean][] = [
  ["2026-03-19", "教职工绩效分配办法修订", true],
  ["2026-05-14", "教职工临时补助申领管理办法修订", true],
  ["2026-06-25", "教职工绩效分配办法修订", true],
  ["2026-09-17", "附属学校招生与教职工子女入学办法", true],
  ["2026-10-22", "青年教职工过渡住房管理办法", false]
];

export function sendMeetings(outbox: Outbox): void {
  const random = randomFor("meetings");
  const meetings = [...unionMeetings(random), ...policyMeetings(), ...congresses(random)]
    .sort((a, b) => String(a.held_date).localeCompare(String(b.held_date)))
    .map((row, index): Row => ({meeting_id: `M2026-${String(index + 1).padStart(3, "0")}`, ...row}));
  const changed = changesOnly(["meeting_id"]);
  const isOwn = (row: Row, unit: string | undefined) =>
    unit === undefined ? !OWN_SENDERS.includes(String(row.unit_code)) : row.unit_code === unit;
  const send = (label: string, sentOn: string, unit?: string, isApproved = true) =>
    outbox.send({
      dataset: "meetings",
      label,
      sentOn,
      unit,
      isApproved,
      rows: changed(
        meetings.filter((row) => isOwn(row, unit) && String(row.held_date) < sentOn).map((row) => asFiled(row, sentOn))
      )
    });
  for (const number of [1, 3, 4, 5, 6, 7, 9, 10]) {
    const month = monthNumbered(number);
    send(`${month}_校工会`, addDays(`${month}-01`, 37));
  }
  send("2026上半年_计算机学院", "2026-07-02", "U12");
  send("2026-10_附属学校", "2026-11-09", "U36", false);
  send("2026-11上半月_校工会", "2026-11-16", undefined, false);
}

/** Minutes are filed some weeks after the congress. */
function asFiled(row: Row, sentOn: string): Row {
  const isFiled = row.minutes_filed === true && addDays(String(row.held_date), 12) <= sentOn;
  return {...row, minutes_filed: isFiled};
}

function unionMeetings(random: Random): Row[] {
  const meeting = (type: string, day: string, session: number, due: number, rest: Row = {}): Row => ({
    meeting_type: type,
    unit_code: "U00",
    session_no: `第${session}次`,
    held_date: day,
    due_count: due,
    present_count: due - random.between(0, Math.max(1, Math.round(due / 9))),
    minutes_filed: true,
    ...rest
  });
  const months = [1, 3, 4, 5, 6, 7, 9, 10, 11];
  // The July meeting dealt with an emergency only and skipped the first topic; January's second was a vote by letter.
  const standing = months.map((number, index) =>
    meeting("校工会常委会", `${monthNumbered(number)}-${number === 11 ? "04" : "13"}`, index + 1, 13, {
      first_topic_done: number === 7 ? "否" : "是"
    })
  );
  const byLetter = meeting("校工会常委会", "2026-01-28", 10, 13, {first_topic_done: "不适用"});
  const chairs = ["2026-01-15", "2026-03-17", "2026-04-21", "2026-06-09", "2026-09-08", "2026-10-20"].map(
    (day, index) =>
      meeting("二级单位工会主席会", day, index + 1, 36, {first_topic_done: day === "2026-06-09" ? null : "是"})
  );
  const others = [
    meeting("校教代会", "2026-03-31", 5, 226, {session_no: "第九届第五次"}),
    meeting("校工代会", "2026-03-31", 5, 118, {session_no: "第十五届第五次"}),
    ...["2026-03-10", "2026-06-30", "2026-10-14"].map((day, index) => meeting("执委会会议", day, index + 1, 35)),
    ...["2026-04-15", "2026-05-20", "2026-09-22", "2026-10-28"].map((day, index) =>
      meeting("专门工作委员会会议", day, index + 1, 9)
    ),
    meeting("行业平台会议", "2026-05-21", 1, 3, {policy_item: "教育部直属高校工会工作会议"}),
    meeting("行业平台会议", "2026-08-19", 2, 4, {policy_item: "全国煤炭高校工会工作研究会"})
  ];
  return [...standing, byLetter, ...chairs, ...others];
}

function policyMeetings(): Row[] {
  return POLICIES.map(([held_date, policy_item, union_opinion_given]) => ({
    meeting_type: "源头参与事项",
    unit_code: "U00",
    held_date,
    policy_item,
    union_opinion_given,
    minutes_filed: true
  }));
}

/** Of 32 units that must, seven have not held theirs; two held it and filed nothing. */
function congresses(random: Random): Row[] {
  const bound = units.filter(({code}) => !["U20", "U21", "U29", "U34"].includes(code));
  const missing = new Set([...Object.keys(SILENT), ...random.sample(bound, 5).map(({code}) => code)]);
  return bound
    .filter(({code}) => !missing.has(code))
    .map((unit: Unit, index): Row => {
      const due = Math.min(unit.size, 24 + Math.round(unit.size / 4));
      const month = random.weighted([
        [1, 5],
        [3, 22],
        [4, 24],
        [5, 14],
        [6, 12],
        [9, 12],
        [10, 11]
      ]);
      return {
        meeting_type: "二级教代会",
        unit_code: unit.code,
        session_no: "2026年度会议",
        held_date: `${monthNumbered(month)}-${String(random.between(5, 27)).padStart(2, "0")}`,
        due_count: due,
        present_count: due - random.between(0, 5),
        first_topic_done: "不适用",
        minutes_filed: index % 12 !== 6
      };
    });
}
