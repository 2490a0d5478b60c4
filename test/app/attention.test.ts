import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import type {Role} from "#pipelines/accounts/account.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {addVerdict} from "#pipelines/ledger/submission-entries.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore} from "#pipelines/store/store.ts";
import {now} from "#pipelines/time/clock.ts";
import {csvOf, sendAccepted, sendBasics} from "../pipelines/store.ts";
import {type RunningServer, startServer} from "../running-server.ts";
import {sessionOf} from "../signed-in.ts";

let folder: string;
let server: RunningServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "attention-"));
  const store = await openStore(dataDirAt(folder));
  await sendBasics(store);
  const {submission_id} = await sendAccepted(store, "media", csvOf("media", [{item_id: "N1", unit_code: "U01"}]), {
    unit: "U01",
    now: "2026-11-02T02:00:00.000Z"
  });
  await store.ledger.transaction((tx) =>
    addVerdict(tx, {submission_id, verdict: "return", reason: "缺原文链接", given_at: "2026-11-05T02:00:00.000Z"})
  );
  await rebuildWarehouse(store.dir, store.ledger, {now: now()});
  await store.ledger.close();
  server = await startServer(folder, {today: "2026-11-15"});
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, {recursive: true, force: true});
});

async function page(path: string, role: Role, unit?: string): Promise<string> {
  const headers = {cookie: `session=${await sessionOf(folder, role, unit)}`};
  return (await fetch(server.url + path, {headers})).text();
}

test.each<[role: Role, unit: string | undefined, isTold: boolean]>([
  ["unit", "U01", true],
  ["office", undefined, true],
  ["administrator", undefined, true],
  ["unit", "U02", false],
  ["leadership", undefined, false],
  ["committee", undefined, false]
])("a returned file is told to its unit and the office: %s %s", async (role, unit, isTold) => {
  const html = await page("/attention", role, unit);
  expect(html.includes("缺原文链接")).toBe(isTold);
  expect(html.includes("10 天")).toBe(isTold);
});

test("the whole list is reached page by page, and the overview says how long it is", async () => {
  const overview = await page("/", "office");
  const total = Number(/全部 (\d+) 项/.exec(overview)![1]);
  const first = await page("/attention", "office");
  expect(first.replace(/<[^>]*>/g, "")).toContain(`${total} 项需关注`);
  const rowsOf = (html: string) => html.split("<tbody>")[1]!.split("</tbody>")[0]!.split("<tr ").length - 1;
  let rows = 0;
  for (let at = 1; at <= Math.ceil(total / 40); at++) rows += rowsOf(await page(`/attention?page=${at}`, "office"));
  expect(rows).toBe(total);
});

test("a unit's own items come first", async () => {
  const html = await page("/attention", "unit", "U01");
  const [firstRow = ""] = html.split("<tbody>")[1]!.split("</tr>");
  expect(firstRow).toContain('data-marked="true"');
});

test("a unit reads its own assessment, and on no page another unit's points", async () => {
  const own = await page("/outputs/assessment/U01", "unit", "U01");
  expect(own).toContain("自评底稿");
  const [list, other] = [await page("/outputs", "unit", "U01"), await page("/outputs/assessment/U02", "unit", "U01")];
  expect([list.includes("/outputs/assessment/U02"), other.includes("自评底稿")]).toEqual([false, false]);
});
