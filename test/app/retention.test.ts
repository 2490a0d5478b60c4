import {rmSync} from "node:fs";
import {afterAll, beforeAll, expect, test} from "vitest";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore} from "#pipelines/store/store.ts";
import {csvOf} from "../pipelines/store.ts";
import {buildPastYear, ids, NOW, retain} from "../pipelines/retention/past-year.ts";
import {type RunningServer, startServer} from "../running-server.ts";
import {browserOf} from "../signed-in.ts";

let folder: string;
let server: RunningServer;

beforeAll(async () => {
  folder = await buildPastYear();
  const store = await openStore(dataDirAt(folder));
  await retain(store, {on: "2028-01-01", now: NOW});
  await rebuildWarehouse(store.dir, store.ledger, {now: NOW});
  await store.ledger.close();
  server = await startServer(folder, {today: "2026-12-31"});
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, {recursive: true, force: true});
});

const asAdministrator = async (path: string, init: RequestInit = {}) =>
  fetch(server.url + path, {
    ...init,
    redirect: "manual",
    headers: {...init.headers, ...(await browserOf(folder, "administrator"))}
  });

test("where an original was, its end is told; the others come as they were sent", async () => {
  const browser = await browserOf(folder, "office", undefined, {isAidOfficer: true});
  const gone = await server.ask(`/submissions/${ids["assistance 2026-04-01"]}/file`, {headers: browser});
  expect([gone.status, await gone.text()]).toEqual([410, "原件已按保存期限销毁（2028-01-01）。"]);
  const page = await (await server.ask(`/submissions/${ids["assistance 2026-04-01"]}`)).text();
  expect(page).toContain("原件已按保存期限销毁（2028-01-01）");
  expect(page).not.toContain(`/submissions/${ids["assistance 2026-04-01"]}/file`);
  const kept = `/submissions/${ids["members 2026-01-01"]}`;
  expect((await server.ask(`${kept}/file`)).status).toBe(200);
  expect(await (await server.ask(kept)).text()).toContain(`${kept}/file`);
});

test("administrators see how long what is kept, why, and what was taken away", async () => {
  const page = (await (await asAdministrator("/admin/retention")).text()).replaceAll("<!-- -->", "");
  expect(page).toContain("所属年度结束后 1 年");
  // Of the assistance records, who manages accounts is not told how many there were.
  expect(page).toContain("销毁原件，数据行去除个人信息，有人仍见于未到期的报送，工号暂留");
  expect(page).not.toContain("16 行去除个人信息");
  expect(page).toContain("网络安全法要求日志留存不少于六个月");
});

test("the audit says in words what was done", async () => {
  const body = csvOf("activities", [{activity_id: "A-1", activity_name: "秋季健步走", start_date: "2026-11-12"}]);
  expect((await server.ask("/api/submissions/activities", {method: "POST", body})).status).toBe(201);
  const csv = await (await asAdministrator("/admin/audit/csv")).text();
  const said = csv
    .split("\r\n")
    .slice(1)
    .flatMap((line) => line.split(",")[5]?.split("，") ?? [])
    .filter((detail) => detail !== "");
  expect(said).toEqual(expect.arrayContaining(["角色：校工会办公室", "数据集：活动台账", "类型：文件", "行数：1"]));
  expect(said.find((detail) => detail.startsWith("有效至："))).toMatch(/：\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/);
  expect(said.filter((detail) => !/^\p{Script=Han}+：[^=]+$/u.test(detail))).toEqual([]);
});

test("the audit is kept for at least 184 days, whatever an administrator types", async () => {
  const post = (days: string) =>
    asAdministrator("/admin/retention", {
      method: "POST",
      body: new URLSearchParams({days}),
      headers: {"content-type": "application/x-www-form-urlencoded"}
    });
  const refused = await post("183");
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain("审计记录至少保存 184 天（网络安全法要求不少于六个月），不能设成 183 天。");
  expect((await post("很久")).status).toBe(422);
  expect((await post("500")).status).toBe(302);
  expect(await (await asAdministrator("/admin/retention")).text()).toContain("500 天");
});
