import {afterAll, beforeAll, beforeEach, expect, test} from "vitest";
import {readCubeFile} from "#app/features/api/cube.server.ts";
import {readKpisJson} from "#app/features/api/kpis-json.server.ts";
import {readTasksJson} from "#app/features/api/tasks-json.server.ts";
import {readChangesPage} from "#app/features/changes/changes.server.ts";
import {readKpiPage} from "#app/features/kpi/kpi.server.ts";
import {readOverview} from "#app/features/overview/overview.server.ts";
import {postReportSettings} from "#app/features/submissions/settings/settings.server.ts";
import type {Access} from "#app/server/access.server.ts";
import type {Account} from "#pipelines/accounts/account.ts";
import {readAudit} from "#pipelines/ledger/audit.ts";
import {addVerdict} from "#pipelines/ledger/submission-entries.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import type {Store} from "#pipelines/store/store.ts";
import {at, januaryStore, post, sendOn} from "../pipelines/completeness-store.ts";
import {csvOf, sendAccepted} from "../pipelines/store.ts";
import {accountOf} from "../signed-in.ts";

const held = globalThis as typeof globalThis & {unionPlanStore?: Store; unionPlanHub?: unknown};
const OCTOBER = {year: 2026, month: "2026-10", on: "2026-10-31"};
const wechat = (id: string, unit: string) => post(id, unit, "2026-10-02", {item_type: "微信推文"});
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
  store = await januaryStore();
  held.unionPlanStore = store;
  delete held.unionPlanHub;
  office = await store.ledger.transaction((tx) => accountOf(tx, "office"));
  unit = await store.ledger.transaction((tx) => accountOf(tx, "unit", "U01"));
  await sendOn(store, "2026-11-02", "media", [wechat("N1", "U01"), wechat("N2", "U01")], "U01");
  await sendOn(store, "2026-11-03", "participation", [{activity_id: "A1", person_id: "00001"}], "U01");
  await build();
});

const build = () => rebuildWarehouse(store.dir, store.ledger, {now: at("2026-11-15")});

function access(account: Account, path: string, fields?: Record<string, string>): Access {
  const {role, unit_code} = account;
  const body = fields && new URLSearchParams(fields);
  const request = new Request(`http://127.0.0.1:3000${path}`, body ? {method: "POST", body} : {});
  return {request, visitor: {account, role, unit: unit_code}, unit: undefined};
}

/** The status of the answer, and its words if it is not a redirect. */
async function close(fields: Record<string, string>): Promise<{status: number; words: string}> {
  try {
    const answer = await postReportSettings(access(office, "/submissions/settings", {intent: "close", ...fields}));
    return {status: 422, words: JSON.stringify(await (answer as Response).json())};
  } catch (thrown) {
    if (thrown instanceof Response) return {status: thrown.status, words: ""};
    throw thrown;
  }
}

/** Every answer about October that programs get, as text. */
async function answers(): Promise<string[]> {
  const cubeOf = async (code: string) => {
    const {body} = await readCubeFile(`${code}.json`, new Request("http://127.0.0.1:3000"));
    const lines = JSON.parse(String(body)) as {month: string}[];
    return JSON.stringify(lines.filter(({month}) => month === "2026-10-01"));
  };
  return [
    (await readKpisJson(OCTOBER))!,
    (await readKpisJson({...OCTOBER, unit: "U01"}))!,
    (await readTasksJson(OCTOBER))!,
    ...(await Promise.all(["K05", "K23", "K47"].map(cubeOf)))
  ];
}

test("closing asks first, and then every answer about the month stays as it was, byte for byte", async () => {
  const before = await answers();
  expect(await close({month: "2026-10"})).toMatchObject({status: 422, words: expect.stringContaining("不能撤销")});
  expect(await close({month: "2026-10", confirmed: "1"})).toMatchObject({status: 302});
  expect(await answers()).toEqual(before);
  // What a unit may not send any more, a correction, a new target, and a roster with fewer people.
  const toLocked = sendOn(store, "2026-11-15", "media", [wechat("N3", "U02"), wechat("N4", "U02")], "U02");
  await expect(toLocked).rejects.toThrow("file/month-locked");
  await sendOn(store, "2026-11-15", "media", [wechat("N5", "U01")]);
  await sendOn(store, "2026-11-15", "targets", [{kpi_code: "K05", target: "9999", reason: "年中调高"}]);
  const roster = csvOf("members", [{person_id: "00001", name: "会员0001"}]);
  await sendAccepted(store, "members", roster, {asOf: "2026-10-20", now: at("2026-11-15")});
  await build();
  expect(await answers()).toEqual(before);
  const november = JSON.parse((await readKpisJson({...OCTOBER, month: "2026-11", on: "2026-11-15"}))!) as {
    code: string;
    value: number;
    target: number;
  }[];
  expect(november.find(({code}) => code === "K05")).toMatchObject({value: 3, target: 9999});
});

test("the correction stands on the overview and on the KPI's page, and leads to what caused it", async () => {
  await close({month: "2026-10", confirmed: "1"});
  const late = await sendOn(store, "2026-11-15", "media", [wechat("N5", "U01")]);
  await build();
  const overview = await readOverview(access(office, "/?month=2026-10"));
  expect(overview?.closed).toMatchObject({closed_on: expect.stringMatching(/^20/), problem: ""});
  expect(overview?.closed?.corrections).toContainEqual({code: "K05", kept: 2, corrected: 3});
  const page = await readKpiPage("K05", access(office, "/kpis/K05?month=2026-10"));
  expect(page?.numbers?.closed?.corrections).toEqual([{code: "K05", kept: 2, corrected: 3}]);
  expect(page?.numbers?.current?.value).toBe(2);
  const {changes} = page!.numbers!.closed!;
  expect(new URL(changes, "http://x").searchParams.get("month")).toBe("2026-10");
  const found = await readChangesPage(access(office, "/changes?from=2026-11-14&month=2026-10"));
  const k05 = found?.kpis.find(({code, unit_code}) => code === "K05" && unit_code === null);
  expect(k05).toMatchObject({was: 2, is: 3});
  expect(k05?.causes.map(({to}) => to)).toEqual([`/submissions/${late}`]);
});

test("a closed month is closed once, never unlocked, and audited", async () => {
  await close({month: "2026-10", confirmed: "1", reason: "月报已上会"});
  expect(await close({month: "2026-10"})).toMatchObject({status: 422, words: expect.stringContaining("已经封存")});
  expect(await close({month: "2026-11"})).toMatchObject({status: 422, words: expect.stringContaining("还没有结束")});
  expect(await close({intent: "unlock", month: "2026-10"})).toMatchObject({
    status: 422,
    words: expect.stringContaining("不能解锁")
  });
  const [entry] = await readAudit(store.ledger, {action: "month-closed"});
  expect(entry).toMatchObject({who: "office", object: "2026-10"});
});

test("a unit sees the causes of other units without their file, their sender's account or a link", async () => {
  const foreign = await sendOn(store, "2026-11-15", "media", [wechat("N6", "U02")], "U02");
  const own = await sendOn(store, "2026-11-15", "media", [wechat("N7", "U01")], "U01");
  await build();
  const found = await readChangesPage(access(unit, "/changes?from=2026-11-14&month=2026-10"));
  expect(new Set(found?.kpis.map(({unit_code}) => unit_code))).toEqual(new Set([null, "U01"]));
  const causes = found?.kpis.find(({code, unit_code}) => code === "K05" && unit_code === null)?.causes ?? [];
  expect(causes.map(({to, file_name, sender, by}) => [to, file_name, sender, by])).toEqual([
    [`/submissions/${own}`, "media.csv", "示例学院", null],
    [null, null, "第二学院", null]
  ]);
  expect(JSON.stringify(found)).not.toContain(foreign);
});

test("what a visitor does not own is not hidden from the office", async () => {
  const foreign = await sendOn(store, "2026-11-15", "media", [wechat("N6", "U02")], "U02");
  await store.ledger.transaction((tx) =>
    addVerdict(tx, {submission_id: foreign, verdict: "return", given_by: "office", given_at: at("2026-11-15")})
  );
  await build();
  const found = await readChangesPage(access(office, "/changes?from=2026-11-14&month=2026-10"));
  expect(found?.kpis.filter(({code}) => code === "K05")).toEqual([]);
});
