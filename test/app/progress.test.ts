import {afterAll, beforeAll, beforeEach, expect, test} from "vitest";
import {readOwnInstructions} from "#app/features/instructions/instructions.server.ts";
import {readProgressPage} from "#app/features/progress/progress.server.ts";
import {readReportPage} from "#app/features/progress/report-page.server.ts";
import {postReport} from "#app/features/progress/report.server.ts";
import {postReview} from "#app/features/progress/review.server.ts";
import type {Access} from "#app/server/access.server.ts";
import type {Account} from "#pipelines/accounts/account.ts";
import {giveInstruction} from "#pipelines/meetings/instructions.ts";
import {addVerdict, readSubmissions} from "#pipelines/ledger/submission-entries.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import type {Store} from "#pipelines/store/store.ts";
import {at} from "../pipelines/completeness-store.ts";
import {basicStore, sendAccepted} from "../pipelines/store.ts";
import {accountOf} from "../signed-in.ts";

const held = globalThis as typeof globalThis & {unionPlanStore?: Store; unionPlanHub?: unknown};
const HEAD = "承诺编号,责任单位编码,填报月份,计划完成日期,状态,完成比例,佐证材料链接,问题与措施,填报人工号";
let store: Store;
let office: Account;
let unit: Account;

beforeAll(() => {
  process.env.UNION_PLAN_TODAY = "2026-11-15";
});

afterAll(() => {
  delete process.env.UNION_PLAN_TODAY;
});

beforeEach(async () => {
  store = await basicStore();
  held.unionPlanStore = store;
  delete held.unionPlanHub;
  office = await store.ledger.transaction((tx) => accountOf(tx, "office"));
  unit = await store.ledger.transaction((tx) => accountOf(tx, "unit", "U01"));
  await sendAccepted(
    store,
    "assignments",
    "年度,承诺编号,牵头单位编码,协办单位编码,责任账户,衡量依据\n2026,T02-03,U01,,,report\n2026,T02-04,U02,U01,,report\n2026,T02-05,U02,,office,report\n"
  );
  await build();
});

const build = () => rebuildWarehouse(store.dir, store.ledger, {now: at("2026-11-15")});

const reported = (line: string, account = unit.name) =>
  sendAccepted(store, "progress", `${HEAD}\n${line}\n`, {account, ...(account === unit.name && {unit: "U01"})});

function access(account: Account, path: string, fields?: Record<string, string>): Access {
  const {role, unit_code} = account;
  const body = fields && new URLSearchParams(fields);
  const request = new Request(`http://127.0.0.1:3000${path}`, body ? {method: "POST", body} : {});
  return {request, visitor: {account, role, unit: unit_code}, unit: unit_code ?? undefined};
}

async function answerOf(handle: Promise<unknown>): Promise<Response> {
  try {
    return (await handle) as Response;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}

const list = (account: Account) => readProgressPage(access(account, "/progress"));
const codesOf = (lines: {code: string}[]) => lines.map(({code}) => code);
const FORM = {intent: "send", percent: "40", state: "", sentence: "", month: "2026-11", reporter: "00001", unit: ""};
const post = (account: Account, code: string, fields: Partial<Record<string, string>>) =>
  answerOf(postReport(access(account, `/progress/${code}`, {...FORM, ...fields} as Record<string, string>), code));

test("a unit's list has what it leads, supports or its account answers for; the office sees all, its own first", async () => {
  expect(codesOf((await list(unit)).due).toSorted()).toEqual(["T02-03", "T02-04"]);
  const own = await list(unit);
  expect(codesOf(own.unowned)).toHaveLength(107);
  expect(own.rest).toEqual([]);
  await store.ledger.transaction((tx) => accountOf(tx, "unit", "U02"));
  const all = await list(office);
  expect(codesOf(all.due)).toEqual(["T02-05"]);
  expect(codesOf(all.rest).toSorted()).toEqual(["T02-03", "T02-04"]);
});

test("what a unit leads that nobody can sign in for is the office's, with the instructions about it", async () => {
  expect(codesOf((await list(office)).due).toSorted()).toEqual(["T02-04", "T02-05"]);
  const instruction = {plan_year: 2026, subject: "T02-04", words: "请说明供稿安排"};
  const acting = {account: office.account_id, name: office.name, now: at("2026-11-15")};
  await store.ledger.transaction((tx) => giveInstruction(tx, instruction, acting));
  const waiting = async () => (await readOwnInstructions(access(office, "/progress"))).map(({words}) => words);
  expect(await waiting()).toEqual(["请说明供稿安排"]);
  await store.ledger.transaction((tx) => accountOf(tx, "unit", "U02"));
  expect(await waiting()).toEqual([]);
});

test("a deliverable is due until it is reported for the month, and a finished one no more", async () => {
  await reported("T02-03,U01,2026-10,,进行中,30,https://example.edu.cn/1,,00001");
  await build();
  expect(codesOf((await list(unit)).due)).toContain("T02-03");
  await reported("T02-03,U01,2026-11,,进行中,35,https://example.edu.cn/1,,00001");
  await build();
  const {due, sentIn, others} = await list(unit);
  expect([codesOf(due), codesOf(sentIn), codesOf(others)]).toEqual([["T02-04"], ["T02-03"], []]);
  expect(sentIn[0]).toMatchObject({last: {month: "2026-11", percent: 35}, waiting: {isAlone: true}});
});

test("a unit does not report on another's deliverable, but on one that nobody answers for", async () => {
  expect((await post(unit, "T02-05", {})).status).toBe(403);
  expect((await post(unit, "T99-99", {})).status).toBe(404);
  expect((await post(unit, "T01-01", {percent: "0"})).status).toBe(302);
  const [sent] = (await readSubmissions(store.ledger)).filter(({dataset}) => dataset === "progress");
  expect(sent).toMatchObject({unit_code: "U01", sent_by: "unit-U01", read_count: 1});
});

test("本月无进展 keeps percent, evidence, plan and difficulty, and moves the month on", async () => {
  await reported("T02-03,U01,2026-10,2026-12-20,滞后,30,https://example.edu.cn/1,等待经费【需协助】经费,00001");
  await build();
  const {headers} = await post(unit, "T02-03", {intent: "same", percent: "99", evidence: "nothing", sentence: "x"});
  expect(headers.get("location")).toMatch(/^\/progress\?sent=/);
  const page = await readReportPage(access(unit, "/progress/T02-03"), "T02-03");
  expect(page.last).toEqual({month: "2026-11", percent: 30, status: "滞后"});
  expect(page.fields).toMatchObject({
    ...{percent: "30", state: "滞后", sentence: "本月无进展", difficulty: "经费", planned: "2026-12-20"},
    ...{evidence: "https://example.edu.cn/1", reporter: "00001", unit: "U01"}
  });
});

test.each([
  [{percent: "101"}, "percent"],
  [{percent: "三成"}, "percent"],
  [{percent: "100"}, "evidence"],
  [{evidence: "javascript:alert(1)"}, "evidence"],
  [{state: "滞后"}, "sentence"],
  [{state: "随便"}, "state"],
  [{month: "上月"}, "month"],
  [{reporter: ""}, "reporter"],
  [{reporter: "99999"}, "reporter"],
  [{planned: "2026-13-01"}, "planned"]
])("what is wrong is told at its field, and nothing is kept: %o", async (typed, field) => {
  const answer = await post(unit, "T02-03", typed as Record<string, string>);
  expect(answer.status).toBe(422);
  const {problems, fields} = (await answer.json()) as {problems: {field: string}[]; fields: object};
  expect(problems.map((problem) => problem.field)).toContain(field);
  expect(fields).toMatchObject(typed);
  expect((await readSubmissions(store.ledger)).filter(({dataset}) => dataset === "progress")).toEqual([]);
});

test("what was returned comes first with its reason until it is reported again", async () => {
  const {submission_id} = await reported("T02-03,U01,2026-10,,进行中,30,https://example.edu.cn/1,说明,00001");
  await store.ledger.transaction((tx) =>
    addVerdict(tx, {
      submission_id,
      verdict: "return",
      reason: "佐证打不开",
      given_by: "office",
      given_at: at("2026-11-14")
    })
  );
  await build();
  expect((await list(unit)).returned).toMatchObject([{code: "T02-03", returned: {reason: "佐证打不开"}, last: null}]);
  const {fields, returned} = await readReportPage(access(unit, "/progress/T02-03"), "T02-03");
  expect(returned).toEqual({reason: "佐证打不开"});
  expect(fields).toMatchObject({
    percent: "30",
    sentence: "说明",
    month: "2026-10",
    evidence: "https://example.edu.cn/1"
  });
  expect((await post(unit, "T02-03", {...fields, intent: "send"})).status).toBe(302);
  const again = await list(unit);
  expect(again.returned).toEqual([]);
  expect(again.due.find(({code}) => code === "T02-03")).toMatchObject({last: {month: "2026-10", percent: 30}});
});

test("the office reviews what moves, but not what it reported itself; a unit decides nothing", async () => {
  await reported("T02-03,U01,2026-09,,进行中,10,https://example.edu.cn/1,,00001");
  const {submission_id: theirs} = await reported("T02-03,U01,2026-10,,进行中,30,https://example.edu.cn/1,说明,00001");
  const {submission_id: own} = await reported("T02-05,U01,2026-10,,未开始,0,,,00001", office.name);
  await build();
  const {review} = await list(office);
  expect(review?.lines.find(({submission_id}) => submission_id === theirs)?.moves).toMatchObject([
    {code: "T02-03", was: {percent: 10, status: "进行中"}, is: {percent: 30, status: "进行中"}, note: "说明"}
  ]);
  expect(review?.lines.map(({isOwn}) => isOwn)).toEqual([false, false, true]);
  expect((await list(unit)).review).toBeNull();
  const decide = (account: Account, submission_id: string, verdict: string, reason = "") =>
    answerOf(postReview(access(account, "/progress?index", {submission_id, verdict, reason})));
  expect((await decide(unit, theirs, "approve")).status).toBe(403);
  const refused = await decide(office, own, "approve");
  expect([refused.status, await refused.json()]).toEqual([
    422,
    {submission_id: own, message: expect.stringContaining("由另一位同事审核"), reason: ""}
  ]);
  expect((await decide(office, theirs, "return")).status).toBe(422);
  expect((await decide(office, theirs, "approve")).headers.get("location")).toMatch(/^\/progress\?at=/);
});
