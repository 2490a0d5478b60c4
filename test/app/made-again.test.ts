import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {closeMeeting, noteErratum, openMeeting} from "#pipelines/meetings/meetings.ts";
import {recordOutcome} from "#pipelines/meetings/outcomes.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore, type Store} from "#pipelines/store/store.ts";
import {csvOf, sendAccepted, sendBasics} from "../pipelines/store.ts";
import {ACTING, actionItem, decision, planned} from "../pipelines/meetings/held.ts";
import {type RunningServer, startServer} from "../running-server.ts";
import {browserOf} from "../signed-in.ts";
import {textOf} from "./docx-parts.ts";

let folder: string;
let store: Store;
let server: RunningServer;
let office: Record<string, string>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "made-"));
  store = await openStore(dataDirAt(folder));
  await sendBasics(store);
  await rebuild();
  office = await browserOf(folder, "office");
  server = await startServer(folder, {today: "2026-11-15"});
}, 240_000);

afterAll(async () => {
  await server?.stop();
  await store?.ledger.close();
  rmSync(folder, {recursive: true, force: true});
});

const rebuild = () => rebuildWarehouse(store.dir, store.ledger, {now: "2026-11-15T04:00:00.000Z"});

async function post(path: string, fields: Record<string, string>): Promise<string> {
  const body = new URLSearchParams(fields);
  const answer = await fetch(server.url + path, {method: "POST", redirect: "manual", body, headers: office});
  expect([answer.status, await answer.text()]).toEqual([302, ""]);
  return answer.headers.get("location") ?? "";
}

async function fetched(path: string): Promise<{name: string; bytes: Buffer}> {
  const answer = await fetch(server.url + path, {headers: office});
  const [, name = ""] = /filename\*=UTF-8''(.*)$/.exec(answer.headers.get("content-disposition") ?? "") ?? [];
  return {name: decodeURIComponent(name), bytes: Buffer.from(await answer.arrayBuffer())};
}

/** A closed meeting with a decision, an action item and slides of its own. */
async function held(): Promise<{meeting: string; selection: string}> {
  const {id, items} = await planned(store.ledger, ["整体情况", "其他"]);
  await store.ledger.transaction(async (tx) => {
    await openMeeting(tx, id, ACTING);
    const itemId = items[0]!.item_id;
    await recordOutcome(tx, id, {itemId, facts: decision("同意方案"), acting: ACTING});
    await recordOutcome(tx, id, {itemId, facts: actionItem("补报名单", "2026-12-01"), acting: ACTING});
    await closeMeeting(tx, id, ACTING);
  });
  await post("/present", {intent: "open", meeting: id});
  const selection = (await post("/present/add", {key: "task:T05", title: "常委会"})).split("/").at(-1)!;
  await post("/present/add", {key: "overview", selection});
  return {meeting: id, selection};
}

test("what was made is made again byte for byte, whatever happened to the meeting, its slides and the room since", async () => {
  const {meeting, selection} = await held();
  const wanted: Record<string, string>[] = [
    {kind: "minutes-docx"},
    {kind: "booklet-html"},
    {kind: "progress-docx"},
    {kind: "summary-docx"},
    {kind: "workbook-xlsx"},
    {kind: "deck-html", subject: selection},
    {kind: "deck-pptx", subject: selection},
    {kind: "supervision-docx", subject: "T03-01"}
  ];
  const made = [];
  for (const each of wanted) {
    const path = await post("/reports", {meeting, ...each});
    // The first answer is of what was just made, the second is made again.
    made.push({path, ...(await fetched(path))});
  }
  const [minutes] = made;
  const state = /([0-9a-f]{12})\.docx$/.exec(minutes!.name)![1]!;
  expect(textOf(minutes!.bytes)).toContain(`状态 ${state}`);
  expect(made.map(({name}) => name.includes(state))).toEqual(wanted.map(() => true));

  await store.ledger.transaction((tx) => noteErratum(tx, meeting, {words: "期限应为 12 月 5 日", acting: ACTING}));
  await post("/present", {intent: "room", distance: "20", height: "2", shape: "wide"});
  await post(`/present/selections/${selection}`, {intent: "remove"});
  await sendAccepted(
    store,
    "media",
    csvOf("media", [{item_id: "N1", item_type: "网站新闻", publish_date: "2026-11-02"}])
  );
  await rebuild();
  for (const {path, name, bytes} of made) {
    const again = await fetched(path);
    expect([again.name, again.bytes.equals(bytes)]).toEqual([name, true]);
  }
});
