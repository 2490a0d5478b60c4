import {afterAll, beforeAll, beforeEach, expect, test} from "vitest";
import {postNotice, readPaper} from "#app/features/supervision/notice-actions.server.ts";
import {postOutbox, readOutboxPage} from "#app/features/supervision/outbox.server.ts";
import {readOwnNotices} from "#app/features/supervision/own-notices.server.ts";
import {readSupervised} from "#app/features/supervision/supervision.server.ts";
import type {Access} from "#app/server/access.server.ts";
import {supervisionTick} from "#app/server/http/supervision-timer.ts";
import type {Account} from "#pipelines/accounts/account.ts";
import {readAudit} from "#pipelines/ledger/audit.ts";
import {readNotices} from "#pipelines/messages/notices.ts";
import {readOutbox} from "#pipelines/messages/outbox.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import type {Store} from "#pipelines/store/store.ts";
import {at} from "../pipelines/completeness-store.ts";
import {basicStore, sendAccepted} from "../pipelines/store.ts";
import {accountOf} from "../signed-in.ts";

const held = globalThis as typeof globalThis & {unionPlanStore?: Store; unionPlanHub?: unknown};
/** A Friday; the item is due in two weeks and lags. */
const DAY = "2026-11-13";
const CODE = "T02-03";
let store: Store;
let accounts: Record<"office" | "unit" | "other" | "leadership" | "committee", Account>;

beforeAll(() => {
  process.env.UNION_PLAN_TODAY = DAY;
});

afterAll(() => {
  delete process.env.UNION_PLAN_TODAY;
});

beforeEach(async () => {
  store = await basicStore();
  held.unionPlanStore = store;
  delete held.unionPlanHub;
  accounts = await store.ledger.transaction(async (tx) => ({
    office: await accountOf(tx, "office"),
    unit: await accountOf(tx, "unit", "U01"),
    other: await accountOf(tx, "unit", "U02"),
    leadership: await accountOf(tx, "leadership"),
    committee: await accountOf(tx, "committee")
  }));
  await sendAccepted(
    store,
    "assignments",
    "年度,承诺编号,牵头单位编码,责任账户,完成期限,衡量依据\n2026,T02-03,U01,unit-U01,2026-11-27,report\n"
  );
  await rebuildWarehouse(store.dir, store.ledger, {now: at(DAY)});
});

function access(account: Account, fields?: Record<string, string>): Access {
  const {role, unit_code} = account;
  const body = fields && new URLSearchParams(fields);
  const request = new Request("http://127.0.0.1:3000/supervision", body ? {method: "POST", body} : {});
  return {request, visitor: {account, role, unit: unit_code}, unit: undefined};
}

async function statusOf(handle: Promise<unknown>): Promise<number> {
  try {
    return ((await handle) as Response).status;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown.status;
    throw thrown;
  }
}

const act = (account: Account, intent: string, more: Record<string, string> = {}) =>
  statusOf(postNotice(access(account, {intent, ...more}), CODE, "10.0.0.1"));
const paper = (account: Account) => readPaper(access(account), CODE);

const tick = (moment: string) =>
  supervisionTick(
    {...store, channels: {mail: undefined, robots: []}, site: "https://plan.example.edu.cn"},
    () => moment
  )();

test("the office issues a notice once, the owner acknowledges it once, and the paper prints both", async () => {
  expect((await paper(accounts.office)).item.notice).toBeNull();
  expect(await act(accounts.unit, "issue")).toBe(403);
  expect(await act(accounts.office, "issue", {opinion: "请于本周内报送"})).toBe(302);
  expect(await act(accounts.office, "issue")).toBe(302);
  expect(await readNotices(store.ledger, 2026)).toHaveLength(1);
  expect((await paper(accounts.office)).text).toContain("督〔2026〕1号，橙，时限 2026-11-27");
  expect((await paper(accounts.committee)).text).toBeNull();
  expect(await readOwnNotices(access(accounts.unit))).toMatchObject([{code: CODE, number: "督〔2026〕1号"}]);
  expect(await readOwnNotices(access(accounts.other))).toEqual([]);
  expect(await act(accounts.unit, "acknowledge", {back: "/progress"})).toBe(302);
  expect((await paper(accounts.unit)).item.notice).toMatchObject({
    number: "督〔2026〕1号",
    opinion: "请于本周内报送",
    issued_by: "office",
    acknowledged: {by: "unit-U01"}
  });
  expect(await readOwnNotices(access(accounts.unit))).toEqual([]);
  const actions = (await readAudit(store.ledger)).map(({action}) => action);
  expect(actions.filter((action) => action.startsWith("notice-"))).toEqual(["notice-acknowledged", "notice-issued"]);
});

test("nobody acknowledges for others, and a leader only once the notice has come so far", async () => {
  await act(accounts.office, "issue");
  for (const who of ["office", "other", "committee", "leadership"] as const)
    expect(await act(accounts[who], "acknowledge"), who).toBe(403);
  for (const moment of ["2026-11-13T01:05:00.000Z", "2026-11-17T01:05:00.000Z", "2026-11-19T01:05:00.000Z"])
    await tick(moment);
  const [notice] = await readNotices(store.ledger, 2026);
  expect(notice!.events.flatMap((event) => (event.kind === "told" ? [`${event.on} ${event.step}`] : []))).toEqual([
    "2026-11-13 责任人",
    "2026-11-17 主席",
    "2026-11-19 领导"
  ]);
  expect(await act(accounts.leadership, "acknowledge")).toBe(302);
});

test("the server supervises once a workday after 08:07, and a second run of the day adds nothing", async () => {
  await tick("2026-11-13T00:06:59.000Z");
  expect(await readNotices(store.ledger, 2026)).toEqual([]);
  await tick("2026-11-14T01:05:00.000Z");
  expect(await readNotices(store.ledger, 2026)).toEqual([]);
  await Promise.all([tick("2026-11-13T00:07:00.000Z"), tick("2026-11-13T00:07:00.000Z")]);
  await tick("2026-11-13T05:11:00.000Z");
  const codes = (await readNotices(store.ledger, 2026)).map(({deliverable_code}) => deliverable_code);
  expect(codes.filter((code) => code === CODE)).toHaveLength(1);
  expect(new Set(codes).size).toBe(codes.length);
  const own = (await readOutbox(store.ledger)).filter(({addressee}) => addressee === "unit-U01");
  expect(own).toHaveLength(1);
  expect(own[0]).toMatchObject({channel: "text", state: "text", on_day: "2026-11-13"});
});

test("without a channel the office passes texts on and says so; nothing can be tried", async () => {
  await tick("2026-11-13T01:05:00.000Z");
  const page = await readOutboxPage(access(accounts.office));
  const line = page.toPass.find(({to}) => to === "unit-U01")!;
  expect(line.body).toContain("签收：https://plan.example.edu.cn/supervision/T02-03");
  const post = (fields: Record<string, string>) => statusOf(postOutbox(access(accounts.office, fields), "10.0.0.1"));
  expect(await post({intent: "passed", message: line.message_id})).toBe(302);
  expect(await post({intent: "passed", message: line.message_id})).toBe(422);
  expect(await post({intent: "try", channel: "wecom"})).toBe(422);
  expect((await readOutboxPage(access(accounts.office))).toPass).toHaveLength(page.toPass.length - 1);
});

test("a report ends the notice, and the paper stays with its reason", async () => {
  await act(accounts.office, "issue");
  await sendAccepted(
    store,
    "progress",
    "承诺编号,责任单位编码,填报月份,计划完成日期,状态,完成比例,佐证材料链接,问题与措施,填报人工号\nT02-03,U01,2026-11,,进行中,60,,,00001\n",
    {account: "unit-U01", unit: "U01", now: new Date(Date.now() + 60_000).toISOString()}
  );
  await rebuildWarehouse(store.dir, store.ledger, {now: at(DAY)});
  await tick("2026-11-13T01:05:00.000Z");
  const {item, mayAcknowledge} = await paper(accounts.unit);
  expect(item.notice?.end).toMatchObject({reason: "已填报进展"});
  expect(mayAcknowledge).toBe(false);
  expect(
    (await readSupervised(access(accounts.office)))?.items.find(({code}) => code === CODE)?.notice?.end
  ).toBeTruthy();
});
