import {afterAll, beforeAll, beforeEach, expect, test} from "vitest";
import {completenessSentence} from "#app/features/submissions/completeness/completeness-sentence.ts";
import {readCompleteness} from "#app/features/submissions/completeness/completeness.server.ts";
import {postVerdicts, readQueue} from "#app/features/submissions/queue/queue.server.ts";
import {readSubmissionPage} from "#app/features/submissions/record/submission.server.ts";
import {postReportSettings, readReportSettings} from "#app/features/submissions/settings/settings.server.ts";
import {withdrawSubmission} from "#app/features/submissions/upload/submit.server.ts";
import {postReminded} from "#app/features/submissions/completeness/reminded.server.ts";
import {postZeroReport} from "#app/features/submissions/completeness/zero.server.ts";
import {measuresOf} from "#pipelines/completeness/measures.ts";
import {lockMonth} from "#pipelines/submissions/month-locks.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import type {Store} from "#pipelines/store/store.ts";
import {at, post, sendOn} from "../pipelines/completeness-store.ts";
import {basicStore, csvOf, send} from "../pipelines/store.ts";
import type {Account} from "#pipelines/accounts/account.ts";
import {addAccount, setDisplayName} from "#pipelines/accounts/accounts.ts";
import type {Access} from "#app/server/access.server.ts";
import {accountOf} from "../signed-in.ts";
import {addVerdict} from "#pipelines/ledger/submission-entries.ts";

const held = globalThis as typeof globalThis & {unionPlanStore?: Store; unionPlanHub?: unknown};
let store: Store;
let office: Account;

beforeAll(() => {
  process.env.UNION_PLAN_TODAY = "2026-11-15";
});

afterAll(() => {
  delete process.env.UNION_PLAN_TODAY;
});

beforeEach(async () => {
  store = await basicStore();
  office = await store.ledger.transaction((tx) => accountOf(tx, "office"));
  held.unionPlanStore = store;
  delete held.unionPlanHub;
});

const HOST = "127.0.0.1:3000";

/** What the office is allowed, as the routes hand it on; `?unit=U` for one unit. */
function byOffice(request: Request): Access {
  const unit = new URL(request.url).searchParams.get("unit") || undefined;
  return {request, visitor: {account: office, role: "office", unit: null}, unit};
}

const get = (path: string) => byOffice(new Request(`http://${HOST}${path}`));

function posting(path: string, fields: [string, string][]): Access {
  return byOffice(new Request(`http://${HOST}${path}`, {method: "POST", body: new URLSearchParams(fields)}));
}

/** What a handler answers or throws. */
async function answerOf(handle: Promise<unknown>): Promise<Response> {
  try {
    return (await handle) as Response;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}

const build = () => rebuildWarehouse(store.dir, store.ledger, {now: at("2026-11-15")});

async function unionAt(path: string) {
  await build();
  const found = await readCompleteness(get(path));
  if (found?.kind !== "union") throw new Error(`${path} shows ${found?.kind}`);
  return found;
}

async function unitAt(path: string) {
  await build();
  const found = await readCompleteness(get(path));
  if (found?.kind !== "unit") throw new Error(`${path} shows ${found?.kind}`);
  return found;
}

test("without a month the last one that is over is shown, and of a unit its year", async () => {
  const {status, headers} = await answerOf(readCompleteness(get("/submissions")));
  expect([status, headers.get("location")]).toEqual([302, "/submissions?month=2026-10"]);
  expect(await unitAt("/submissions?unit=U01")).toMatchObject({month: "2026-11", unit: "U01"});
});

test("before anything was built there is nothing to show", async () => {
  expect(await readCompleteness(get("/submissions?month=2026-10"))).toBeUndefined();
});

test("a month is said in one sentence, and each cell leads to its submission or to where it is sent", async () => {
  const id = await sendOn(store, "2026-11-04", "media", [post("N1", "U01", "2026-10-01")], "U01");
  const {sentence, view, owing, reminder} = await unionAt("/submissions?month=2026-10");
  expect(sentence).toBe("10月应报 10 份，已报 1 份，按时 10.0 %，缺 9 份；1 个单位一份未报");
  const media = view.columns.findIndex(({key}) => key === "media");
  expect(view.rows.map(({key, cells}) => [key, cells[media]?.state, cells[media]?.to])).toEqual([
    ["U02", "missing", "/submissions/new?dataset=media&unit=U02&month=2026-10"],
    ["U01", "on-time", `/submissions/${id}`]
  ]);
  expect(owing.find(({unit_code}) => unit_code === "U02")?.items).toContain("理论成果与宣传台账（1—10月）");
  expect(reminder).toContain(`http://${HOST}/submissions 上传`);
});

test("a month of which nothing is due yet blames nobody", () => {
  const cell = {due_on: "2026-12-05", state: "not-due" as const, is_due: false};
  const none = {...measuresOf([]), asked: 2, not_due: 2};
  expect(completenessSentence("11月", none, [cell, {due_on: "2026-12-10"}])).toBe(
    "11月应报 2 份，已报 0 份，还有 2 份未到期，最早的12月5日截止"
  );
});

test("a unit sees what it owes and why, and what it sent", async () => {
  const id = await sendOn(store, "2026-11-04", "media", [post("N1", "U01", "2026-10-01")], "U01");
  await store.ledger.transaction((tx) =>
    addVerdict(tx, {submission_id: id, verdict: "return", reason: "缺少阅读量", given_at: at("2026-11-06")})
  );
  const {todo, submissions, view} = await unitAt("/submissions?unit=U01&month=2026-10");
  expect(todo.find(({state}) => state === "returned")).toMatchObject({
    title: "理论成果与宣传台账",
    month: "2026-10",
    return_reason: "缺少阅读量",
    sendTo: "/submissions/new?dataset=media&unit=U01&month=2026-10"
  });
  expect(todo.filter(({state}) => state === "not-due").map(({month}) => month)).toEqual(Array(5).fill("2026-11"));
  expect(submissions).toMatchObject([{submission_id: id, verdict: "return", reason: "缺少阅读量"}]);
  expect(view.rows).toHaveLength(11);
});

test.each(["/submissions?unit=U99&month=2026-10", "/submissions?dataset=nothing"])("%s is not found", async (path) => {
  await build();
  expect((await answerOf(readCompleteness(get(path)))).status).toBe(404);
});

const zero = (path: string, month = "2026-10") =>
  answerOf(
    postZeroReport(
      posting(path, [
        ["dataset", "media"],
        ["month", month]
      ])
    )
  );

test("a zero report is one click of a unit, and shows at once", async () => {
  const {status, headers} = await zero("/submissions?index=&unit=U01&month=2026-10");
  expect([status, headers.get("location")]).toEqual([302, "/submissions?unit=U01&month=2026-10&zero=media_2026-10"]);
  const found = await readCompleteness(get("/submissions?dataset=media"));
  expect(found?.view.rows.find(({key}) => key === "U01")?.cells[9]).toMatchObject({state: "zero"});
  expect(await unitAt("/submissions?unit=U01&zero=media_2026-10")).toMatchObject({
    done: {title: "理论成果与宣传台账", month: "2026-10"}
  });
});

test("a zero report that cannot be is refused in words", async () => {
  const refused = await zero("/submissions?index&unit=U01", "2026-12");
  expect([refused.status, await refused.json()]).toEqual([422, {message: "2026年12月还没有到，不能提前零报告。"}]);
  expect((await zero("/submissions?index")).status).toBe(403);
});

test("what is reported, missing, returned and open adds up to what is asked, early reports counted once", async () => {
  await sendOn(store, "2026-11-04", "media", [post("N1", "U01", "2026-11-01")], "U01");
  const id = await sendOn(store, "2026-11-05", "media", [post("N2", "U01", "2026-10-01")], "U01");
  await store.ledger.transaction((tx) =>
    addVerdict(tx, {submission_id: id, verdict: "return", reason: "缺少阅读量", given_at: at("2026-11-06")})
  );
  const {measures, sentence} = await unitAt("/submissions?unit=U01");
  const {asked, reported, missing, returned, not_due} = measures;
  expect(reported + missing + returned + not_due).toBe(asked);
  expect(sentence).toMatch(/已报 2 份（含提前 1 份），.+退回待重报 1 份，还有 4 份未到期$/);
});

test("no zero report is offered where rows were sent, and the running month is asked about", async () => {
  const id = await sendOn(store, "2026-11-04", "media", [post("N1", "U01", "2026-10-01")], "U01");
  await store.ledger.transaction((tx) =>
    addVerdict(tx, {submission_id: id, verdict: "return", reason: "缺少阅读量", given_at: at("2026-11-06")})
  );
  const {todo} = await unitAt("/submissions?unit=U01");
  const media = todo.filter(({dataset}) => dataset === "media");
  expect(media.find(({month}) => month === "2026-10")).toMatchObject({mayBeZero: false, isRunning: false});
  expect(media.find(({month}) => month === "2026-11")).toMatchObject({mayBeZero: true, isRunning: true});
});

test("who was reminded when is there for every colleague of the office", async () => {
  const answer = await answerOf(
    postReminded(
      posting("/submissions?index&month=2026-10", [
        ["intent", "reminded"],
        ["reminded", "U02"]
      ])
    )
  );
  expect([answer.status, answer.headers.get("location")]).toEqual([302, "/submissions?month=2026-10"]);
  const {owing} = await unionAt("/submissions?month=2026-10");
  expect(owing.map(({unit_code, reminded_on}) => [unit_code, reminded_on])).toEqual(
    expect.arrayContaining([
      ["U01", null],
      ["U02", "2026-11-15"]
    ])
  );
});

test("histories and the list of who owes call accounts by their names, where they have one", async () => {
  const acting = {by: null, now: at("2026-11-03")};
  await store.ledger.transaction(async (tx) => {
    await setDisplayName(tx, office, "宣传岗 会员0001", acting);
    for (const [name, displayName] of [
      ["u02-a", "会员0002"],
      ["u02-b", "会员0003"],
      ["u02-c", undefined]
    ] as const)
      await addAccount(tx, name, {role: "unit", unit: "U02", displayName}, acting);
  });
  const sent = [post("N1", "U01", "2026-10-01")];
  const outcome = await send(store, "media", csvOf("media", sent), {
    unit: "U01",
    account: "u01-a",
    today: "2026-11-04"
  });
  const id = outcome.outcome === "accepted" ? outcome.submission_id : "";
  await decide([
    ["verdict", "hold"],
    ["submission_id", id]
  ]);
  const {visitor} = get("/");
  expect(await readSubmissionPage(id, visitor)).toMatchObject({
    sent_by: "u01-a",
    verdicts: [{word: "待核", given_by: "宣传岗 会员0001"}]
  });
  const {owing} = await unionAt("/submissions?month=2026-10");
  expect(owing.map(({unit_code, contact}) => [unit_code, contact])).toEqual(
    expect.arrayContaining([
      ["U01", null],
      ["U02", "会员0002、会员0003"]
    ])
  );
  const leader: Access["visitor"] = {account: office, role: "leadership", unit: null};
  const seen = await readCompleteness({...get("/submissions?month=2026-10"), visitor: leader});
  expect(seen?.kind === "union" && seen.owing.map(({contact}) => contact).filter(Boolean)).toEqual([]);
  expect(seen?.kind === "union" && seen.reminder).toBeNull();
});

const decide = (fields: [string, string][], path = "/submissions/queue") =>
  answerOf(postVerdicts(posting(path, fields)));

test("the office decides on all that is listed by one form, and can take that back for a while", async () => {
  const {lines} = await readQueue(get("/submissions/queue"));
  const listed = lines
    .filter(({warnings}) => warnings === 0)
    .map(({submission_id}): [string, string] => ["listed", submission_id]);
  const {headers} = await decide([["verdict", "approve"], ["all", "1"], ...listed]);
  const location = headers.get("location")!;
  const {waiting, done} = await readQueue(get(location));
  expect([lines.length, listed.length, waiting]).toEqual([3, 2, 1]);
  expect(done).toMatchObject({verdict: "approve", count: 2});
  const back = done!.undo.map((id): [string, string] => ["submission_id", id]);
  await decide([["verdict", "hold"], ...back]);
  expect((await readQueue(get("/submissions/queue"))).lines).toHaveLength(3);
});

test("a return without a reason keeps what was chosen and typed", async () => {
  const [first] = (await readQueue(get("/submissions/queue"))).lines;
  const chosen = first!.submission_id;
  const refused = await decide([
    ["verdict", "return"],
    ["submission_id", chosen],
    ["reason", "改"]
  ]);
  expect([refused.status, await refused.json()]).toEqual([
    422,
    {
      message: "退回要写明原因（至少 2 个字），好让单位知道怎样改。",
      code: "reason",
      reason: "改",
      chosen: [chosen],
      named: [chosen]
    }
  ]);
  expect((await decide([["verdict", "approve"]])).status).toBe(422);
  expect((await decide([["verdict", "praise"]])).status).toBe(400);
  expect(
    (
      await decide(
        [
          ["verdict", "approve"],
          ["submission_id", chosen]
        ],
        "/submissions/queue?unit=U01"
      )
    ).status
  ).toBe(403);
});

test("files returned together have each its own reason, or the common one", async () => {
  const chosen = (await readQueue(get("/submissions/queue"))).lines.map(({submission_id}) => submission_id);
  const [first, second, third] = chosen as [string, string, string];
  const form = (reason: string): [string, string][] => [
    ["verdict", "return"],
    ["each", "1"],
    ["reason", reason],
    [`reason ${first}`, "人数与活动台账不一致"],
    [`reason ${third}`, " 月份不对 "],
    ...chosen.map((id): [string, string] => ["submission_id", id])
  ];
  const refused = await decide(form(""));
  expect([refused.status, await refused.json()]).toMatchObject([
    422,
    {code: "reason", named: [second], ownReasons: {[first]: "人数与活动台账不一致", [second]: ""}}
  ]);
  expect((await decide(form("请补齐阅读量"))).status).toBe(302);
  const {lines} = await readQueue(get("/submissions/queue?state=return"));
  expect(Object.fromEntries(lines.map(({submission_id, reason}) => [submission_id, reason]))).toEqual({
    [first]: "人数与活动台账不一致",
    [second]: "请补齐阅读量",
    [third]: "月份不对"
  });
});

test("reasons of single files do not count once their fields are put away", async () => {
  const [line] = (await readQueue(get("/submissions/queue"))).lines;
  const id = line!.submission_id;
  const fields: [string, string][] = [
    ["verdict", "return"],
    ["reason", "请补齐阅读量"],
    [`reason ${id}`, "月份不对"],
    ["submission_id", id]
  ];
  await decide(fields);
  expect((await readQueue(get("/submissions/queue?state=return"))).lines).toMatchObject([{reason: "请补齐阅读量"}]);
});

test("what something was found in stands first, and goes along with others only when that is confirmed", async () => {
  const like = (id: string) => post(id, "U01", "2026-10-01", {title: "同一篇推文"});
  await sendOn(store, "2026-11-04", "media", [like("N1"), like("N2")], "U01");
  await build();
  const {lines, hinted} = await readQueue(get("/submissions/queue"));
  expect([hinted, ...lines.map(({warnings}) => warnings > 0)]).toEqual([2, true, true, false, false]);
  const chosen = lines.map(({submission_id}): [string, string] => ["submission_id", submission_id]);
  const asked = await decide([["verdict", "approve"], ...chosen]);
  expect([asked.status, await asked.json()]).toMatchObject([
    422,
    {code: "hinted", named: lines.slice(0, 2).map(({submission_id}) => submission_id)}
  ]);
  expect((await decide([["verdict", "approve"], ["confirmed", "1"], ...chosen])).status).toBe(302);
});

test("the queue is listed by state and dataset, with the months it speaks for", async () => {
  await sendOn(store, "2026-11-04", "media", [post("N1", "U01", "2026-09-01"), post("N2", "U01", "2026-10-01")], "U01");
  await build();
  const {lines} = await readQueue(get("/submissions/queue?dataset=media"));
  expect(lines).toMatchObject([
    {sender: "示例学院", period: "2026-09 至 2026-10", counts: {added: 2}, warnings: 0, verdict: "none"}
  ]);
  expect((await readQueue(get("/submissions/queue?state=hold"))).lines).toEqual([]);
  expect((await answerOf(readQueue(get("/submissions/queue?unit=U01")))).status).toBe(403);
});

const set = (fields: Record<string, string>) =>
  answerOf(postReportSettings(posting("/submissions/settings", Object.entries(fields))));

async function datasetFields(changes: Record<string, string>) {
  const {datasets} = await readReportSettings(get("/submissions/settings"));
  const days = datasets.map(({dataset, dueDay}) => [`due-day/${dataset}`, String(dueDay)]);
  return {intent: "datasets", ...Object.fromEntries(days), ...changes};
}

test("due days and automatic approval are set by one form, and only what changed is written", async () => {
  expect((await set(await datasetFields({"due-day/media": "8", "auto-approve/media": "1"}))).status).toBe(302);
  const {datasets} = await readReportSettings(get("/submissions/settings"));
  expect(datasets.find(({dataset}) => dataset === "media")).toMatchObject({dueDay: 8, isAutomatic: true});
  expect(await store.ledger.selectFrom("settings").select("name").orderBy("name").execute()).toEqual([
    {name: "auto-approve/media"},
    {name: "due-day/media"}
  ]);
  const refused = await set(await datasetFields({"due-day/media": "31"}));
  expect([refused.status, (await refused.json()).typed["due-day/media"]]).toEqual([422, "31"]);
});

test("a month is locked, opened for one unit and unlocked", async () => {
  const exception = {
    intent: "exception",
    month: "2026-10",
    unit: "U01",
    dataset: "media",
    openUntil: "2026-11-20",
    reason: "漏报"
  };
  expect((await (await set(exception)).json()).message).toBe("请选择一个已锁定的月份。");
  await set({intent: "lock", month: "2026-10", reason: "月报已上会"});
  for (const wrong of [{unit: ""}, {dataset: "members"}, {openUntil: "2026-11-14"}, {reason: "漏"}])
    expect((await set({...exception, ...wrong})).status).toBe(422);
  expect((await set(exception)).status).toBe(302);
  const {locks, exceptions} = await readReportSettings(get("/submissions/settings"));
  expect(locks).toMatchObject([{month: "2026-10", reason: "月报已上会"}]);
  expect(exceptions).toMatchObject([{unit_code: "U01", dataset: "media", open_until: "2026-11-20", is_open: true}]);
  await set({intent: "unlock", month: "2026-10"});
  expect((await readReportSettings(get("/submissions/settings"))).locks).toEqual([]);
});

test("all that is wrong with an authorisation is said at once, and one that was given can be taken back", async () => {
  await set({intent: "lock", month: "2026-10", reason: ""});
  const given = {month: "2026-10", unit: "U01", dataset: "media"};
  const refused = await (await set({intent: "exception", month: "2026-10", dataset: "media"})).json();
  expect(refused.message).toBe("请选择单位。开放到的日期应是今天或以后。请写明为什么开放（至少 2 个字）。");
  await set({intent: "exception", ...given, openUntil: "2026-11-20", reason: "漏报"});
  expect((await set({intent: "exception-back", ...given})).status).toBe(302);
  expect((await readReportSettings(get("/submissions/settings"))).exceptions).toMatchObject([
    {is_open: false, open_until: "2026-11-14"}
  ]);
});

test("what a setting would do to reports that are out is asked about first", async () => {
  await sendOn(store, "2026-11-07", "media", [post("N1", "U01", "2026-10-01")], "U01");
  await build();
  const lock = {intent: "lock", month: "2026-10", reason: ""};
  expect(await (await set(lock)).json()).toMatchObject({
    isQuestion: true,
    message: expect.stringMatching(/^10月还有 \d+ 份缺报、1 份未审。/)
  });
  expect((await set({...lock, confirmed: "1"})).status).toBe(302);
  const later = await datasetFields({"due-day/media": "8"});
  expect((await (await set(later)).json()).message).toBe("改动后，今年的报送将有 1 份变为按时，确定保存吗？");
  expect((await set({...later, confirmed: "1"})).status).toBe(302);
});

test("a short name is given to another unit only when that is confirmed, and each change is audited", async () => {
  const alias = {intent: "alias", alias: "示院", unit: "U01"};
  await set(alias);
  const asked = await (await set({...alias, unit: "U02"})).json();
  expect(asked).toMatchObject({isQuestion: true, message: "“示院”现在指U01，确定改为U02吗？"});
  await set({...alias, unit: "U02", confirmed: "1"});
  await set({intent: "alias-back", alias: "示院"});
  const audited = await store.ledger
    .selectFrom("audit")
    .select("detail")
    .where("object", "=", "unit-alias/示院")
    .execute();
  expect(audited.map(({detail}) => detail)).toEqual(['{"unit":"U01"}', '{"unit":"U02"}', '{"unit":null}']);
});

test("a withdrawal over the API answers 200, 403, 404 and 409", async () => {
  const send = (id: string) => sendOn(store, "2026-11-04", "media", [post(id, "U01", "2026-10-01")], "U01");
  const [open, approved, locked] = [await send("N1"), await send("N2"), await send("N3")];
  await store.ledger.transaction((tx) =>
    addVerdict(tx, {submission_id: approved, verdict: "approve", given_at: at("2026-11-06")})
  );
  const statusOf = async (id: string, unit?: string) =>
    (
      await answerOf(
        withdrawSubmission(posting(`/api/submissions/${id}/withdraw${unit ? `?unit=${unit}` : ""}`, []), id)
      )
    ).status;
  expect(await statusOf(open, "U02")).toBe(403);
  expect(await statusOf(open, "U01")).toBe(200);
  expect(await statusOf(open, "U01")).toBe(200);
  expect(await statusOf(approved, "U01")).toBe(409);
  await store.ledger.transaction((tx) => lockMonth(tx, {month: "2026-10", now: at("2026-11-11")}));
  expect(await statusOf(locked, "U01")).toBe(409);
  expect([await statusOf(locked), await statusOf("nothing")]).toEqual([200, 404]);
});

test("a short name that the office keeps is taken for its unit, until it takes the name back", async () => {
  const set = (fields: Record<string, string>) =>
    answerOf(postReportSettings(posting("/submissions/settings", Object.entries(fields))));
  const sendOf = (id: string) =>
    send(
      store,
      "activities",
      csvOf("activities", [{activity_id: id, activity_name: "简称活动", organizer_unit_code: "示院"}]),
      {isDryRun: true}
    );
  expect((await sendOf("X1")).outcome).toBe("refused");
  expect((await set({intent: "alias", alias: "示", unit: "U01"})).status).toBe(422);
  expect((await set({intent: "alias", alias: "示院", unit: ""})).status).toBe(422);
  expect((await set({intent: "alias", alias: "示院", unit: "U01"})).status).toBe(302);
  expect((await readReportSettings(get("/submissions/settings"))).aliases).toMatchObject([
    {alias: "示院", unit_code: "U01"}
  ]);
  expect(await sendOf("X1")).toMatchObject({outcome: "acceptable", findings: {shown: [{code: "cell/unit-named"}]}});
  await set({intent: "alias-back", alias: "示院"});
  expect((await sendOf("X1")).outcome).toBe("refused");
});
