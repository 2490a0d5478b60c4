import {beforeEach, expect, test} from "vitest";
import {readAudit} from "#pipelines/ledger/audit.ts";
import {readLookBacks} from "#pipelines/ledger/look-backs.ts";
import {readPostponementRequests} from "#pipelines/ledger/postponement-requests.ts";
import {addVerdict, readRevision} from "#pipelines/ledger/submission-entries.ts";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import type {DeliverableProgress} from "#pipelines/numbers/deliverable-progress.ts";
import type {LookBackResult} from "#pipelines/numbers/look-backs.ts";
import {readPlanProgress} from "#pipelines/numbers/progress.ts";
import {readSettledPlan} from "#pipelines/numbers/settled-plan.ts";
import {supervisionOf} from "#pipelines/numbers/supervision.ts";
import {attentionOf} from "#pipelines/numbers/attention.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {
  lookBack,
  LOOK_BACK_MOVES,
  type LookBackRequest,
  type LookBackState,
  lookBackStateOf
} from "#pipelines/promises/look-back.ts";
import {approvePostponement, type Asking, askPostponement, endRequest} from "#pipelines/promises/postponements.ts";
import {stateStatus, type StatusStatement} from "#pipelines/promises/state-status.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import type {Store} from "#pipelines/store/store.ts";
import {sendFile} from "#pipelines/submissions/intake.ts";
import {actorOf, basicStore, piecesOf, sendAccepted} from "./store.ts";

const HEAD = "承诺编号,责任单位编码,填报月份,状态,完成比例,佐证材料链接,填报人工号";
const CODE = "T02-03";
const plan = readPlan(2026)!;
let store: Store;

beforeEach(async () => {
  store = await basicStore();
  await sendAccepted(
    store,
    "assignments",
    "年度,承诺编号,牵头单位编码,完成期限,衡量依据\n2026,T02-03,U01,2026-11-30,report\n"
  );
});

const at = (day: string, hour = "04") => `${day}T${hour}:00:00.000Z`;

async function openBuild(path: string) {
  const db = await memoryDatabase();
  await db.run(`attach '${path}' as built (read_only)`);
  await db.run("use built");
  return db;
}

/** How the deliverable stands on a day, with what was built from the ledger. */
async function standing(on: string): Promise<DeliverableProgress> {
  const {path} = await rebuildWarehouse(store.dir, store.ledger, {now: at(on)});
  const db = await openBuild(path);
  const {tasks} = await readPlanProgress(db, await readSettledPlan(db, plan), {month: `${on.slice(0, 7)}-01`, on});
  db.closeSync();
  return tasks.flatMap(({deliverables}) => deliverables).find(({code}) => code === CODE)!;
}

/** Reports the deliverable as done, and closes it. */
async function close(on: string, month = on.slice(0, 7)): Promise<string> {
  const line = `${HEAD}\n${CODE},U01,${month},已完成,100,https://example.edu.cn/${on},00001\n`;
  const {submission_id} = await sendAccepted(store, "progress", line, {
    ...{unit: "U01", account: "unit-U01", today: on},
    now: at(on)
  });
  await store.ledger.transaction((tx) =>
    addVerdict(tx, {submission_id, verdict: "approve", given_by: "office", given_at: at(on, "05")})
  );
  return submission_id;
}

const looking = async (on: string, change: Partial<LookBackRequest> = {}) =>
  lookBack(store, {
    ...{plan_year: 2026, deliverable_code: CODE, result: "巩固", sentence: "制度仍在执行", evidenceIds: []},
    links: ["https://example.edu.cn/look"],
    standing: (await standing(on)).look_back,
    revision: await readRevision(store.ledger),
    reportedIn: [],
    by: actorOf(undefined, "office"),
    today: on,
    now: at(on, "06"),
    ...change
  });

const STATES: Record<LookBackState, Record<LookBackResult, string>> = {
  open: {巩固: "open", 反弹: "open"},
  early: {巩固: "early", 反弹: "give"},
  due: {巩固: "give", 反弹: "give"},
  lasting: {巩固: "looked", 反弹: "give"},
  relapsed: {巩固: "open", 反弹: "open"}
};

test("the whole table: what may be found in which state", () => {
  expect(LOOK_BACK_MOVES).toEqual(STATES);
  const found = {
    ...{deliverable_code: CODE, closed_on: "2026-03-12", sentence: "", evidence_link: null},
    ...{looked_on: "2026-06-10", looked_at: "2026-06-10 04:00:00"}
  };
  const closed = {closed_on: "2026-03-12", due_on: "2026-06-10", found: null};
  expect([
    lookBackStateOf(null, "2026-06-10"),
    lookBackStateOf(closed, "2026-06-09"),
    lookBackStateOf(closed, "2026-06-10"),
    lookBackStateOf({...closed, found: {...found, result: "巩固"}}, "2026-06-10"),
    lookBackStateOf({...closed, found: {...found, result: "反弹"}}, "2026-06-10")
  ]).toEqual(["open", "early", "due", "lasting", "relapsed"]);
});

test("closing sets the day of the look-back; late it needs attention and is supervised, done it does not", async () => {
  await close("2026-05-08");
  const early = await standing("2026-06-01");
  expect(early).toMatchObject({
    status: "办结",
    look_back: {closed_on: "2026-05-08", due_on: "2026-08-06", found: null}
  });
  const judge = (deliverable: DeliverableProgress, on: string) => [
    attentionOf([{code: "T02", deliverables: [deliverable]}], [], on).map(({concerns}) => concerns),
    supervisionOf(deliverable, {returned: 0, plan, on})?.rules
  ];
  expect(judge(await standing("2026-08-06"), "2026-08-06")).toEqual([[], undefined]);
  expect(judge(await standing("2026-08-07"), "2026-08-07")).toEqual([
    [["待回头看"]],
    ["办结后应于 2026-08-06 回头看，已过 1 天（黄）"]
  ]);
  expect(await looking("2026-08-07")).toEqual({outcome: "recorded"});
  const after = await standing("2026-08-08");
  expect(after).toMatchObject({status: "办结", look_back: {found: {result: "巩固", sentence: "制度仍在执行"}}});
  expect(judge(after, "2026-08-08")).toEqual([[], undefined]);
  expect((await readAudit(store.ledger, {action: "look-back"}))[0]).toMatchObject({who: "office", object: CODE});
});

test("反弹 opens the deliverable again until a later report is approved; the month before stays closed", async () => {
  await close("2026-05-08");
  expect(await looking("2026-08-10", {result: "反弹", sentence: "台账停更", links: []})).toEqual({outcome: "recorded"});
  const opened = await standing("2026-08-11");
  expect(opened).toMatchObject({
    ...{status: "滞后", is_closed: false, progress: null},
    look_back: {found: {result: "反弹"}}
  });
  expect(opened.rule).toBe("2026-08-10 回头看反弹（台账停更），已重新打开");
  expect(await standing("2026-07-31")).toMatchObject({status: "办结"});
  expect(await standing("2026-12-01")).toMatchObject({status: "逾期"});
  expect(await looking("2026-08-11", {result: "巩固"})).toMatchObject({code: "open"});
  await close("2026-09-10");
  expect(await standing("2026-09-11")).toMatchObject({
    status: "办结",
    look_back: {closed_on: "2026-09-10", due_on: "2026-12-09", found: null}
  });
});

test("a look-back is refused in words: by a unit, too early, twice, of an own report, without sentence or evidence", async () => {
  const reported = await close("2026-05-08");
  const refused = async (change: Partial<LookBackRequest>, on = "2026-08-07") => {
    const outcome = await looking(on, change);
    return outcome.outcome === "refused" ? [outcome.code, outcome.message.length > 8] : outcome.outcome;
  };
  expect(await refused({by: actorOf("U01", "unit-U01")})).toEqual(["forbidden", true]);
  expect(await refused({}, "2026-08-05")).toEqual(["early", true]);
  expect(await refused({by: actorOf(undefined, "unit-U01"), reportedIn: [reported]})).toEqual(["own", true]);
  expect(await refused({sentence: " "})).toEqual(["sentence", true]);
  expect(await refused({links: []})).toEqual(["evidence", true]);
  const revision = await readRevision(store.ledger);
  const {look_back} = await standing("2026-08-07");
  expect(await refused({})).toBe("recorded");
  // A second colleague whose page is older.
  expect(await refused({standing: look_back, revision, result: "反弹"})).toEqual(["changed", true]);
  expect(await refused({})).toEqual(["looked", true]);
  expect(await readLookBacks(store.ledger)).toHaveLength(1);
});

const asking = (change: Partial<Asking> = {}) =>
  askPostponement(store.ledger, {
    ...{plan_year: 2026, deliverable_code: CODE, status: "正常", due_on: "2026-11-30", wanted_on: "2026-12-20"},
    reason: "场地维修到十二月",
    by: actorOf("U01", "unit-U01"),
    today: "2026-11-30",
    now: at("2026-11-30"),
    ...change
  });

test("another due day is asked for before the old one passes, with a reason, and once", async () => {
  const codeOf = async (change: Partial<Asking>) => {
    const outcome = await asking(change);
    return outcome.outcome === "refused" ? outcome.code : outcome.outcome;
  };
  expect(await codeOf({today: "2026-12-01"})).toBe("late");
  expect(await codeOf({status: "办结"})).toBe("closed");
  expect(await codeOf({wanted_on: "2026-11-30"})).toBe("not-later");
  expect(await codeOf({wanted_on: "下周"})).toBe("day");
  expect(await codeOf({wanted_on: "2028-01-01"})).toBe("day");
  expect(await codeOf({reason: " "})).toBe("reason");
  expect(await codeOf({})).toBe("done");
  expect(await codeOf({})).toBe("asked");
});

const answer = {requestId: 1, now: at("2026-11-30", "07"), today: "2026-11-30"};
const office = actorOf(undefined, "office");

test("an approved request settles the due day, and says by whom; 原定 stays", async () => {
  await asking();
  const given = {...answer, byName: "综合科"};
  expect(await approvePostponement(store, {...given, by: actorOf(undefined, "unit-U01")})).toMatchObject({code: "own"});
  expect(await approvePostponement(store, {...given, by: office})).toEqual({outcome: "done"});
  expect(await approvePostponement(store, {...given, by: office})).toMatchObject({code: "answered"});
  const {due_on, original_due_on, times_postponed} = await standing("2026-11-30");
  expect({due_on, original_due_on, times_postponed}).toEqual({
    ...{due_on: "2026-12-20", original_due_on: "2026-11-30", times_postponed: 1}
  });
  const [request] = await readPostponementRequests(store.ledger, CODE);
  expect(request).toMatchObject({answer: "approved", answered_by: "office", submission_id: expect.any(String)});
  const {path} = await rebuildWarehouse(store.dir, store.ledger, {now: at("2026-11-30")});
  const db = await openBuild(path);
  const {assignments} = await readSettledPlan(db, plan);
  db.closeSync();
  expect(assignments.find(({deliverable_code}) => deliverable_code === CODE)).toMatchObject({
    ...{reason: "延期申请：场地维修到十二月（综合科 批准）", lead_unit: "U01", measured_by: "report"}
  });
});

test.each([
  ["approval", "2026-12-20"],
  ["refusal", "2026-11-30"]
])("of an approval and a refusal at once the first counts, here the %s, and the due day is %s", async (first, due) => {
  await asking();
  const approve = () => approvePostponement(store, {...answer, by: office, byName: "综合科"});
  const refuse = () => endRequest(store.ledger, {...answer, by: office, answer: "refused", reason: "请按期完成"});
  const acts = first === "approval" ? [approve, refuse] : [refuse, approve];
  const outcomes = await Promise.all(acts.map((act) => act()));
  expect(outcomes).toEqual([{outcome: "done"}, expect.objectContaining({code: "answered"})]);
  expect((await standing("2026-11-30")).due_on).toBe(due);
});

test("a request whose approval was killed before its answer can only be approved", async () => {
  await asking();
  const settlement = `年度,承诺编号,完成期限,理由\n2026,${CODE},2026-12-20,延期申请：场地维修到十二月（综合科 批准）\n`;
  await sendFile(store, {
    ...{...office, dataset: "assignments", fileName: `延期申请-${CODE}-1.csv`, chunks: piecesOf(settlement)},
    ...{today: "2026-11-30", now: at("2026-11-30")}
  });
  const end = (by: typeof office, how: "refused" | "withdrawn") =>
    endRequest(store.ledger, {...answer, by, answer: how, reason: "请按期完成"});
  expect(await end(office, "refused")).toMatchObject({code: "half"});
  expect(await end(actorOf("U01", "unit-U01"), "withdrawn")).toMatchObject({code: "half"});
  const given = {...answer, by: office, byName: "综合科"};
  expect(await approvePostponement(store, given)).toEqual({outcome: "done"});
  expect((await standing("2026-11-30")).due_on).toBe("2026-12-20");
});

test("a request is refused with a reason by somebody else, or taken back by its asker", async () => {
  await asking();
  const end = async (by: typeof office, given: "refused" | "withdrawn", reason = "") => {
    const outcome = await endRequest(store.ledger, {...answer, by, answer: given, reason});
    return outcome.outcome === "refused" ? outcome.code : outcome.outcome;
  };
  const unit = actorOf("U01", "unit-U01");
  expect(await end(unit, "refused", "不同意")).toBe("own");
  expect(await end(office, "refused")).toBe("reason");
  expect(await end(office, "withdrawn")).toBe("foreign");
  expect(await end(office, "refused", "请按期完成")).toBe("done");
  expect(await end(unit, "withdrawn")).toBe("answered");
  expect(await asking()).toEqual({outcome: "done"});
  expect((await standing("2026-11-30")).times_postponed).toBe(0);
});

const stating = (change: Partial<StatusStatement> = {}) =>
  stateStatus(store, {
    ...{plan_year: 2026, deliverable_code: CODE, status: "正常", computed: "无数据", isStated: false},
    ...{reason: "经费已到位", until_on: "", meeting: "", decided_on: "", by: "office"},
    ...{today: "2026-11-10", now: at("2026-11-10")},
    ...change
  });

test("a stated status counts from its day until its last day or its lifting, and past days stay as they were", async () => {
  const before = await standing("2026-11-10");
  expect(await stating({until_on: "2026-11-20"})).toEqual({outcome: "done"});
  expect(await standing("2026-11-10")).toMatchObject({
    ...{status: "正常", override: {reason: "经费已到位"}},
    rule: `办公室认定 正常（经费已到位，至 2026-11-20），按数据为 ${before.status}：${before.rule}`
  });
  expect(await standing("2026-11-09")).toMatchObject({status: before.status, override: null});
  expect(await standing("2026-11-21")).toMatchObject({status: before.status, override: null});
  expect(await stating({status: "", reason: "数据已补", today: "2026-11-15", now: at("2026-11-15")})).toEqual({
    outcome: "done"
  });
  expect(await standing("2026-11-14")).toMatchObject({status: "正常"});
  expect(await standing("2026-11-15")).toMatchObject({status: before.status, override: null});
  expect(await readAudit(store.ledger, {action: "status-override"})).toHaveLength(2);
});

test("what may not be stated is refused in words; 已调整 names its decision and leaves the task", async () => {
  const codeOf = async (change: Partial<StatusStatement>) => {
    const outcome = await stating(change);
    return outcome.outcome === "refused" ? outcome.code : outcome.outcome;
  };
  expect(await codeOf({status: "办结"})).toBe("status");
  expect(await codeOf({computed: "待审"})).toBe("decided");
  expect(await codeOf({reason: ""})).toBe("reason");
  expect(await codeOf({until_on: "2026-11-09"})).toBe("until");
  expect(await codeOf({status: ""})).toBe("nothing");
  expect(await codeOf({status: "已调整"})).toBe("decision");
  expect(await codeOf({status: "已调整", meeting: "工会常委会", decided_on: "2026-11-11"})).toBe("decision");
  expect(await codeOf({status: "已调整", meeting: "工会常委会", decided_on: "2026-11-03"})).toBe("done");
  const {status, is_adjusted, rule} = await standing("2026-11-10");
  expect([status, is_adjusted]).toEqual(["已调整", true]);
  expect(rule).toContain("经工会常委会（2026-11-03）决定：经费已到位");
});
