import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {toString as qrCode} from "qrcode";
import {afterAll, beforeAll, expect, onTestFinished, test} from "vitest";
import * as v from "valibot";
import {type RemoteEvent, RemoteHub} from "#app/features/deck/remote/deck-remote.server.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {openStore} from "#pipelines/store/store.ts";
import {Browserless} from "../browserless.ts";
import {type RunningServer, startServer} from "../running-server.ts";
import {sessionOf} from "../signed-in.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A hub whose clock stands until it is set. */
function hubAt(start = 0) {
  const clock = {now: start};
  return {clock, hub: new RemoteHub(() => clock.now)};
}

/** A deck that listens, and its phone. */
function paired(hub: RemoteHub, owner = "session-1") {
  const {id, code} = hub.offer(owner)!;
  const heard: (RemoteEvent | undefined)[] = [];
  const leave = hub.listen(id, owner, (event) => heard.push(event))!;
  return {id, hand: hub.open(code)!, heard, leave};
}

test("a phone opens a code once, and then moves the deck that listens", () => {
  const {hub} = hubAt();
  const {id, code} = hub.offer("session-1")!;
  const heard: (RemoteEvent | undefined)[] = [];
  hub.listen(id, "session-1", (event) => heard.push(event));
  const hand = hub.open(code)!;
  expect(hub.open(code)).toBeUndefined();
  expect([hub.move(hand, "next"), hub.move(hand, "black"), hub.move("another", "next")]).toEqual([
    "moved",
    "moved",
    "unknown"
  ]);
  expect(heard).toEqual([{kind: "paired"}, {kind: "move", move: "next"}, {kind: "move", move: "black"}]);
});

test("a code that nobody opens dies after two minutes", () => {
  const {hub, clock} = hubAt();
  const [{code}, {code: other}] = [hub.offer("session-1")!, hub.offer("session-2")!];
  clock.now = 2 * MINUTE - 1;
  expect(hub.open(code)).toBeDefined();
  clock.now = 2 * MINUTE;
  expect(hub.open(other)).toBeUndefined();
});

test("a pairing ends after eight hours, and the deck is told", () => {
  const {hub, clock} = hubAt();
  const {hand, heard} = paired(hub);
  clock.now = 8 * HOUR - 1;
  expect(hub.move(hand, "next")).toBe("moved");
  clock.now = 8 * HOUR;
  expect(hub.move(hand, "next")).toBe("unknown");
  expect(heard.at(-1)).toBeUndefined();
});

test("a deck that is loaded anew keeps its phone, one that was closed for a minute does not", () => {
  const {hub, clock} = hubAt();
  const {id, hand, leave} = paired(hub);
  clock.now = HOUR;
  leave();
  expect(hub.move(hand, "next")).toBe("alone");
  clock.now += 59 * SECOND;
  const again = hub.listen(id, "session-1", () => undefined)!;
  expect(hub.move(hand, "next")).toBe("moved");
  again();
  clock.now += MINUTE;
  expect(hub.move(hand, "next")).toBe("unknown");
  expect(hub.listen(id, "session-1", () => undefined)).toBeUndefined();
});

test("no other session hears a deck's phone", () => {
  const {hub} = hubAt();
  const {id} = paired(hub, "session-1");
  expect(hub.listen(id, "session-2", () => undefined)).toBeUndefined();
});

test("a session has three pairings, ten codes a minute, and a phone forty moves in ten seconds", () => {
  const {hub, clock} = hubAt();
  const hands = [1, 2, 3, 4].map(() => paired(hub).hand);
  expect(hands.map((hand) => hub.isPaired(hand))).toEqual([false, true, true, true]);
  const offers = Array.from({length: 7}, () => hub.offer("session-1") !== undefined);
  expect(offers).toEqual([true, true, true, true, true, true, false]);
  expect(hub.offer("session-2")).toBeDefined();
  clock.now = MINUTE;
  const {hand} = paired(hub);
  const moves = Array.from({length: 41}, () => hub.move(hand, "next"));
  expect([moves.filter((moved) => moved === "moved").length, moves.at(-1)]).toEqual([40, "too-fast"]);
  clock.now += 10 * SECOND;
  expect(hub.move(hand, "next")).toBe("moved");
});

let folder: string;
let server: RunningServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "remote-"));
  await (await openStore(dataDirAt(folder))).ledger.close();
  server = await startServer(folder, {today: "2026-11-28"});
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, {recursive: true, force: true});
});

/** A server of one test with a data directory of its own, which end with it. */
async function startOwn(): Promise<RunningServer & {data: string}> {
  const data = mkdtempSync(join(tmpdir(), "remote-own-"));
  await (await openStore(dataDirAt(data))).ledger.close();
  const own = await startServer(data, {today: "2026-11-28"});
  let stopped: ReturnType<RunningServer["stop"]> | undefined;
  const stop = () => (stopped ??= own.stop());
  onTestFinished(async () => {
    await stop();
    rmSync(data, {recursive: true, force: true});
  });
  return {...own, stop, data};
}

const Offer = v.object({
  pairing: v.string(),
  address: v.string(),
  picture: v.string(),
  seconds: v.number(),
  note: v.string()
});

const presenter = async (url = server.url, data = folder) =>
  new Browserless(url, {}, {session: await sessionOf(data, "leadership")});

async function askForCode(deck: Browserless) {
  const answer = await deck.post("/present/remote", {}, {"x-csrf": await deck.csrf()});
  return {status: answer.status, offer: v.parse(Offer, await answer.json())};
}

test("a session is given a picture of a code; without its token it is given none", async () => {
  const deck = await presenter();
  const {status, offer} = await askForCode(deck);
  expect([status, offer.seconds]).toEqual([200, 120]);
  expect(offer.address).toMatch(/\/present\/remote\/[\w-]{43}$/);
  expect(offer.picture).toBe(await qrCode(offer.address, {type: "svg", margin: 2}));
  expect(offer.note).toContain("手机连不上");
  const bare = await fetch(`${server.url}/present/remote`, {
    method: "POST",
    headers: {cookie: `session=${deck.cookie("session") ?? ""}`, "content-type": "application/x-www-form-urlencoded"}
  });
  expect(bare.status).toBe(403);
});

test("a used or unknown code and an ended pairing are told in plain words", async () => {
  for (const path of ["/present/remote/nothing", "/present/remote/hand/nothing"]) {
    const answer = await fetch(server.url + path);
    expect(answer.status).toBe(410);
    expect(await answer.text()).toContain("再扫一次");
    expect(answer.headers.get("cache-control")).toBe("no-store");
  }
});

test("the events of a pairing are a stream that nothing holds back, and a server that stops ends it", async () => {
  const own = await startOwn();
  const deck = await presenter(own.url, own.data);
  const {offer} = await askForCode(deck);
  const events = await deck.get(`/present/remote/events?${new URLSearchParams({pairing: offer.pairing})}`, {
    accept: "text/event-stream",
    "accept-encoding": "gzip, br"
  });
  expect([events.status, events.headers.get("content-type"), events.headers.get("content-encoding")]).toEqual([
    200,
    "text/event-stream; charset=utf-8",
    null
  ]);
  const reader = events.body!.getReader();
  expect(Buffer.from((await reader.read()).value!).toString()).toBe("retry: 2000\n\n");
  const begin = performance.now();
  expect(await own.stop()).toBe(0);
  expect(performance.now() - begin).toBeLessThan(3_000);
  expect((await reader.read()).done).toBe(true);
});

test("a code is not tried more than a hundred and twenty times a minute from one address", async () => {
  const own = await startOwn();
  const statuses = [];
  for (let tried = 0; tried < 121; tried++) statuses.push(await statusOf(`${own.url}/present/remote/guess-${tried}`));
  expect([statuses.slice(0, 120).every((status) => status === 410), statuses[120]]).toEqual([true, 429]);
  expect(await statusOf(`${own.url}/present/remote/hand/nothing`)).toBe(410);
});

async function statusOf(address: string): Promise<number> {
  const answer = await fetch(address);
  await answer.text();
  return answer.status;
}
