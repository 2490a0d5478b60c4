import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {hashPassword} from "#pipelines/accounts/password.ts";
import {type Role, ROLES} from "#pipelines/accounts/account.ts";
import {setPassword} from "#pipelines/accounts/accounts.ts";
import {movedPin, pinsOf, withoutPin, withPin} from "#pipelines/accounts/pin-order.ts";
import {readPins} from "#pipelines/accounts/pins.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {readAudit} from "#pipelines/ledger/audit.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore, type Store} from "#pipelines/store/store.ts";
import {now} from "#pipelines/time/clock.ts";
import {Browserless} from "../browserless.ts";
import {sendBasics} from "../pipelines/store.ts";
import {type RunningServer, startServer} from "../running-server.ts";
import {accountOf, type Named, sessionOf} from "../signed-in.ts";

test("an address names pins in its own order, each once, and nothing that is no code", () => {
  expect(pinsOf("k23,T05，U12、K23 x <b> T5")).toEqual(["K23", "T05", "U12"]);
  expect(pinsOf(Array.from({length: 40}, (_, at) => `K${at + 10}`).join())).toHaveLength(24);
});

test("a pin moves by one place and stays at the ends", () => {
  const codes = ["K23", "T05", "U12"];
  expect(movedPin(codes, "T05", -1)).toEqual(["T05", "K23", "U12"]);
  expect(movedPin(codes, "T05", 1)).toEqual(["K23", "U12", "T05"]);
  expect([movedPin(codes, "K23", -1), movedPin(codes, "U12", 1), movedPin(codes, "K99", 1)]).toEqual([
    codes,
    codes,
    codes
  ]);
  expect([withPin(codes, "K23"), withoutPin(codes, "K23")]).toEqual([codes, ["T05", "U12"]]);
});

const PASSWORD = "a-long-password-for-a-test-2026";

let folder: string;
let server: RunningServer;
let store: Store;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "own-view-"));
  store = await openStore(dataDirAt(folder));
  await sendBasics(store);
  await rebuildWarehouse(store.dir, store.ledger, {now: now()});
  server = await startServer(folder, {today: "2026-11-15"});
});

afterAll(async () => {
  await server?.stop();
  await store?.ledger.close();
  rmSync(folder, {recursive: true, force: true});
});

const visitorOf = async (role: Role, unit?: string) =>
  new Browserless(server.url, {}, {session: await sessionOf(folder, role, unit)});

/** The codes of the cards in their order. */
async function cardsOf(visitor: Browserless, path = "/my"): Promise<string[]> {
  const html = await (await visitor.get(path)).text();
  return [...html.matchAll(/(?:任务|指标|单位) ([TKU]\d\d)[<"]/g)].map(([, code]) => code!);
}

test("what is pinned stands on the own view in its order, until it is taken away", async () => {
  const leader = await visitorOf("leadership");
  const send = (intent: string, code: string) => leader.post("/my", {intent, code});
  for (const code of ["K23", "T05", "U02", "K23", "T99"]) expect((await send("pin", code)).status).toBe(302);
  expect(await cardsOf(leader)).toEqual(["K23", "T05", "U02"]);
  await send("up", "U02");
  await send("down", "K23");
  expect(await cardsOf(leader)).toEqual(["U02", "K23", "T05"]);
  await send("unpin", "K23");
  expect(await cardsOf(leader)).toEqual(["U02", "T05"]);
  expect(await cardsOf(await visitorOf("committee"))).toEqual([]);
});

test("a pin button leads back to its page, and to no page of others", async () => {
  const office = await visitorOf("office");
  const back = async (to: string) =>
    (await office.post("/my", {intent: "pin", code: "K10", back: to})).headers.get("location");
  expect(await back("/kpis/K10?month=2026-10")).toBe("/kpis/K10?month=2026-10");
  expect(await back("//elsewhere.example")).toBe("/");
  expect(await (await office.get("/kpis/K10")).text()).toContain("取消固定");
  expect(await (await office.get("/kpis/K11")).text()).toContain("固定到我的视图");
});

test("a shared address shows the same to others and saves nothing until they say so", async () => {
  const committee = await visitorOf("committee");
  expect(await cardsOf(committee, "/my?pins=K23,T05,U02,X9,K99")).toEqual(["K23", "T05", "U02"]);
  expect(await (await committee.get("/my?pins=K23,K99")).text()).toContain("计划里没有：K99");
  expect(await cardsOf(committee)).toEqual([]);
  await committee.post("/my", {intent: "save", pins: "K23,T05"});
  expect(await cardsOf(committee)).toEqual(["K23", "T05"]);
});

test("a unit sees how its own reports stand, not another's", async () => {
  const unit = await visitorOf("unit", "U01");
  const page = async (code: string) => (await unit.get(`/my?pins=${code}&month=2026-10`)).text();
  expect(await page("U01")).toContain("本月已报 / 应报");
  expect(await page("U02")).not.toContain("本月已报 / 应报");
});

test("an empty or broken form changes nothing", async () => {
  const office = await visitorOf("office");
  for (const intent of ["nothing", "toString", "__proto__", "start-nothing"])
    expect((await office.post("/my", {intent, role: "unit"})).status, intent).toBe(400);
  expect((await office.post("/my", {intent: "start-set", role: "nobody", pins: "K23"})).status).toBe(400);
  expect(await (await office.post("/my", {intent: "start-set", role: "unit", pins: ""})).text()).toContain(
    "还没有固定任何内容"
  );
});

async function landing(role: Role, unit?: string, named?: Named): Promise<string | null> {
  const account = await store.ledger.transaction(async (tx) => {
    const found = await accountOf(tx, role, unit, named);
    await setPassword(tx, found, await hashPassword(PASSWORD), {by: "test", now: now()});
    return found;
  });
  return (await new Browserless(server.url).signIn(account.name, PASSWORD)).headers.get("location");
}

test("each role begins where its work is, and goes where it was asked to", async () => {
  const unitOf = (role: Role) => (role === "unit" ? "U01" : undefined);
  const landings = [];
  for (const role of ROLES) landings.push(await landing(role, unitOf(role)));
  expect(landings).toEqual(["/", "/", "/units/U01", "/submissions/queue", "/admin/system"]);
  expect(await landing("office", undefined, {isAidOfficer: true})).toBe("/assistance");
  const asked = await new Browserless(server.url).post("/sign-in", {
    name: "office",
    password: PASSWORD,
    to: "/kpis/K23"
  });
  expect(asked.headers.get("location")).toBe("/kpis/K23");
  // Whoever asks for the overview gets it.
  expect((await (await visitorOf("office")).get("/")).status).toBe(200);
});

test("the office makes a set the start page of a role, and takes the last change back", async () => {
  const office = await visitorOf("office");
  const set = (intent: string, pins = "") => office.post("/my", {intent, role: "leadership", pins});
  await set("start-set", "K23,T05");
  expect(await landing("leadership")).toBe("/my?pins=K23,T05");
  await set("start-set", "K10");
  expect(await landing("leadership")).toBe("/my?pins=K10");
  await set("start-undo");
  expect(await landing("leadership")).toBe("/my?pins=K23,T05");
  expect(await (await (await visitorOf("leadership")).get("/my?pins=K23,T05")).text()).toContain(
    "校工会办公室为您的角色设定的首页"
  );
  await set("start-usual");
  expect(await landing("leadership")).toBe("/");
  expect(await landing("committee")).toBe("/");
  const audited = await readAudit(store.ledger, {action: "start-view-set"});
  expect(audited.map(({who, object}) => `${who} ${object}`)).toEqual(Array(4).fill("office leadership"));
});

test("nobody but the office sets a start page", async () => {
  for (const [role, unit] of [["leadership"], ["committee"], ["unit", "U01"]] satisfies [Role, string?][]) {
    const visitor = await visitorOf(role, unit);
    expect(await (await visitor.get("/my")).text()).not.toContain("各角色登录后的首页");
    expect((await visitor.post("/my", {intent: "start-set", role: "unit", pins: "K23"})).status).toBe(403);
  }
});

test("an account that is deleted takes its pins along", async () => {
  const account = await store.ledger.transaction((tx) => accountOf(tx, "unit", "U02"));
  const insert = {account_id: account.account_id, plan_year: 2026, code: "K23", place: 1, pinned_at: now()};
  await store.ledger.transaction((tx) => tx.insertInto("pins").values(insert).execute());
  expect(await readPins(store.ledger, account, 2026)).toEqual(["K23"]);
  await store.ledger.transaction(async (tx) => {
    await tx.deleteFrom("accounts").where("account_id", "=", account.account_id).execute();
  });
  expect(await readPins(store.ledger, account, 2026)).toEqual([]);
});
