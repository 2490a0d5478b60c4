import {mkdtempSync, rmSync} from "node:fs";
import type {AuditAction} from "#pipelines/ledger/audit-words.ts";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import type {Role} from "#pipelines/accounts/account.ts";
import {type AuditRow, readAudit} from "#pipelines/ledger/audit.ts";
import {now} from "#pipelines/time/clock.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore} from "#pipelines/store/store.ts";
import {Browserless} from "../browserless.ts";
import {csvOf, sendAccepted, sendBasics, withdraw} from "../pipelines/store.ts";
import {type RunningServer, startServer} from "../running-server.ts";
import {browserOf, sessionOf, type Named} from "../signed-in.ts";

const OWN = {record_id: "记录甲一", unit_code: "U01", person_id: "00001", amount_yuan: "1111.25"};
const OTHER = {
  ...{record_id: "记录乙一", unit_code: "U02", person_id: "00002", amount_yuan: "2222.25"},
  ...{record_type: "走访慰问", visit_date: "2026-04-01"}
};
const CORRECTED = {...OWN, amount_yuan: "3333.25", pay_date: "2026-03-16"};
const WITHDRAWN = {...OWN, record_id: "记录甲撤", amount_yuan: "4444.25"};
const CELLS = ["记录甲一", "会员甲", "1111.25", "3333.25", "记录甲撤", "4444.25", "记录乙一", "会员乙", "2222.25"];
const OF_U01 = ["记录甲一", "会员甲", "3333.25"];
const OF_U02 = ["记录乙一", "会员乙", "2222.25"];

type Who = "aid" | "admin" | "chair" | "chairOfOther" | "office" | "unit" | "leadership" | "committee";

const ACCOUNTS: Record<Who, [Role, string | undefined, Named]> = {
  aid: ["office", undefined, {isAidOfficer: true}],
  admin: ["administrator", undefined, {isAidOfficer: true}],
  chair: ["unit", "U01", {isAidOfficer: true}],
  chairOfOther: ["unit", "U02", {isAidOfficer: true}],
  office: ["office", undefined, {}],
  unit: ["unit", "U01", {}],
  leadership: ["leadership", undefined, {}],
  committee: ["committee", undefined, {}]
};

let folder: string;
let server: RunningServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "assistance-"));
  const store = await openStore(dataDirAt(folder));
  await sendBasics(store);
  await sendAccepted(store, "assistance", csvOf("assistance", [OWN, OTHER]));
  await sendAccepted(store, "assistance", csvOf("assistance", [CORRECTED]));
  await withdraw(store, (await sendAccepted(store, "assistance", csvOf("assistance", [WITHDRAWN]))).submission_id);
  await rebuildWarehouse(store.dir, store.ledger, {now: now()});
  await store.ledger.close();
  server = await startServer(folder, {today: "2026-11-15"});
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, {recursive: true, force: true});
});

/** As a program of the account; fields are a form. */
async function ask(who: Who, path: string, fields?: Record<string, string>, {url} = server) {
  const response = await fetch(url + path, {
    method: fields ? "POST" : "GET",
    body: fields && new URLSearchParams(fields),
    redirect: "manual",
    headers: await browserOf(folder, ...ACCOUNTS[who])
  });
  const text = await response.text();
  return {status: response.status, response, text, shown: CELLS.filter((cell) => text.includes(cell))};
}

async function audited(action: AuditAction): Promise<AuditRow[]> {
  const {ledger} = await openStore(dataDirAt(folder));
  try {
    return await readAudit(ledger, {action});
  } finally {
    await ledger.close();
  }
}

const PURPOSE = {purpose: "核对发放"};

test.each([
  ["chair", 200, OF_U01],
  ["chairOfOther", 200, OF_U02],
  ["aid", 200, [...OF_U01, ...OF_U02]],
  ["admin", 200, [...OF_U01, ...OF_U02]],
  ["office", 403, []],
  ["unit", 403, []],
  ["leadership", 403, []],
  ["committee", 403, []]
] as const)("%s is answered %d: what stands, the office sent, once a purpose is said", async (who, status, shown) => {
  const asked = await ask(who, "/assistance");
  expect([asked.status, asked.shown]).toEqual([status, []]);
  const said = await ask(who, "/assistance", PURPOSE);
  expect([said.status, said.shown]).toEqual([status, [...shown]]);
  if (status === 200) expect(said.response.headers.get("cache-control")).toBe("no-store");
  const pages = await ask(who, "/submissions?month=2026-10");
  expect(pages.text.includes('href="/assistance'), who).toBe(status === 200);
});

test("a chair sees the own unit's rows alone, whatever the address or the form says", async () => {
  const before = await audited("sensitive-read");
  const answers = [
    await ask("chair", "/assistance?unit=U02"),
    await ask("chair", "/assistance?unit=U02", PURPOSE),
    await ask("chair", "/assistance", {...PURPOSE, unit: "U02"}),
    await ask("chair", "/assistance?unit=U01&unit=U02", {...PURPOSE, unit: "U01"})
  ];
  expect(answers.map(({status, shown}) => [status, shown])).toEqual(answers.map(() => [403, []]));
  expect(await audited("sensitive-read")).toEqual(before);
  for (const unit of ["U01", ""]) expect((await ask("chair", "/assistance", {...PURPOSE, unit})).shown).toEqual(OF_U01);
  expect((await ask("chair", "/assistance")).text).not.toContain("第二学院");
});

test("the aid officer chooses a unit and a kind of record, or takes all", async () => {
  const choose = async (fields: Record<string, string>, path = "/assistance") =>
    (await ask("aid", path, {...PURPOSE, ...fields})).shown;
  expect(await choose({unit: "U02"})).toEqual(OF_U02);
  expect(await choose({unit: "U01"}, "/assistance?unit=U02")).toEqual(OF_U01);
  expect(await choose({}, "/assistance?unit=U02")).toEqual(OF_U02);
  expect(await choose({unit: "", kind: "走访慰问"})).toEqual(OF_U02);
  expect(await choose({unit: "U01", kind: "走访慰问"})).toEqual([]);
  const offered = (await ask("aid", "/assistance?unit=U02")).text;
  expect(offered).toContain('<option value="">全校</option>');
  expect(offered).toContain('<option value="U02" selected="">U02 第二学院</option>');
  for (const [fields, status, said] of [
    [{unit: "U99"}, 404, "没有编码为“U99”的单位。"],
    [{kind: "没有的类型"}, 400, "没有“没有的类型”这种记录类型。"]
  ] as const) {
    const answer = await ask("aid", "/assistance", {...PURPOSE, ...fields});
    expect([answer.status, answer.text.includes(said), answer.shown]).toEqual([status, true, []]);
  }
});

test("rows stand with name, number, unit and day, the newest first", async () => {
  const {text} = await ask("aid", "/assistance", PURPOSE);
  const cellsOf = (row: string) =>
    [...row.matchAll(/<td data-label="([^"]+)"[^>]*>(.*?)<\/td>/g)].map(([, label, cell]) => [
      label,
      cell!.replace(/<[^>]+>/g, " ").trim()
    ]);
  const rows = [...text.matchAll(/<tr\b[^>]*>(.*?)<\/tr>/g)].map(([, row]) => cellsOf(row!)).slice(1);
  expect(rows).toHaveLength(2);
  expect(rows[0]!.slice(0, 7)).toEqual([
    ["姓名", "会员乙"],
    ["工号", "00002"],
    ["单位", "U02 第二学院"],
    ["日期", "2026-04-01"],
    ["记录编号", "记录乙一"],
    ["记录类型", "走访慰问"],
    ["对象类别", "困难职工"]
  ]);
  expect(rows[1]!.map(([, cell]) => cell).slice(0, 4)).toEqual(["会员甲", "00001", "U01 示例学院", "2026-03-16"]);
  expect(text).toContain("全校：2 条");
  expect(text).toContain("金额（元）：3333.25");
});

test("without a purpose nothing is shown and nothing read, and what was chosen stays", async () => {
  const before = await audited("sensitive-read");
  const answer = await ask("aid", "/assistance", {purpose: "其他", unit: "U02", kind: "走访慰问"});
  expect([answer.status, answer.shown]).toEqual([400, []]);
  expect(answer.text).toMatch(/<p id="purpose-problem"[^>]*role="alert">请先说明用途（至少 4 个字）/);
  expect(answer.text).toContain('<option value="U02" selected="">');
  expect(answer.text).toContain('<option selected="">走访慰问</option>');
  expect(await audited("sensitive-read")).toEqual(before);
});

test("each look is written down: who, of which unit, what for, how many rows", async () => {
  await ask("chair", "/assistance", {purpose: "其他", other: "复核三月补助"});
  const [own] = await audited("sensitive-read");
  expect(own).toMatchObject({who: "aid-unit-U01", object: "assistance", address: expect.stringContaining("127.0.0.1")});
  const dataset = "assistance";
  expect(JSON.parse(own!.detail)).toEqual({dataset, unit: "U01", record_type: null, purpose: "复核三月补助", rows: 1});
  const count = (await audited("sensitive-read")).length;
  await ask("aid", "/assistance", {...PURPOSE, kind: "走访慰问"});
  const [all, ...earlier] = await audited("sensitive-read");
  expect(earlier).toHaveLength(count);
  expect(JSON.parse(all!.detail)).toEqual({
    ...{dataset, unit: null, record_type: "走访慰问"},
    ...{purpose: "核对发放", rows: 1}
  });
});

test("with another key nothing can be opened, and that is said", async () => {
  await server.stop();
  const other = await startServer(folder, {today: "2026-11-15", env: {SENSITIVE_KEY: "0c".repeat(32)}});
  try {
    expect((await ask("aid", "/assistance", undefined, other)).status).toBe(200);
    const answer = await ask("chair", "/assistance", PURPOSE, other);
    const said = answer.text.includes("服务器上的加密密钥与已存敏感数据的不是同一把");
    expect([answer.status, said, answer.shown]).toEqual([503, true, []]);
  } finally {
    await other.stop();
    server = await startServer(folder, {today: "2026-11-15"});
  }
});

test("a browser needs the token of its session for it", async () => {
  const browser = new Browserless(server.url, {}, {session: await sessionOf(folder, ...ACCOUNTS.chair)});
  expect((await browser.post("/assistance", {...PURPOSE, csrf: "made up"})).status).toBe(403);
  const answer = await browser.post("/assistance", PURPOSE);
  expect([answer.status, (await answer.text()).includes("3333.25")]).toEqual([200, true]);
});
