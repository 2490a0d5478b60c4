import {existsSync, mkdtempSync, readdirSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore} from "#pipelines/store/store.ts";
import {planFilesOf} from "../plan/next-year.ts";
import {sendAccepted, sendBasics} from "../pipelines/store.ts";
import {type RunningServer, startServer} from "../running-server.ts";
import {browserOf} from "../signed-in.ts";

const NOW = "2026-11-15T04:00:00.000Z";
let folder: string;
let server: RunningServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "plans-"));
  const store = await openStore(dataDirAt(folder));
  await sendBasics(store);
  const head = "年度,承诺编号,牵头单位编码,协办单位编码,完成期限,理由";
  await sendAccepted(store, "assignments", `${head}\n2026,T02-03,U01,U02,2026-11-20,会议议定\n2026,T02-04,U02,,,\n`);
  await sendAccepted(store, "targets", "年度,指标编号,目标,目标来源,理由\n2026,K05,40,本地设定,执委会议定\n");
  await rebuildWarehouse(store.dir, store.ledger, {now: NOW});
  await store.ledger.close();
  server = await startServer(folder, {today: "2026-11-15"});
}, 120_000);

afterAll(async () => {
  await server?.stop();
  rmSync(folder, {recursive: true, force: true});
});

function formOf(
  fields: Record<string, string>,
  files: Record<string, string | Uint8Array<ArrayBuffer>> = {}
): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  for (const [name, content] of Object.entries(files)) form.append("files", new Blob([content]), name);
  return form;
}

async function upload(fields: Record<string, string>, files?: Record<string, string | Uint8Array<ArrayBuffer>>) {
  const response = await server.ask("/plan/new", {method: "POST", body: formOf(fields, files), redirect: "manual"});
  return {status: response.status, text: await response.text(), to: response.headers.get("location")};
}

const kept = () => (existsSync(join(folder, "plans")) ? readdirSync(join(folder, "plans")) : []);
const yearsOn = async () => (await (await server.ask("/plan/new")).text()).match(/20\d\d 年<\/a>/g);

test("wrong input is answered in words, and nothing is kept", async () => {
  const files = planFilesOf(2027);
  const wrong = {...files, "kpis.csv": files["kpis.csv"]!.replace("K01,", "K99,")};
  expect(await upload({intent: "check", year: "next"}, files)).toMatchObject({status: 422});
  expect((await upload({intent: "check", year: "2027"})).text).toContain("还没有选择文件");
  expect((await upload({intent: "check", year: "2026"}, planFilesOf(2026))).text).toContain("随系统提供，不能替换");
  const {status, text} = await upload({intent: "check", year: "2027"}, wrong);
  expect([status, text.includes("没有保存任何内容"), text.includes("kpis.csv")]).toEqual([422, true, true]);
  const unread = await upload({intent: "take", year: "2027", files: "not json"});
  expect([unread.status, unread.text.includes("重新选择文件")]).toEqual([400, true]);
  expect(kept()).toEqual([]);
});

test("only the office may send a plan", async () => {
  for (const role of ["leadership", "committee", "unit"] as const) {
    const browser = await browserOf(folder, role, role === "unit" ? "U01" : undefined);
    const body = formOf({intent: "check", year: "2027"}, planFilesOf(2027));
    const response = await fetch(`${server.url}/plan/new`, {method: "POST", body, headers: browser});
    expect([role, response.status]).toEqual([role, 403]);
  }
});

test("the office checks a plan, takes it, and the running server has both years with their own numbers", async () => {
  const files = planFilesOf(2027);
  const checked = await upload({intent: "check", year: "2027"}, files);
  expect([checked.status, checked.text.includes("启用 2027 年计划")]).toEqual([200, true]);
  expect([kept(), await yearsOn()]).toEqual([[], ["2026 年</a>"]]);
  const taken = await upload({intent: "take", year: "2027", files: JSON.stringify(files)});
  expect([taken.status, taken.to]).toEqual([302, "/plan/new?taken=2027"]);
  expect(await yearsOn()).toEqual(["2026 年</a>", "2027 年</a>"]);
  for (const path of ["/", "/plan", "/plan/timeline", "/plan/calendar", "/kpis/K23", "/tasks/T05"])
    expect([path, (await server.ask(`${path}?month=2027-03`)).status]).toEqual([path, 200]);
  expect(await (await server.ask("/plan?month=2027-03")).text()).toContain("逐项核对");
});

const inherit = async (fields: [string, string][]) => {
  const body = new URLSearchParams(fields);
  const response = await server.ask("/plan/inherit?month=2027-01", {method: "POST", body, redirect: "manual"});
  return {status: response.status, text: await response.text(), to: response.headers.get("location")};
};

test("nothing is taken of the year before that nobody ticked", async () => {
  expect((await inherit([["intent", "take"]])).text).toContain("还没有勾选");
  expect((await inherit([["intent", "targets"]])).text).toContain("还没有勾选");
});

test("owners and dates of the year before are taken as a submission, a year later, and told so", async () => {
  const page = await (await server.ask("/plan/inherit?month=2027-01")).text();
  expect(page).toContain("2027-11-20");
  const taken = await inherit([["intent", "take-equal"]]);
  expect(taken.status).toBe(302);
  expect(taken.to).toMatch(/^\/plan\/inherit\?month=2027-01&saved=/);
  const history = await (await server.ask("/plan/T02-03?month=2027-01")).text();
  for (const words of ["沿用 2026 年：会议议定", "2027-11-20", "牵头单位：", "→ 示例学院"])
    expect(history).toContain(words);
  const id = /saved=([^&]+)/.exec(taken.to!)![1]!;
  expect(await (await server.ask(`/submissions/${id}`)).text()).toContain("沿用2026年分工");
  expect(await (await server.ask("/plan/T02-03?month=2026-12")).text()).not.toContain("2027-11-20");
});

test("a target of the year before is this year's own, with its source", async () => {
  const taken = await inherit([
    ["intent", "targets"],
    ["code", "K05"]
  ]);
  expect(taken.status).toBe(302);
  const text = await (await server.ask("/plan/targets?month=2027-01")).text();
  expect(text).toContain("40（本地设定）");
  expect(text).toContain("沿用 2026 年：执委会议定");
});

test("a year that was settled is not replaced any more", async () => {
  const {status, text} = await upload({intent: "check", year: "2027"}, planFilesOf(2027));
  expect([status, text.includes("不能再替换")]).toEqual([422, true]);
});

test("files as Excel saves them in China are read", async () => {
  const files: Record<string, string | Uint8Array<ArrayBuffer>> = planFilesOf(2028);
  // 春节 in GB18030.
  files["festivals.csv"] = new Uint8Array([
    ...Buffer.from("occasion,festival_on\n"),
    ...[0xb4, 0xba, 0xbd, 0xda],
    ...Buffer.from(",2028-01-26\n")
  ]);
  const {status, text} = await upload({intent: "check", year: "2028"}, files);
  expect([status, text.includes("检查通过：2028 年计划")]).toEqual([200, true]);
});
