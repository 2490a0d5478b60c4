import {afterAll, beforeAll, beforeEach, expect, test} from "vitest";
import {readProgressPage} from "#app/features/progress/progress.server.ts";
import {readReportPage} from "#app/features/progress/report-page.server.ts";
import {postToDeliverable} from "#app/features/progress/report.server.ts";
import {postProgress} from "#app/features/progress/review.server.ts";
import {postOverride} from "#app/features/plan/override.server.ts";
import {readPromises} from "#app/features/plan/promises.server.ts";
import type {Access} from "#app/server/access.server.ts";
import {openEvidence} from "#app/server/evidence.server.ts";
import {readFormWithFiles} from "#app/server/forms.server.ts";
import type {Account} from "#pipelines/accounts/account.ts";
import {addVerdict, readSubmissions} from "#pipelines/ledger/submission-entries.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import type {Store} from "#pipelines/store/store.ts";
import sharp from "sharp";
import {pdf} from "../pipelines/evidence-files.ts";
import {at} from "../pipelines/completeness-store.ts";
import {basicStore, sendAccepted} from "../pipelines/store.ts";
import {takenPicture} from "../pictures.ts";
import {accountOf} from "../signed-in.ts";

const held = globalThis as typeof globalThis & {unionPlanStore?: Store; unionPlanHub?: unknown};
let store: Store;
let office: Account;
let colleague: Account;
let unit: Account;
let otherUnit: Account;
let leader: Account;

const setToday = (day: string) => (process.env.UNION_PLAN_TODAY = day);

beforeAll(() => {
  setToday("2026-11-15");
});

afterAll(() => {
  delete process.env.UNION_PLAN_TODAY;
});

beforeEach(async () => {
  setToday("2026-11-15");
  store = await basicStore();
  held.unionPlanStore = store;
  delete held.unionPlanHub;
  [office, colleague, unit, otherUnit, leader] = await store.ledger.transaction(async (tx) => [
    await accountOf(tx, "office"),
    await accountOf(tx, "administrator"),
    await accountOf(tx, "unit", "U01"),
    await accountOf(tx, "unit", "U02"),
    await accountOf(tx, "leadership")
  ]);
  await sendAccepted(
    store,
    "assignments",
    "年度,承诺编号,牵头单位编码,完成期限,衡量依据\n2026,T02-03,U01,2026-11-20,report\n2026,T02-05,U02,,report\n"
  );
  await build();
});

const build = () => rebuildWarehouse(store.dir, store.ledger, {now: at("2026-11-15")});

type Fields = Record<string, string | string[] | Blob>;

function access(account: Account, path: string, fields?: Fields): Access {
  const {role, unit_code} = account;
  const body = new FormData();
  for (const [name, value] of Object.entries(fields ?? {}))
    for (const each of Array.isArray(value) ? value : [value]) body.append(name, each);
  const request = new Request(`http://127.0.0.1:3000${path}`, fields ? {method: "POST", body} : {});
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

const FORM = {intent: "send", percent: "40", sentence: "已办", month: "2026-11", reporter: "00001"};

async function post(account: Account, fields: Fields, code = "T02-03"): Promise<Response> {
  const given = access(account, `/progress/${code}`, fields);
  return answerOf(readFormWithFiles(given.request).then(() => postToDeliverable(given, code)));
}

const picture = async () => new File([new Uint8Array(await takenPicture())], "现场照片.jpg", {type: "image/jpeg"});
const page = (account: Account) => readReportPage(access(account, "/progress/T02-03"), "T02-03");
const open = (account: Account, id: string, query = "") =>
  answerOf(openEvidence(access(account, `/progress/evidence/${id}${query}`), id));

async function attachedId(): Promise<string> {
  expect((await post(unit, {...FORM, files: await picture()})).status).toBe(302);
  return (await page(unit)).attached[0]!.evidence_id;
}

test("a picture that is sent with a report is evidence: the office sees it small, and it says no place", async () => {
  const id = await attachedId();
  const {review} = await readProgressPage(access(office, "/progress"));
  expect(review?.lines[0]?.moves[0]?.evidence).toEqual({
    links: [],
    files: [{evidence_id: id, file_name: "现场照片.jpg", kind: "jpeg", byte_count: expect.any(Number), isPicture: true}]
  });
  const answer = await open(office, id);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "image/jpeg",
    "x-content-type-options": "nosniff",
    "content-disposition": expect.stringMatching(/^inline; filename="evidence\.jpeg"/),
    "content-security-policy": "default-src 'none'; sandbox"
  });
  const {exif, height} = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
  expect([exif, height]).toEqual([undefined, 2000]);
  const preview = await open(office, id, "?preview");
  expect(preview.headers.get("content-type")).toBe("image/webp");
  const {reports} = await readPromises(access(leader, "/plan/T02-03"), "T02-03");
  expect(reports).toMatchObject([{percent: 40, evidence: {files: [{evidence_id: id}]}}]);
});

test("a kept file opens for its unit, the office and leaders, and for no other unit", async () => {
  const id = await attachedId();
  const statuses = [];
  for (const who of [unit, office, leader, otherUnit]) statuses.push((await open(who, id)).status);
  expect(statuses).toEqual([200, 200, 200, 404]);
  expect((await readPromises(access(otherUnit, "/plan/T02-03"), "T02-03")).reports[0]?.evidence.files).toEqual([]);
});

test("what is no picture is saved and not shown, whatever its name says", async () => {
  await post(unit, {...FORM, files: new File([new Uint8Array(pdf())], "页面.html", {type: "text/html"})});
  const {attached} = await page(unit);
  expect(attached).toMatchObject([{file_name: "页面.pdf", kind: "pdf", isPicture: false}]);
  const {headers} = await open(unit, attached[0]!.evidence_id);
  expect([headers.get("content-type"), headers.get("content-disposition")]).toEqual([
    "application/pdf",
    expect.stringMatching(/^attachment; /)
  ]);
});

test("a refused report keeps its files for the next try, and a wrong file is told at its field", async () => {
  const wrong = new File(["<html>"], "页面.html");
  const refused = await post(unit, {...FORM, percent: "140", files: [await picture(), wrong] as never});
  expect(refused.status).toBe(422);
  const {problems, attached} = (await refused.json()) as {
    problems: {field: string; text: string}[];
    attached: {evidence_id: string}[];
  };
  expect(problems.map(({field}) => field)).toEqual(["evidence", "percent"]);
  expect(problems[0]!.text).toMatch(/^“页面\.html”/);
  expect(attached).toHaveLength(1);
  expect((await readSubmissions(store.ledger)).filter(({dataset}) => dataset === "progress")).toEqual([]);
  const done = await post(unit, {...FORM, percent: "100", attached: attached[0]!.evidence_id});
  expect(done.status).toBe(302);
  expect((await page(unit)).attached.map(({evidence_id}) => evidence_id)).toEqual([attached[0]!.evidence_id]);
});

test("an own file counts as evidence for 100 %, stays with 本月无进展, and goes when it is unticked", async () => {
  expect((await post(unit, {...FORM, percent: "100"})).status).toBe(422);
  const id = await attachedId();
  expect((await post(unit, {...FORM, intent: "same"})).status).toBe(302);
  expect((await page(unit)).attached).toMatchObject([{evidence_id: id}]);
  // Another unit's file cannot be claimed.
  expect((await post(otherUnit, {...FORM, percent: "100", attached: id}, "T02-05")).status).toBe(422);
  expect((await post(unit, {...FORM, percent: "50", sentence: "没有佐证"})).status).toBe(302);
  expect((await page(unit)).attached).toEqual([]);
});

test("more than a form may carry is refused before it is read", async () => {
  const {request} = access(unit, "/progress/T02-03", FORM);
  const large = new Request(request, {headers: {...Object.fromEntries(request.headers), "content-length": "50000000"}});
  const answer = await answerOf(readFormWithFiles(large));
  expect([answer.status, await answer.text()]).toEqual([413, expect.stringContaining("40 MB")]);
});

test("a cancellation names the meeting and its day, and the plan says so", async () => {
  const cancelled = {...FORM, percent: "0", state: "取消", sentence: "场地停用"};
  expect((await post(office, {...cancelled, unit: "U01"})).status).toBe(422);
  const named = {...cancelled, unit: "U01", meeting: "工会常委会", decided: "2026-10-12"};
  expect((await post(office, named)).status).toBe(302);
  const {status, rule, fields} = await page(unit);
  expect([status, rule]).toEqual(["已调整", "经工会常委会（2026-10-12）决定调整或取消"]);
  expect(fields).toMatchObject({sentence: "场地停用", meeting: "工会常委会", decided: "2026-10-12"});
});

test("an owner asks for another due day, the office grants it on its queue, and the plan's page lists it", async () => {
  const asked = await post(unit, {intent: "postpone", wanted_on: "2026-12-10", reason: "场地维修"});
  expect(asked.headers.get("location")).toBe("/progress?asked=1");
  expect((await page(unit)).postponement.open).toMatchObject({wanted_on: "2026-12-10", isOwn: true});
  const {requests} = await readProgressPage(access(office, "/progress"));
  expect(requests).toMatchObject([{deliverable_code: "T02-03", due_on: "2026-11-20", wanted_on: "2026-12-10"}]);
  expect((await readProgressPage(access(unit, "/progress"))).requests).toEqual([]);
  const answered = (account: Account, answer: string, reason = "") => {
    const id = String(requests[0]!.request_id);
    return answerOf(
      postProgress(access(account, "/progress?index", {intent: "postponement", answer, request_id: id, reason}))
    );
  };
  expect((await answered(unit, "approved")).status).toBe(403);
  expect((await answered(office, "refused")).status).toBe(422);
  expect((await answered(office, "approved")).headers.get("location")).toBe("/progress?answered=approved");
  expect((await page(unit)).postponement.due_on).toBe("2026-12-10");
  const {requests: told} = await readPromises(access(leader, "/plan/T02-03"), "T02-03");
  expect(told).toMatchObject([{answer: "approved", answered_by: "office", reason: "场地维修"}]);
});

test("after the due day nobody asks any more, and the page says whom to turn to", async () => {
  setToday("2026-11-21");
  expect((await page(unit)).postponement).toMatchObject({isLate: true, open: null});
  const late = await post(unit, {intent: "postpone", wanted_on: "2026-12-10", reason: "场地维修"});
  expect([late.status, await late.json()]).toEqual([
    422,
    {asking: expect.objectContaining({message: expect.stringContaining("联系校工会办公室")})}
  ]);
});

test("the office states a status beside the computed one; both stand on the page until it is lifted", async () => {
  const before = await page(unit);
  const state = (fields: Fields) =>
    answerOf(postOverride(access(office, "/plan/T02-03", {intent: "override", status: "正常", ...fields}), "T02-03"));
  expect((await state({})).status).toBe(422);
  expect((await state({reason: "经费已到位"})).headers.get("location")).toBe("/plan/T02-03?stated=set");
  expect(await page(unit)).toMatchObject({
    status: "正常",
    rule: `办公室认定 正常（经费已到位），按数据为 ${before.status}：${before.rule}`
  });
  expect((await state({intent: "lift", reason: "已有填报"})).headers.get("location")).toBe(
    "/plan/T02-03?stated=lifted"
  );
  expect(await page(unit)).toMatchObject({status: before.status, rule: before.rule});
  expect((await readPromises(access(leader, "/plan/T02-03"), "T02-03")).overrides).toMatchObject([
    {status: "正常", set_by: "office"},
    {status: null, reason: "已有填报"}
  ]);
});

test("when its day has come, a look-back is listed for owner and office, and its picture is the owner's to see", async () => {
  expect((await post(unit, {...FORM, percent: "100", files: await picture()})).status).toBe(302);
  const sent = (await readSubmissions(store.ledger)).find(({dataset}) => dataset === "progress")!;
  await store.ledger.transaction((tx) =>
    addVerdict(tx, {
      ...{submission_id: sent.submission_id, verdict: "approve", given_by: "office"},
      given_at: at("2026-06-15")
    })
  );
  await build();
  const {lookBack} = await page(unit);
  expect(lookBack).toMatchObject({state: "due", mayRecord: false, closed_on: "2026-06-15", due_on: "2026-09-14"});
  for (const who of [unit, office]) {
    const {lookBacks} = await readProgressPage(access(who, "/progress"));
    expect(lookBacks).toMatchObject([{code: "T02-03", due_on: "2026-09-14", isLate: true}]);
  }
  expect((await readProgressPage(access(otherUnit, "/progress"))).lookBacks).toEqual([]);
  const found = {intent: "look-back", result: "反弹", sentence: "展板撤了"};
  expect((await post(unit, found)).status).toBe(403);
  expect((await post(colleague, {...found, result: "巩固"})).status).toBe(422);
  const recorded = await post(colleague, {...found, files: await picture()});
  expect(recorded.headers.get("location")).toBe("/progress?looked=relapsed");
  expect(await page(unit)).toMatchObject({status: "滞后", rule: expect.stringContaining("回头看反弹（展板撤了）")});
  const {lookBacks} = await readPromises(access(unit, "/plan/T02-03"), "T02-03");
  const [file] = lookBacks[0]!.evidence.files;
  expect((await open(otherUnit, file!.evidence_id)).status).toBe(404);
  expect((await open(unit, file!.evidence_id)).status).toBe(200);
});
