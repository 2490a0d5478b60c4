import {expect, test} from "vitest";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {isBlocking} from "#pipelines/findings/findings.ts";
import {findingLine} from "#pipelines/findings/finding-words.ts";
import {readSubmission} from "#pipelines/ledger/submission-entries.ts";
import {csvOf, ofFile, type Row, send, sendAccepted, sharedStore, withdraw} from "./store.ts";

// What no single cell shows: rules over several columns, as each contract has them.
const store = sharedStore();

async function codesOf(dataset: string, row: Row, sending: {today?: string; asOf?: string} = {}) {
  const outcome = await send(store(), dataset, csvOf(dataset, [row]), {...sending, isDryRun: true});
  if (!("findings" in outcome)) throw new Error(outcome.outcome);
  return ofFile(outcome.findings).shown.map(({code}) => code);
}

const finished: Row = {status: "已完成", percent_done: "100", actual_finish_date: "2026-03-20"};
const voucher: Row = {issued_date: "2026-02-06", redeemed_amount_yuan: "450", redeemed_date: "2026-03-01"};
const calledOff: Row = {activity_id: "Q1", status: "取消", actual_headcount: "0"};
const absent: Row = {activity_id: "A1", person_id: "00001", attended: "否"};

/** A dataset, a row that cannot be right, and the code that says so. */
test.each<[what: string, dataset: string, row: Row, code: string]>([
  ["finished by a third", "progress", {...finished, percent_done: "35"}, "cell/contradiction"],
  ["not started, and half done", "progress", {status: "未开始", percent_done: "50"}, "cell/contradiction"],
  ["finished tomorrow", "progress", {...finished, actual_finish_date: "2026-11-16"}, "cell/contradiction"],
  ["finished on no day", "progress", {...finished, actual_finish_date: ""}, "cell/doubtful"],
  [
    "under way, and finished in March",
    "progress",
    {...finished, status: "进行中", percent_done: "60"},
    "cell/doubtful"
  ],
  ["more present than due", "meetings", {due_count: "12", present_count: "13"}, "cell/not-above"],
  ["more done online than in all", "digital", {online_cases: "180", total_cases: "160"}, "cell/not-above"],
  ["more active than bound", "digital", {bound_users: "50", active_users: "70"}, "cell/doubtful"],
  ["an end before its start", "activities", {activity_id: "Q1", end_date: "2026-04-17"}, "cell/not-before"],
  ["an activity over before it began", "activities", {activity_id: "Q1", start_date: "2026-12-01"}, "cell/doubtful"],
  ["content by one to five", "activities", {activity_id: "Q1", satisfaction_avg: "4.6"}, "cell/doubtful"],
  ["people at what was called off", "activities", {activity_id: "Q1", status: "取消"}, "cell/doubtful"],
  [
    "more children than signed up",
    "activities",
    {activity_id: "Q1", deliverable_codes: "T06-07", registered_count: "30", actual_headcount: "31"},
    "cell/doubtful"
  ],
  ["redeemed before it was issued", "welfare", {...voucher, redeemed_date: "2026-02-05"}, "cell/not-before"],
  ["expired before it was issued", "welfare", {...voucher, expire_date: "2026-02-05"}, "cell/not-before"],
  ["redeemed on no day", "welfare", {...voucher, redeemed_date: ""}, "cell/doubtful"],
  ["hired before birth", "members", {hire_date: "1985-03-11"}, "cell/not-before"],
  ["a joining day of no member", "members", {is_union_member: "否", join_date: "2012-09-01"}, "cell/doubtful"],
  ["a unit above itself", "units", {parent_unit_code: "U01"}, "cell/contradiction"],
  ["answered before it was sent in", "proposals", {reply_date: "2026-03-19"}, "cell/not-before"],
  ["due before it was assigned", "proposals", {assign_date: "2026-04-10", due_date: "2026-04-09"}, "cell/not-before"],
  ["closed before it was answered", "proposals", {reply_date: "2026-06-25", close_date: "2026-06-24"}, "cell/doubtful"],
  ["content on no day", "proposals", {feedback: "满意"}, "cell/doubtful"],
  [
    "a result before it was applied for",
    "awards",
    {apply_date: "2026-05-10", result_date: "2026-05-09"},
    "cell/not-before"
  ],
  ["finished before its last day", "activities", {activity_id: "Q1", end_date: "2026-12-18"}, "cell/doubtful"],
  ["held, and nobody came", "activities", {activity_id: "Q1", actual_headcount: "0"}, "cell/doubtful"],
  ["paid for what was called off", "activities", {...calledOff, cost_yuan: "500"}, "cell/doubtful"],
  ["content with what was called off", "activities", {...calledOff, satisfaction_avg: "92"}, "cell/doubtful"],
  ["absent, and a winner", "participation", {...absent, role: "获奖"}, "cell/expected"],
  [
    "signed in tomorrow",
    "participation",
    {...absent, attended: "是", checkin_time: "2026-11-16 08:30:00"},
    "cell/doubtful"
  ],
  ["redeemed after it expired", "welfare", {...voucher, expire_date: "2026-02-28"}, "cell/doubtful"],
  ["nothing redeemed on a day", "welfare", {...voucher, redeemed_amount_yuan: "0"}, "cell/doubtful"],
  ["a grant of another year", "welfare", {grant_year: "2025", issued_date: "2026-02-06"}, "cell/doubtful"],
  ["a hundred times the standard", "welfare", {face_value_yuan: "20000", standard_yuan: "200"}, "cell/doubtful"],
  ["a report of next month", "progress", {...finished, report_month: "2026-12"}, "cell/doubtful"],
  ["all done, and under way", "progress", {status: "进行中", percent_done: "100"}, "cell/expected"],
  ["content without an answer", "proposals", {feedback: "满意", feedback_date: "2026-05-03"}, "cell/doubtful"],
  ["content with what was not filed", "proposals", {review_result: "不予立案", feedback: "满意"}, "cell/expected"],
  ["sent in tomorrow", "proposals", {submit_date: "2026-11-16"}, "cell/doubtful"],
  ["more released than planned", "digital", {features_planned: "4", features_released: "9"}, "cell/doubtful"],
  ["next month's users", "digital", {stat_month: "2026-12"}, "cell/doubtful"],
  ["a task without an amount", "procurement", {record_type: "消费帮扶任务"}, "cell/doubtful"],
  [
    "a purchase of another year",
    "procurement",
    {record_date: "2025-12-30", record_year: "2026", amount_yuan: "1"},
    "cell/doubtful"
  ]
])("%s is found", async (_, dataset, row, code) => {
  expect(
    await codesOf(dataset, row, dataset === "members" || dataset === "units" ? {asOf: "2026-03-01"} : {})
  ).toContain(code);
});

test.each<[what: string, dataset: string, row: Row]>([
  ["finished today", "progress", {...finished, actual_finish_date: "2026-11-15"}],
  ["all who were due", "meetings", {due_count: "12", present_count: "12"}],
  ["a meeting that counts nobody", "meetings", {present_count: "3"}],
  ["ended today", "activities", {activity_id: "Q1", end_date: "2026-11-15"}],
  ["called off at no cost", "activities", {...calledOff, cost_yuan: "0"}],
  ["absent alone", "participation", {...absent, family_count: "0", role: "参与"}],
  ["redeemed on the last day", "welfare", {...voucher, expire_date: "2026-03-01"}],
  ["not redeemed", "welfare", {issued_date: "2026-02-06", redeemed_amount_yuan: "0"}],
  ["a report of this month", "progress", {report_month: "2026-11"}],
  ["called off when it was done", "progress", {status: "取消", percent_done: "100"}],
  ["not filed, without a word of it", "proposals", {review_result: "不予立案", feedback: "未反馈"}],
  ["begun and ended on one day", "activities", {activity_id: "Q1", end_date: "2026-04-18"}],
  [
    "redeemed to the last yuan on the first day",
    "welfare",
    {...voucher, redeemed_amount_yuan: "600", redeemed_date: "2026-02-06"}
  ],
  [
    "planned for next month",
    "activities",
    {activity_id: "Q1", status: "计划", start_date: "2026-12-01", actual_headcount: "0"}
  ]
])("%s is as it should be", async (_, dataset, row) => {
  expect(await codesOf(dataset, row)).toEqual([]);
});

test("what is future goes by the day the data speaks for, where that is later", async () => {
  const row = {...finished, actual_finish_date: "2026-11-20"};
  expect(await codesOf("progress", row, {today: "2026-11-15"})).toEqual(["cell/contradiction"]);
  expect(await codesOf("progress", row, {today: "2026-11-15", asOf: "2026-11-30"})).toEqual([]);
});

test("two rules on one column each say what they ask", async () => {
  const row = {reply_date: "2026-04-09", assign_date: "2026-04-10", close_date: "2026-04-08"};
  const outcome = await send(store(), "proposals", csvOf("proposals", [row]), {isDryRun: true});
  if (!("findings" in outcome)) throw new Error(outcome.outcome);
  const lines = ofFile(outcome.findings).shown.map(findingLine);
  expect(lines).toEqual([
    expect.stringMatching(/办结日期.*“2026-04-08”，而“答复日期”是“2026-04-09”；应为：一般不早于“答复日期”/),
    expect.stringMatching(/答复日期.*“2026-04-09”，而“交办日期”是“2026-04-10”；应为：一般不早于“交办日期”/)
  ]);
});

test("a doubt is taken and said, and of people the ledger keeps its place alone", async () => {
  const sent = await sendAccepted(
    store(),
    "welfare",
    csvOf("welfare", [{...voucher, redeemed_amount_yuan: "437", redeemed_date: ""}])
  );
  const {warnings} = (await readSubmission(store().ledger, sent.submission_id))!;
  await withdraw(store(), sent.submission_id);
  expect(JSON.parse(warnings)).toMatchObject([{code: "cell/doubtful", place: {column: "核销日期"}}]);
  expect(warnings).not.toContain("437");
});

test("a rule is blocking exactly where its contract says no warning", async () => {
  const outcomes = await Promise.all(
    [
      {online_cases: "180", total_cases: "160"},
      {bound_users: "50", active_users: "70"}
    ].map((row) => send(store(), "digital", csvOf("digital", [row]), {isDryRun: true}))
  );
  expect(outcomes.map(({outcome}) => outcome)).toEqual(["refused", "acceptable"]);
  expect([isBlocking({code: "cell/contradiction"}), isBlocking({code: "cell/doubtful"})]).toEqual([true, false]);
});

test("every rule of every contract is said in words of its own column", () => {
  const rules = [...readContracts().values()].flatMap(({name, rules = []}) => rules.map((rule) => ({name, ...rule})));
  expect(rules.length).toBeGreaterThan(60);
  const said = rules.map(({name, field, words}) => `${name}.${field} ${words}`);
  expect(new Set(said).size).toBe(said.length);
});

// What is passed over quickly is no less held to the rules: one row alone takes the quick way until something is found.
test.each<[what: string, dataset: string, row: Row]>([
  ["a doubt", "digital", {bound_users: "50", active_users: "70"}],
  ["a contradiction", "meetings", {due_count: "1", present_count: "2"}],
  ["a word for evidence", "progress", {evidence_link: "待补"}],
  ["nothing to say", "meetings", {due_count: "2", present_count: "2"}]
])("%s is found the quick way and the long way alike", async (_, dataset, row) => {
  const quick = csvOf(dataset, [row]);
  const judged = async (csv: string) => {
    const outcome = await send(store(), dataset, csv, {isDryRun: true});
    if (!("findings" in outcome)) throw new Error(outcome.outcome);
    return [
      outcome.outcome,
      ofFile(outcome.findings)
        .shown.map(({code}) => code)
        .filter((code) => code !== "header/unknown")
    ];
  };
  expect(await judged(quick)).toEqual(await judged(quick.replaceAll("\n", ",天气\n")));
});
