import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import type {Role} from "#pipelines/accounts/account.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {readActionItems} from "#pipelines/meetings/action-items.ts";
import {readInstructions} from "#pipelines/meetings/instructions.ts";
import {readMeetings} from "#pipelines/meetings/meetings.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore, type Store} from "#pipelines/store/store.ts";
import {sendAccepted, sendBasics} from "../pipelines/store.ts";
import {type RunningServer, startServer} from "../running-server.ts";
import {browserOf, sessionOf} from "../signed-in.ts";
import {recordOf} from "../pipelines/meetings/held.ts";

const TODAY = "2026-11-15";
type Fields = Record<string, string>;
type Who = "leadership" | "committee" | "office" | "administrator" | "U01" | "U02";
const DECIDERS: Who[] = ["leadership", "committee", "office", "administrator"];
const UNITS: Who[] = ["U01", "U02"];

let folder: string;
let server: RunningServer;
/** Beside the server, to see what is kept. */
let store: Store;
let browsers: Record<Who, Record<string, string>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "meetings-"));
  store = await openStore(dataDirAt(folder));
  await sendBasics(store);
  await sendAccepted(
    store,
    "assignments",
    "年度,承诺编号,牵头单位编码,协办单位编码,责任账户\n2026,T02-03,U01,,\n2026,T02-04,U02,U01,\n"
  );
  await rebuildWarehouse(store.dir, store.ledger, {now: `${TODAY}T04:00:00.000Z`});
  const browserFor = (role: Role, unit?: string) => browserOf(folder, role, unit);
  browsers = {
    leadership: await browserFor("leadership"),
    committee: await browserFor("committee"),
    office: await browserFor("office"),
    administrator: await browserFor("administrator"),
    U01: await browserFor("unit", "U01"),
    U02: await browserFor("unit", "U02")
  };
  server = await startServer(folder, {today: TODAY});
});

afterAll(async () => {
  await server?.stop();
  await store?.ledger.close();
  rmSync(folder, {recursive: true, force: true});
});

async function get(who: Who, path: string) {
  const response = await fetch(server.url + path, {
    redirect: "manual",
    headers: browsers[who]
  });
  return {status: response.status, text: plain(await response.text())};
}

async function post(who: Who, path: string, fields: Fields | [string, string][]) {
  const response = await fetch(server.url + path, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams(fields),
    headers: browsers[who]
  });
  const location = response.headers.get("location") ?? "";
  return {status: response.status, location, text: plain(await response.text())};
}

/** React separates neighbouring texts by comments. */
const plain = (html: string) => html.replaceAll("<!-- -->", "");

const FORM: Fields = {
  ...{body: "执委会会议", held_on: "2026-11-15", held_at: "14:30"},
  ...{place: "行政楼 301", chair: "工会主席", present: "12 人", free: "换届筹备\n网站改版"}
};

async function made(fields: Fields = {}, who: Who = "office"): Promise<string> {
  const {status, location} = await post(who, "/meetings/new", {...FORM, ...fields});
  expect(status).toBe(302);
  return location.replace("/meetings/", "");
}

const record = (id: string) => recordOf(store.ledger, id);
const itemsOf = async (id: string) => (await record(id)).agenda.map(({item_id}) => item_id);

async function inSession(fields: Fields = {}): Promise<{id: string; items: string[]}> {
  const id = await made(fields);
  expect((await post("office", `/meetings/${id}`, {intent: "open"})).status).toBe(302);
  return {id, items: await itemsOf(id)};
}

const ACTION_ITEM = {
  intent: "record",
  kind: "action-item",
  words: "补齐材料",
  owner: "U01",
  due_on: "2026-11-20",
  subject: "T02-03"
};

/** A closed meeting that charged U01. */
async function withActionItem(due_on = "2026-11-20"): Promise<{id: string; actionItemId: string}> {
  const {id, items} = await inSession();
  expect((await post("office", `/meetings/${id}`, {...ACTION_ITEM, due_on, item: items[0]!})).status).toBe(302);
  await post("office", `/meetings/${id}`, {intent: "close"});
  const [charged] = (await readActionItems(store.ledger)).filter(({meeting_id}) => meeting_id === id);
  return {id, actionItemId: charged!.action_item_id};
}

test.each(DECIDERS)("%s holds a whole meeting: agenda, session, outcomes, minutes", async (who) => {
  const id = await made({}, who);
  const [first, second] = await itemsOf(id);
  const act = (fields: Fields) => post(who, `/meetings/${id}`, fields);
  await act({intent: "up", item: second!});
  expect(await itemsOf(id)).toEqual([second, first]);
  await act({intent: "add-item", free: "其他事项"});
  await act({intent: "open"});
  await act({intent: "record", item: first!, kind: "decision", words: "同意方案"});
  await act({...ACTION_ITEM, item: second!});
  const {outcomes} = await record(id);
  expect(outcomes.map(({kind, owner, owner_unit, subject}) => [kind, owner, owner_unit, subject])).toEqual([
    ["decision", null, null, null],
    ["action-item", "示例学院", "U01", "T02-03"]
  ]);
  const draft = await get(who, `/meetings/${id}/minutes`);
  expect(draft.text).toContain("草稿：会议还没有结束");
  await act({intent: "close"});
  const {status, text} = await get(who, `/meetings/${id}/minutes`);
  expect([status, text.includes("草稿")]).toEqual([200, false]);
  expect(text).toMatch(/执委会会议纪要[\s\S]*2026年11月15日 14:30[\s\S]*同意方案[\s\S]*补齐材料[\s\S]*2026年11月20日/);
  await act({intent: "note-erratum", words: "地点应为 302"});
  expect((await get(who, `/meetings/${id}/minutes`)).text).toContain("地点应为 302");
});

test.each(UNITS)("the unit %s holds no meeting and reads none", async (who) => {
  const {id} = await inSession();
  for (const path of [`/meetings/${id}`, `/meetings/${id}/minutes`, `/meetings/${id}?view=room`, "/meetings/new"]) {
    const {status, text} = await get(who, path);
    expect([path, status]).toEqual([path, 403]);
    expect(text).toContain("会议的议程和纪要由校工会和各委员会查看");
  }
  for (const intent of ["change", "add-item", "open", "record", "strike", "close", "remove", "note-erratum"])
    expect((await post(who, `/meetings/${id}`, {intent, free: "x", words: "x"})).status, intent).toBe(403);
  expect((await post(who, "/meetings/new", FORM)).status).toBe(403);
  expect((await record(id)).outcomes).toEqual([]);
});

const LONG = "长".repeat(501);

test.each([
  [{body: "随便开的会"}, "请从列表中选择会议类型。"],
  [{held_on: "2026-02-30"}, "请填写会议日期"],
  [{held_at: "25:00"}, "请填写开始时间"],
  [{place: " "}, "请填写“地点”。"],
  [{chair: LONG}, "“主持”最多 500 字，现在是 501 字"],
  [{present: LONG}, "“出席”最多 500 字"],
  [{present: "电话 13800138000"}, "“出席”里像是有手机号"],
  [{free: LONG}, "“其他事项”最多 500 字"],
  [{free: "一\n".repeat(31)}, "一次最多增加 30 项"]
])("a new meeting with %j is refused and keeps what was typed", async (wrong, message) => {
  const before = (await readMeetings(store.ledger)).length;
  const {status, text} = await post("office", "/meetings/new", {...FORM, ...wrong});
  expect(status).toBe(422);
  expect(text).toContain(message);
  expect(text).toContain(Object.keys(wrong)[0] === "place" ? "工会主席" : "行政楼 301");
  expect(await readMeetings(store.ledger)).toHaveLength(before);
});

test.each([
  [{kind: ""}, "请选择通报、决定或交办。"],
  [{words: ""}, "请填写“交办”。"],
  [{words: LONG}, "“交办”最多 500 字，现在是 501 字"],
  [{words: "联系 110101199003078515"}, "“交办”里像是有身份证号"],
  [{owner: ""}, "交办要写明由哪个单位或岗位承办。"],
  [{owner: "长".repeat(61)}, "“承办”最多 60 字"],
  [{due_on: ""}, "交办要写明期限"],
  [{due_on: "2026-11-14"}, "期限不能早于会议当天（2026-11-15）。"],
  [{subject: "T99-99"}, "计划里没有编号为“T99-99”的任务或承诺"],
  [{item: "nothing"}, "议程里没有这一项"]
])("an outcome with %j is refused, keeps what was typed, and nothing is stored", async (wrong, message) => {
  const {id, items} = await inSession();
  const {status, text} = await post("office", `/meetings/${id}`, {...ACTION_ITEM, item: items[0]!, ...wrong});
  expect(status).toBe(422);
  expect(text).toContain(message);
  if (!("item" in wrong) && !("owner" in wrong)) expect(text).toMatch(/name="owner"[^>]*value="U01"/);
  expect((await record(id)).outcomes).toEqual([]);
});

test("words that begin with a kind choose it", async () => {
  const {id, items} = await inSession();
  const line = (words: string) =>
    post("office", `/meetings/${id}`, {...ACTION_ITEM, kind: "decision", item: items[0]!, words});
  await line("通报：三季度进展");
  await line("交办 报送换届方案");
  await line("决定事项照办");
  expect((await record(id)).outcomes.map(({kind, words}) => [kind, words])).toEqual([
    ["notice", "三季度进展"],
    ["action-item", "报送换届方案"],
    ["decision", "决定事项照办"]
  ]);
});

test("what a state forbids is refused with its reason, and an unknown wish is no form", async () => {
  const id = await made();
  const [item = ""] = await itemsOf(id);
  const answers: number[] = [];
  const ask = async (fields: Fields) => {
    const {status, text} = await post("office", `/meetings/${id}`, {item, ...fields});
    answers.push(status);
    return text;
  };
  expect(await ask({intent: "record", kind: "decision", words: "早了"})).toContain("会议还没有开始");
  expect(await ask({intent: "note-erratum", words: "早了"})).toContain("会议还没有结束");
  await ask({intent: "open"});
  expect(await ask({intent: "remove-item"})).toContain("会议已经开始");
  expect(await ask({intent: "add-item", free: ""})).toContain("请勾选或写下要列入议程的事项");
  expect(await ask({intent: "change", ...FORM, place: ""})).toContain("请填写“地点”。");
  await ask({intent: "close"});
  expect(await ask({intent: "record", kind: "decision", words: "晚了"})).toContain("会议已结束，内容不再改动");
  expect(await ask({intent: "note-erratum", words: LONG})).toContain("最多 500 字");
  expect(await ask({intent: "whatever"})).toContain("没有说明要做什么");
  expect(answers).toEqual([422, 422, 302, 422, 422, 422, 302, 422, 422, 400]);
  expect((await record(id)).outcomes).toEqual([]);
});

test("a meeting that did not begin can be given up", async () => {
  const id = await made();
  const {status, location} = await post("office", `/meetings/${id}`, {intent: "remove"});
  expect([status, location]).toEqual([302, "/meetings"]);
  expect((await get("office", `/meetings/${id}`)).status).toBe(404);
});

test("a unit sees, answers and finds overdue what it was charged with, and nothing of another's", async () => {
  const {id, actionItemId} = await withActionItem();
  const path = `/meetings/action-items/${actionItemId}`;
  expect((await get("U01", "/meetings")).text).toContain(path);
  expect((await get("U01", "/progress")).text).toContain(path);
  for (const page of ["/meetings", "/progress", "/attention"])
    expect((await get("U02", page)).text).not.toContain(path);
  expect([(await get("U02", path)).status, (await post("U02", path, {intent: "answer", words: "x"})).status]).toEqual([
    404, 404
  ]);
  const own = await get("U01", path);
  expect([own.status, own.text.includes(`/meetings/${id}"`)]).toEqual([200, false]);
  expect((await post("U01", path, {intent: "close"})).status).toBe(403);
  expect((await post("U01", path, {intent: "extend", words: "x", due_on: "2026-12-01"})).status).toBe(403);
  expect((await post("leadership", path, {intent: "answer", words: "x"})).status).toBe(403);
  expect(
    (await post("U01", path, {intent: "answer", words: "已报送", evidence: "https://example.edu.cn/1"})).status
  ).toBe(302);
  expect((await get("office", path)).text).toContain("已报送");
});

test.each([
  [{intent: "answer", words: ""}, "请填写“办理情况”。"],
  [{intent: "answer", words: LONG}, "“办理情况”最多 500 字"],
  [{intent: "answer", words: "已办", evidence: "javascript:alert(1)"}, "请填以 https:// 开头的网址"],
  [{intent: "close", words: ""}, "办结要先有办理情况"],
  [{intent: "extend", words: "等待经费", due_on: "明年"}, "请填写延期后的期限"],
  [{intent: "extend", words: "", due_on: "2026-12-01"}, "请填写“延期原因”。"],
  [{intent: "extend", words: "等待经费", due_on: "2026-11-20"}, "延期后的期限要晚于现定期限 2026-11-20"]
])("an entry %j about an action item is refused and not stored", async (fields, message) => {
  const {actionItemId} = await withActionItem();
  const {status, text} = await post("office", `/meetings/action-items/${actionItemId}`, fields as Fields);
  expect(status).toBe(422);
  expect(text).toContain(message);
  expect(
    (await readActionItems(store.ledger)).find(({action_item_id}) => action_item_id === actionItemId)!.entries
  ).toEqual([]);
  expect((await post("office", `/meetings/action-items/${actionItemId}`, {intent: "whatever"})).status).toBe(400);
});

test("the next agenda begins with the open action item, the oldest due first, and says 原定 and 现定", async () => {
  const {actionItemId} = await withActionItem("2026-11-16");
  const path = `/meetings/action-items/${actionItemId}`;
  await post("leadership", path, {intent: "extend", words: "等待经费", due_on: "2026-12-01"});
  const {text} = await get("office", "/meetings/new");
  const picks = [...text.matchAll(/name="pick"[^>]*value="([^"]+)"/g)].map(([, key]) => key!);
  expect(picks.some((key) => key === `action-item:${actionItemId}`)).toBe(true);
  const lastActionItem = picks.findLastIndex((key) => key.startsWith("action-item:"));
  expect(picks.slice(0, lastActionItem + 1).every((key) => key.startsWith("action-item:"))).toBe(true);
  expect(text).toContain("原定 2026年11月16日，延期 1 次");
  const {location} = await post("office", "/meetings/new", [
    ...Object.entries(FORM),
    ["pick", picks.at(-1)!],
    ["pick", `action-item:${actionItemId}`]
  ]);
  const {agenda} = await record(location.replace("/meetings/", ""));
  expect(agenda.map(({source}) => source).slice(0, 1)).toEqual(["action-item"]);
  expect(agenda.map(({source}) => source).slice(-2)).toEqual(["free", "free"]);
});

const instructionsAbout = async (subject: string) =>
  (await readInstructions(store.ledger, 2026)).filter((each) => each.subject === subject);

test.each(DECIDERS)("%s gives an instruction on a task, a deliverable and a KPI", async (who) => {
  for (const [code, page] of [
    ["T02", "/tasks/T02"],
    ["T02-03", "/plan/T02-03"],
    ["K04", "/kpis/K04"]
  ] as const) {
    const words = `${who}：请抓紧 ${code}`;
    const {status, location} = await post(who, "/instructions", {intent: "give", code, words});
    expect([status, location]).toEqual([302, `${page}#instructions`]);
    expect((await get("committee", page)).text).toContain(words);
  }
});

test("an instruction is seen by who leads or supports, answered by who leads, and both stay", async () => {
  await post("leadership", "/instructions", {intent: "give", code: "T02-04", words: "请说明供稿安排"});
  const [given] = await instructionsAbout("T02-04");
  const id = given!.instruction_id;
  const answer = (who: Who, words = "已安排") => post(who, "/instructions", {intent: "answer", id, words});
  for (const who of UNITS) expect((await get(who, "/plan/T02-04")).text, who).toContain("请说明供稿安排");
  expect((await get("U02", "/progress")).text).toContain("请说明供稿安排");
  expect((await get("U01", "/progress")).text).not.toContain("请说明供稿安排");
  expect([(await answer("U01")).status, (await answer("leadership")).status]).toEqual([403, 403]);
  expect((await answer("U02", LONG)).text).toContain("“答复”最多 500 字");
  expect((await answer("U02", "")).status).toBe(422);
  expect((await instructionsAbout("T02-04"))[0]!.answer).toBeNull();
  expect((await answer("U02")).location).toBe("/plan/T02-04#instructions");
  expect((await answer("office", "再答")).text).toContain("已经答复");
  expect((await get("leadership", "/plan/T02-04")).text).toMatch(/请说明供稿安排[\s\S]*答复：已安排/);
  expect((await get("U02", "/progress")).text).not.toContain("请说明供稿安排");
});

test("a unit that neither leads nor supports sees nothing of an instruction, nor gives one", async () => {
  await post("office", "/instructions", {intent: "give", code: "T02-03", words: "只给牵头单位"});
  const [given] = await instructionsAbout("T02-03");
  for (const page of ["/plan/T02-03", "/instructions", "/progress"])
    expect((await get("U02", page)).text, page).not.toContain("只给牵头单位");
  const fields = {intent: "answer", id: given!.instruction_id, words: "x"};
  expect((await post("U02", "/instructions", fields)).status).toBe(404);
  for (const who of UNITS)
    expect((await post(who, "/instructions", {intent: "give", code: "T02-03", words: "x"})).status).toBe(403);
  expect((await post("office", "/instructions", {intent: "give", code: "T99", words: "x"})).status).toBe(404);
  expect((await post("office", "/instructions", {intent: "give", code: "T02", words: LONG})).text).toContain(LONG);
});

test("a form without its session's token changes nothing", async () => {
  const cookie = {cookie: `session=${await sessionOf(folder, "office")}`};
  const {id, items} = await inSession();
  const {actionItemId} = await withActionItem();
  const before = JSON.stringify([await record(id), await readActionItems(store.ledger)]);
  const forms: [string, Fields][] = [
    ["/meetings/new", FORM],
    [`/meetings/${id}`, {...ACTION_ITEM, item: items[0]!}],
    [`/meetings/${id}`, {intent: "close"}],
    [`/meetings/action-items/${actionItemId}`, {intent: "answer", words: "x"}],
    ["/instructions", {intent: "give", code: "T02", words: "没有令牌"}]
  ];
  for (const [path, fields] of forms) {
    const response = await fetch(server.url + path, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({...fields, csrf: "foreign"}),
      headers: cookie
    });
    expect([path, response.status]).toEqual([path, 403]);
  }
  expect(JSON.stringify([await record(id), await readActionItems(store.ledger)])).toBe(before);
  expect((await instructionsAbout("T02")).map(({words}) => words)).not.toContain("没有令牌");
});
