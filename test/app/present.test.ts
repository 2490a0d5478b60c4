import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {v4 as uuidv4} from "uuid";
import type {Role} from "#pipelines/accounts/account.ts";
import {readSelections} from "#pipelines/frozen/selections.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {projectRoot} from "#pipelines/host/root.ts";
import {addItems, readAgenda} from "#pipelines/meetings/agenda.ts";
import {openMeeting} from "#pipelines/meetings/meetings.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore, type Store} from "#pipelines/store/store.ts";
import {csvOf, sendAccepted, sendBasics} from "../pipelines/store.ts";
import {ACTING, free, planned, recordOf} from "../pipelines/meetings/held.ts";
import {type RunningServer, startServer} from "../running-server.ts";
import {browserOf} from "../signed-in.ts";

const TODAY = "2026-11-15";
type Who = "committee" | "office" | "U01";
type Fields = Record<string, string>;

let folder: string;
let server: RunningServer;
/** Beside the server, to see what is kept. */
let store: Store;
let browsers: Record<Who, Record<string, string>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "present-"));
  store = await openStore(dataDirAt(folder));
  await sendBasics(store);
  await rebuild();
  const browserFor = (role: Role, unit?: string) => browserOf(folder, role, unit);
  browsers = {
    committee: await browserFor("committee"),
    office: await browserFor("office"),
    U01: await browserFor("unit", "U01")
  };
  server = await startServer(folder, {today: TODAY});
});

afterAll(async () => {
  await server?.stop();
  await store?.ledger.close();
  rmSync(folder, {recursive: true, force: true});
});

const rebuild = () => rebuildWarehouse(store.dir, store.ledger, {now: `${TODAY}T04:00:00.000Z`});

async function ask(who: Who, path: string, fields?: Fields) {
  const response = await fetch(server.url + path, {
    method: fields ? "POST" : "GET",
    redirect: "manual",
    ...(fields && {body: new URLSearchParams(fields)}),
    headers: browsers[who]
  });
  const text = (await response.text()).replaceAll(/<!-- -->|<\/?span[^>]*>/g, "");
  return {status: response.status, location: response.headers.get("location") ?? "", text};
}

/** News of the month, which K04 counts. */
const newsOf = (count: number) =>
  csvOf(
    "media",
    Array.from({length: count}, (_, at) => ({
      item_id: `N${at + 1}`,
      item_type: "网站新闻",
      title: `消息${at + 1}`,
      publish_date: `2026-11-0${at + 1}`
    }))
  );

/** Opens the monthly deck for a meeting, and returns the id of the state. */
async function opened(meeting: string, who: Who = "office", intent = "open"): Promise<string> {
  const {status, location} = await ask(who, "/present", {intent, meeting, deck: "monthly"});
  expect(status).toBe(302);
  const [, deck, id = "", of] = /^\/present\/(\w+)\?state=([0-9a-f]{12})&meeting=(.+)$/.exec(location) ?? [];
  expect([deck, of]).toEqual(["monthly", meeting]);
  return id;
}

test("a meeting's numbers stay as they were frozen, equal those of the interfaces, and are updated when asked", async () => {
  const {id} = await planned(store.ledger, ["整体情况"]);
  const first = await opened(id);
  expect(await opened(id, "committee")).toBe(first);
  const state = JSON.parse((await ask("office", `/api/states/${first}.json`)).text) as {
    kpis: {code: string; value: number | null; numerator: number | null; denominator: number | null}[];
    tasks: {code: string; status: string; progress: number | null}[];
  };
  const kpis = JSON.parse((await ask("office", "/api/kpis.json?month=2026-11")).text) as typeof state.kpis;
  const tasks = JSON.parse((await ask("office", "/api/tasks.json?month=2026-11")).text) as typeof state.tasks;
  const numbersOf = (rows: typeof kpis) => rows.map(({code, value}) => [code, value]);
  expect(numbersOf(state.kpis)).toEqual(numbersOf(kpis));
  const standingOf = (rows: typeof tasks) => rows.map(({code, status, progress}) => [code, status, progress]);
  expect(standingOf(state.tasks)).toEqual(standingOf(tasks));

  await sendAccepted(store, "media", newsOf(3));
  await rebuild();
  expect(await opened(id)).toBe(first);
  const {text} = await ask("office", `/present/meetings/${id}`);
  expect(text).toMatch(/冻结以后有\s[1-9]\d*\s处不同/);
  const second = await opened(id, "office", "update");
  expect(second).not.toBe(first);
  expect(await opened(id)).toBe(second);
  expect(JSON.parse((await ask("office", `/api/states/${first}.json`)).text)).toEqual(state);
  // What was acknowledged is kept, what nothing refers to is not.
  writeFileSync(join(store.dir.frozen, `${"0".repeat(64)}.json`), "{}");
  await (await openStore(dataDirAt(folder))).ledger.close();
  const kept = readdirSync(store.dir.frozen);
  expect([first, second].every((state_id) => kept.some((name) => name.startsWith(state_id)))).toBe(true);
  expect(kept).toHaveLength(2);
});

test("a damaged state is said to be one, and is no numbers", async () => {
  const {id} = await planned(store.ledger, ["整体情况"]);
  await sendAccepted(store, "media", newsOf(5));
  await rebuild();
  const state = await opened(id);
  const file = readdirSync(store.dir.frozen).find((name) => name.startsWith(state))!;
  writeFileSync(join(store.dir.frozen, file), '{"version":1}');
  const {status, text} = await ask("office", `/api/states/${state}.json`);
  expect([status, text]).toEqual([404, expect.stringMatching(/文件缺失或损坏.*备份/)]);
  for (const [unknown, answer] of [
    ["0123456789ab", 404],
    ["zz", 404],
    ["..%2F..%2Fledger", 400]
  ] as const)
    expect((await ask("office", `/api/states/${unknown}.json`)).status).toBe(answer);
});

test("who does not hold meetings opens decks, without the meetings' action items, and freezes nothing", async () => {
  const {id} = await planned(store.ledger, ["整体情况"]);
  expect((await ask("U01", "/present", {intent: "open", meeting: id})).status).toBe(403);
  expect((await ask("U01", "/present")).status).toBe(200);
  expect((await ask("U01", "/present")).text).not.toContain("冻结数字并打开");
  expect((await ask("U01", "/present/add?key=task:T05")).status).toBe(403);
});

test("slides are chosen from pages, ordered, taken out, and the selection is given up", async () => {
  const add = (fields: Fields) => ask("committee", "/present/add", fields);
  expect((await add({key: "kpi:K23/trend", title: " "})).status).toBe(422);
  expect((await add({key: "kpi:K99/trend", title: "常委会"})).status).toBe(400);
  const made = await add({key: "kpi:K23/trend", title: "常委会"});
  const selection = made.location.replace("/present/selections/", "");
  await add({key: "task:T05", selection});
  await add({key: "task:T05", selection});
  await add({key: "overview", selection});
  const keys = async () => (await readSelections(store.ledger, 2026))[0]?.keys;
  expect(await keys()).toEqual(["kpi:K23/trend", "task:T05", "overview"]);
  const act = (fields: Fields) => ask("office", `/present/selections/${selection}`, fields);
  await act({intent: "up", key: "overview"});
  await act({intent: "down", key: "kpi:K23/trend"});
  await act({intent: "up", key: "overview"});
  expect(await keys()).toEqual(["overview", "kpi:K23/trend", "task:T05"]);
  await act({intent: "remove-slide", key: "task:T05"});
  await act({intent: "add-slide", key: "concerns"});
  await act({intent: "add-slide", key: "kpi:K23/units"});
  expect(await keys()).toEqual(["overview", "kpi:K23/trend", "concerns"]);
  await act({intent: "remove-slide", key: "concerns"});
  expect((await act({intent: "change", title: "长".repeat(41)})).text).toContain("最多 40 字");
  await act({intent: "change", title: "十二月常委会"});
  expect(await keys()).toEqual(["overview", "kpi:K23/trend"]);
  expect((await ask("office", "/present")).text).toMatch(/十二月常委会[\s\S]*2 页/);
  expect((await act({intent: "remove"})).location).toBe("/present");
  expect((await act({intent: "up", key: "overview"})).status).toBe(404);
});

test("a unit's page of a task and drafts come into a deck where somebody chose them, and only then are they kept", async () => {
  await sendAccepted(
    store,
    "yearbook_rows",
    readFileSync(join(projectRoot, "datasets", "yearbook-example.csv"), "utf8")
  );
  await rebuild();
  const {id} = await planned(store.ledger, ["考核"]);
  const plain = await opened(id);
  const keys = [
    "task:T05/kpis@U01",
    "concerns@U01",
    "dataset:media",
    "datasets",
    "unreported",
    "waiting",
    "yearbook:2026",
    "assessments",
    "assessment:U01"
  ];
  for (const key of keys.slice(5))
    expect((await ask("committee", `/present/add?key=${key}`)).status, `${key} is not the committee's`).toBe(404);
  expect((await ask("office", "/present/add?key=task:T05/kpis@U99")).status).toBe(404);
  const made = await ask("office", "/present/add", {key: keys[0]!, selection: "", title: "考核"});
  const selection = made.location.split("/").at(-1)!;
  for (const key of keys.slice(1)) expect((await ask("office", "/present/add", {key, selection})).status).toBe(302);
  expect((await ask("committee", "/present/add", {key: keys.at(-1)!, selection})).status).toBe(400);

  const shownAs = (who: Who, state: string) => ask(who, `/present/${selection}?state=${state}`);
  // What was frozen before does not have them, and says so.
  expect((await shownAs("office", plain)).text).toMatch(/选好的页里有\s7\s页在这份数字里没有/);
  const frozen = await opened(id, "office", "update");
  for (const who of ["office", "committee"] as const) {
    const {text} = await shownAs(who, frozen);
    for (const key of keys) expect(text, key).toContain(`data-key="${key}"`);
    expect(text).not.toContain("在这份数字里没有");
  }
  expect((await shownAs("U01", frozen)).text).not.toContain('data-key="assessment');
  expect((await ask("U01", `/api/states/${frozen}.json`)).text).not.toContain("考核自评");
  await ask("office", `/present/selections/${selection}`, {intent: "remove"});
});

test("an outcome that is typed on a slide reaches the item that the slide speaks of, once", async () => {
  const {id, items} = await planned(store.ledger, ["换届", "网站"]);
  const send = (fields: Fields, who: Who = "committee") => ask(who, "/present/outcomes", {meeting: id, ...fields});
  const line = {outcome_id: uuidv4(), kind: "decision", words: "同意方案"};
  expect(await send(line)).toMatchObject({status: 422, text: expect.stringContaining("会议还没有开始") as string});
  await store.ledger.transaction((tx) => openMeeting(tx, id, ACTING));
  for (let sent = 0; sent < 2; sent++)
    expect(await send(line)).toMatchObject({status: 200, text: JSON.stringify({ok: true, item: "换届"})});
  expect(await send({...line, outcome_id: uuidv4(), kind: "action-item"})).toMatchObject({
    status: 422,
    text: expect.stringContaining("承办") as string
  });
  expect((await send({...line, outcome_id: "7"})).status).toBe(400);
  expect((await send(line, "U01")).status).toBe(403);
  await send({...line, outcome_id: uuidv4(), words: "尽快上线", item: items[1]!.item_id});
  await send({...line, outcome_id: uuidv4(), words: "年底验收"});
  const {outcomes} = await recordOf(store.ledger, id);
  const other = await planned(store.ledger, ["其他"]);
  await store.ledger.transaction((tx) => openMeeting(tx, other.id, ACTING));
  expect(await send({...line, meeting: other.id})).toMatchObject({
    status: 422,
    text: expect.stringContaining("另一次会议") as string
  });
  expect(outcomes.map(({words, item_id}) => [words, items.findIndex((item) => item.item_id === item_id)])).toEqual([
    ["同意方案", 0],
    ["尽快上线", 1],
    // Without an item it belongs to that of the outcome before.
    ["年底验收", 1]
  ]);
});

test("what is charged serves what its item is about, else its slide's task, unless the line names another", async () => {
  const {id} = await planned(store.ledger, ["文体活动"]);
  const aboutWeb = await store.ledger.transaction(async (tx) => {
    await addItems(tx, id, {items: [{...free("网站"), subject: "T02-03"}], acting: ACTING});
    await openMeeting(tx, id, ACTING);
    return (await readAgenda(tx, id))[1]!.item_id;
  });
  const charge = {meeting: id, kind: "action-item", words: "补报名单", owner: "校工会办公室", due_on: "2099-12-31"};
  for (const slide of ["task:T05/kpis", "overview", "kpi:K23/trend"])
    await ask("committee", "/present/outcomes", {...charge, outcome_id: uuidv4(), slide});
  await ask("committee", "/present/outcomes", {...charge, outcome_id: uuidv4(), slide: "task:T05", subject: "t03-01"});
  await ask("committee", "/present/outcomes", {...charge, outcome_id: uuidv4(), slide: "task:T05", item: aboutWeb});
  const {outcomes} = await recordOf(store.ledger, id);
  expect(outcomes.map(({subject}) => subject)).toEqual(["T05", null, null, "T03-01", "T02-03"]);
});

test("a selection without a name is refused on the page of the slide, which can be sent again", async () => {
  const {text} = await ask("office", "/present/add?key=task%3AT05&back=%2Ftasks%2FT05");
  const [, action = ""] = /action="(\/present\/add\?[^"]*)"/.exec(text) ?? [];
  const refused = await ask("office", action.replaceAll("&amp;", "&"), {key: "task:T05", title: " "});
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('role="alert"');
  expect(refused.text).toContain("新的自选演示");
});

test("a meeting for which slides were chosen opens with them, and until it is closed outcomes can be typed", async () => {
  const {id} = await planned(store.ledger, ["整体情况"]);
  const open = () => ask("office", "/present", {intent: "open", meeting: id});
  expect((await open()).location).toMatch(/^\/present\/monthly\?/);
  const {location} = await ask("office", "/present/add", {key: "task:T05", title: "常委会"});
  const [, selection = ""] = /\/present\/selections\/([\w-]+)/.exec(location) ?? [];
  await ask("office", `/present/selections/${selection}`, {intent: "change", title: "常委会", meeting: id});
  const own = (await open()).location;
  expect(own).toMatch(new RegExp(`^/present/${selection}\\?`));
  expect((await ask("office", own)).text).toContain(`data-meeting="${id}"`);
});
