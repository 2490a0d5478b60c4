import {mkdtempSync, rmSync} from "node:fs";
import type {AuditAction} from "#pipelines/ledger/audit-words.ts";
import {request as httpRequest} from "node:http";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import type {Role} from "#pipelines/accounts/account.ts";
import {type AuditRow, readAudit} from "#pipelines/ledger/audit.ts";
import {now} from "#pipelines/time/clock.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore} from "#pipelines/store/store.ts";
import {reportZero} from "#pipelines/submissions/zero-report.ts";
import {csvOf, sendAccepted, sendBasics} from "../pipelines/store.ts";
import {type RunningServer, startServer} from "../running-server.ts";
import {browserOf, sessionOf, type Named} from "../signed-in.ts";

const RECORD = "帮扶记录金丝雀";
const CELLS = [RECORD, "4321.25", "突发意外"];
const record = (given: Record<string, string> = {}) => ({
  record_id: RECORD,
  hardship_cause: "突发意外",
  amount_yuan: "4321.25",
  apply_date: "2026-03-05",
  ...given
});
const SENT = csvOf("assistance", [record(), record({record_id: `${RECORD}二`, person_id: "00002"})]);

type Who = "aid" | "admin" | "chair" | "chairOfOther" | "office" | "unit";

let folder: string;
let server: RunningServer;
let id: string;
let zero: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "rows-"));
  const store = await openStore(dataDirAt(folder));
  await sendBasics(store);
  await sendAccepted(store, "assistance", csvOf("assistance", [record({amount_yuan: "77.5"})]), {unit: "U01"});
  id = (await sendAccepted(store, "assistance", SENT, {unit: "U01"})).submission_id;
  zero = (await sendAccepted(store, "media", csvOf("media", [{item_id: "N1", unit_code: "U01"}]), {unit: "U01"}))
    .submission_id;
  await rebuildWarehouse(store.dir, store.ledger, {now: now()});
  await store.ledger.close();
  server = await startServer(folder, {today: "2026-11-15"});
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, {recursive: true, force: true});
});

const ACCOUNTS: Record<Who, [Role, string | undefined, Named]> = {
  aid: ["office", undefined, {isAidOfficer: true}],
  admin: ["administrator", undefined, {isAidOfficer: true}],
  chair: ["unit", "U01", {isAidOfficer: true}],
  chairOfOther: ["unit", "U02", {isAidOfficer: true}],
  office: ["office", undefined, {}],
  unit: ["unit", "U01", {}]
};

/** As a program of the account; a body is a form. */
async function ask(who: Who, path: string, body?: string, {url} = server) {
  const response = await fetch(url + path, {
    method: body === undefined ? "GET" : "POST",
    body,
    redirect: "manual",
    headers: {
      ...(await browserOf(folder, ...ACCOUNTS[who])),
      ...(body !== undefined && {"content-type": "application/x-www-form-urlencoded"})
    }
  });
  return {status: response.status, response, text: await response.text()};
}

async function audited(action: AuditAction): Promise<AuditRow[]> {
  const {ledger} = await openStore(dataDirAt(folder));
  try {
    return await readAudit(ledger, {action});
  } finally {
    await ledger.close();
  }
}

const shownIn = (text: string) => CELLS.filter((cell) => text.includes(cell));

test.each([
  ["aid", 200],
  ["admin", 200],
  ["chair", 200],
  ["chairOfOther", 404],
  ["office", 403],
  ["unit", 403]
] as const)("%s is answered %d, and before a purpose is said nobody sees a cell", async (who, status) => {
  const asked = await ask(who, `/submissions/${id}/rows`);
  expect([asked.status, shownIn(asked.text)]).toEqual([status, []]);
  const said = await ask(who, `/submissions/${id}/rows`, "purpose=核对发放");
  expect([said.status, shownIn(said.text)]).toEqual([status, status === 200 ? CELLS : []]);
  const file = await ask(who, `/submissions/${id}/file`, "purpose=核对发放");
  expect([file.status, file.text === SENT]).toEqual([status, status === 200]);
  const plain = await ask(who, `/submissions/${id}/file`);
  expect([plain.status, plain.response.headers.get("location"), shownIn(plain.text)]).toEqual(
    status === 200 ? [302, `/submissions/${id}/rows`, []] : [status, null, []]
  );
});

test("what is no purpose shows nothing and is no reading", async () => {
  const before = [await audited("sensitive-read"), await audited("original-read")];
  for (const body of [
    "",
    "purpose=",
    "purpose=看看看",
    "purpose=其他",
    "purpose=其他&other=看 看",
    "purpose=++++++++"
  ]) {
    const rows = await ask("aid", `/submissions/${id}/rows`, body);
    expect([rows.status, shownIn(rows.text), rows.text.includes("请先说明用途（至少 4 个字）")]).toEqual([
      400,
      [],
      true
    ]);
    const file = await ask("aid", `/submissions/${id}/file`, body);
    expect([file.status, file.text]).toEqual([400, "请先说明用途（至少 4 个字）；没有打开任何内容。"]);
  }
  expect([await audited("sensitive-read"), await audited("original-read")]).toEqual(before);
});

test("rows are shown with names and numbers, kept by nobody, and each look is written down with its purpose", async () => {
  const said = await ask("chair", `/submissions/${id}/rows`, "purpose=其他&other=复核三月补助");
  for (const text of ["00001", "会员甲", "00002", "会员乙", "4321.25", "复核三月补助"])
    expect(said.text).toContain(text);
  // What it replaced stands with the rows and not on the page that everybody of the unit sees.
  expect(said.text).toContain("77.5");
  expect(said.response.headers.get("cache-control")).toBe("no-store");
  const [last] = await audited("sensitive-read");
  expect(last).toMatchObject({who: "aid-unit-U01", object: id, address: expect.stringContaining("127.0.0.1")});
  expect(JSON.parse(last!.detail)).toEqual({dataset: "assistance", unit: "U01", purpose: "复核三月补助", rows: 2});
  await ask("aid", `/submissions/${id}/file`, "purpose=审核帮扶申请&other=四月");
  const [read] = await audited("original-read");
  expect(JSON.parse(read!.detail)).toEqual({dataset: "assistance", unit: "U01", purpose: "审核帮扶申请：四月"});
});

test("who sent it without being the chair sees no cell of it or of what stood before, and not how many rows", async () => {
  for (const who of ["unit", "office", "chair", "aid"] as const) {
    const page = await ask(who, `/submissions/${id}`);
    expect([page.status, shownIn(page.text), page.text.includes("77.5")], who).toEqual([200, [], false]);
    const isReader = who === "chair" || who === "aid";
    expect([page.text.includes("共 2 行"), /原文件 \d/.test(page.text)], who).toEqual([isReader, isReader]);
    expect(page.text.includes(`/submissions/${id}/rows`), who).toBe(isReader);
    // A name such as 会员0001困难补助.csv tells of a person.
    expect(page.text.includes("（文件名不显示）"), who).toBe(!isReader);
    expect(page.text).not.toContain(`/submissions/${id}/file`);
  }
  const changed = csvOf("assistance", [record({amount_yuan: "5"})]);
  const headers = await browserOf(folder, "unit", "U01");
  for (const path of ["/assistance", ""]) {
    const address = `${server.url}/api/submissions${path}?dry_run=1`;
    const told = await (await fetch(address, {method: "POST", body: changed, headers})).text();
    const reading = {dataset: "assistance", header_row: 1, rows: []};
    const untold = {added: null, updated: null, unchanged: null};
    expect(JSON.parse(told)).toMatchObject({counts: {read: 1, ...untold, refused: 0, skipped: 0}, reading});
    expect([shownIn(told), told.includes("77.5")]).toEqual([[], false]);
  }
  const mistaken = await fetch(`${server.url}/api/submissions/media?dry_run=1`, {
    method: "POST",
    body: changed,
    headers
  });
  const told = await mistaken.text();
  expect(JSON.parse(told)).toMatchObject({findings: [{code: "file/wrong-dataset", looksLike: "assistance"}]});
  expect(shownIn(told)).toEqual([]);
});

test("how many sensitive rows there are is told to their readers only", async () => {
  const ofReader = await fetch(`${server.url}/api/submissions/assistance?dry_run=1`, {
    method: "POST",
    body: csvOf("assistance", [record({amount_yuan: "5"})]),
    headers: await browserOf(folder, ...ACCOUNTS.chair)
  });
  expect(await ofReader.json()).toMatchObject({counts: {read: 1, added: 0, updated: 1, unchanged: 0}});
  const lineOf = async (who: Who) => {
    const {text} = await ask(who, "/submissions/queue?dataset=assistance&state=none");
    return /<li[^>]*>(?:(?!<\/li>).)*困难帮扶.*?<\/li>/s.exec(text.slice(text.indexOf("<main")))?.[0] ?? "";
  };
  expect([await lineOf("office"), await lineOf("aid")]).toEqual([
    expect.stringContaining("行数不显示"),
    expect.stringContaining("新增")
  ]);
  const {text: completeness} = await ask("unit", "/submissions?unit=U01&month=2026-03");
  expect(completeness).toContain("困难帮扶");
  expect(completeness).toMatch(/困难帮扶(?:(?!<\/tr>).)*不显示/s);
  await ask("aid", `/submissions/${id}/rows`, "purpose=核对发放");
  const {text: audit} = await ask("admin", "/admin/audit");
  expect(audit).toContain("数据集：困难帮扶、慰问与补助台账");
  expect(audit.match(/数据集：困难帮扶、慰问与补助台账[^<"]*行数：/)).toBeNull();
  expect((await audited("submitted")).filter(({detail}) => /"assistance".*"rows"/.test(detail))).toEqual([]);
  const {dir, ledger} = await openStore(dataDirAt(folder));
  try {
    const report = {
      dataset: "assistance",
      unit: "U01",
      account: null,
      month: "2026-03",
      today: "2026-11-15",
      now: now()
    };
    expect(await reportZero(dir, ledger, report)).toEqual({
      outcome: "refused",
      message: "2026年3月的“困难帮扶、慰问与补助台账”已有本单位的数据，不能零报告。"
    });
  } finally {
    await ledger.close();
  }
});

test("a sensitive file larger than any real one is refused before it is read", async () => {
  const headers = {
    ...(await browserOf(folder, "office")),
    "content-length": String(65 * 1024 * 1024)
  };
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const address = `${server.url}/api/submissions/assistance`;
    const sending = httpRequest(address, {method: "POST", headers}, (response) => {
      resolve(response.statusCode);
      sending.destroy();
    });
    sending.on("error", reject);
    sending.write("记录编号");
  });
  expect(status).toBe(413);
});

test("a submission that is not sensitive has no such rows, and its file needs no purpose", async () => {
  expect((await ask("aid", `/submissions/${zero}/rows`)).status).toBe(404);
  expect((await ask("aid", `/submissions/${zero}/file`, "purpose=核对发放")).status).toBe(404);
  expect((await ask("office", `/submissions/${zero}/file`)).text).toContain("N1");
});

test("with another key the server starts, says so once, and only what is sealed cannot be had", async () => {
  await server.stop();
  const other = await startServer(folder, {today: "2026-11-15", env: {SENSITIVE_KEY: "0c".repeat(32)}});
  try {
    const said = "服务器上的加密密钥与已存敏感数据的不是同一把";
    expect((await fetch(`${other.url}/healthz`)).status).toBe(200);
    const kpis = JSON.parse((await ask("office", "/api/kpis.json?month=2026-10", undefined, other)).text) as {
      code: string;
      value: number | null;
    }[];
    const valueOf = (code: string) => kpis.find((kpi) => kpi.code === code)?.value;
    expect(["K35", "K36", "K37", "K38"].map(valueOf)).toEqual([null, null, null, null]);
    expect(valueOf("K24")).not.toBeUndefined();
    const headers = await browserOf(folder, "office");
    const sending = (dataset: string, body: string) =>
      fetch(`${other.url}/api/submissions/${dataset}`, {method: "POST", body, headers});
    const refused = await sending("assistance", csvOf("assistance", [record({record_id: "H9"})]));
    expect([refused.status, await refused.json()]).toEqual([
      503,
      {error: {code: "sealed", message: expect.stringContaining(said)}}
    ]);
    expect((await sending("media", csvOf("media", [{item_id: "N2"}]))).status).toBe(201);
    const form = new FormData();
    form.set("dataset", "assistance");
    form.set("file", new Blob([SENT]), "a.csv");
    const page = await fetch(`${other.url}/submissions/new`, {method: "POST", body: form, headers});
    expect(await page.text()).toContain(said);
    for (const [path, body, status] of [
      [`/submissions/${id}`, undefined, 200],
      [`/submissions/${id}/rows`, "purpose=核对发放", 503],
      [`/submissions/${id}/file`, "purpose=核对发放", 503]
    ] as const) {
      const answer = await ask("aid", path, body, other);
      expect([answer.status, answer.text.includes(said), shownIn(answer.text)], path).toEqual([status, true, []]);
    }
    expect((await ask("aid", "/submissions?month=2026-10", undefined, other)).status).toBe(200);
    expect(other.said().match(new RegExp(said, "g"))).toHaveLength(1);
  } finally {
    await other.stop();
  }
  server = await startServer(folder, {today: "2026-11-15"});
  expect([
    server.said().includes("密钥"),
    (await ask("aid", `/submissions/${id}/rows`, "purpose=核对发放")).status
  ]).toEqual([false, 200]);
  // Two starts, and each builds everything.
}, 180_000);

test("a browser needs the token of its session for it", async () => {
  const cookie = `session=${await sessionOf(folder, ...ACCOUNTS.aid)}`;
  const headers = {cookie, "content-type": "application/x-www-form-urlencoded"};
  const shown = await (await fetch(`${server.url}/submissions/${id}/rows`, {headers: {cookie}})).text();
  const csrf = /name="csrf" content="([^"]+)"/.exec(shown)![1]!;
  for (const path of ["rows", "file"]) {
    const post = (body: string) => fetch(`${server.url}/submissions/${id}/${path}`, {method: "POST", headers, body});
    expect((await post("purpose=核对发放")).status).toBe(403);
    expect((await post(`purpose=核对发放&csrf=${encodeURIComponent(csrf)}`)).status).toBe(200);
  }
});
