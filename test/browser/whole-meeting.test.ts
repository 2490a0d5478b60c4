import {readFileSync} from "node:fs";
import {strFromU8, unzipSync} from "fflate";
import type {Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import type {Store} from "#pipelines/store/store.ts";
import {sendAccepted, sendBasics} from "../pipelines/store.ts";
import {findBrowser} from "./find-browser.ts";
import {openSite, type Site} from "./site.ts";

const TODAY = "2026-11-15";

async function fill(store: Store): Promise<void> {
  await sendBasics(store);
  await sendAccepted(store, "assignments", "年度,承诺编号,牵头单位编码,衡量依据\n2026,T02-03,U01,report\n");
  await rebuildWarehouse(store.dir, store.ledger, {now: `${TODAY}T04:00:00.000Z`});
}

let site: Site;
beforeAll(async () => {
  site = await openSite({today: TODAY, fill, env: {CHROMIUM_PATH: findBrowser()}});
}, 300_000);
afterAll(() => site?.close());

/** Hanzi of the second plane, and one that old fonts lack. */
const RARE = "𠮷㛃䶮";
const shown = (page: Page) => page.locator("section.slide[data-on]").getAttribute("id");
const download = async (page: Page, act: () => Promise<unknown>) => {
  const [file] = await Promise.all([page.waitForEvent("download"), act()]);
  return {name: file.suggestedFilename(), bytes: readFileSync(await file.path())};
};

test("one person holds a meeting: agenda, deck without a network, decisions on the slide, minutes and papers", async () => {
  const context = await site.newContext({viewport: {width: 1920, height: 1080}});
  const page = await context.newPage();
  await page.goto(`${site.url}/meetings/new`, {waitUntil: "networkidle"});
  await page.getByLabel("地点").fill("行政楼 301");
  await page.getByLabel("主持").fill("工会主席");
  for (const box of await page.getByRole("checkbox").all()) await box.uncheck();
  await page.getByLabel("其他事项（一行一项）").fill("整体情况\n网站改版");
  await page.getByRole("button", {name: "建好会议和议程"}).press("Enter");
  await page.getByRole("heading", {level: 2, name: "议程 2 项"}).waitFor();
  const meeting = new URL(page.url()).pathname;
  await page.getByRole("button", {name: "开始会议"}).press("Enter");
  await page.getByLabel("议定事项", {exact: true}).waitFor();
  await page.getByRole("button", {name: "打开演示"}).press("Enter");
  await page.locator("html[data-playing]").waitFor();
  expect(await shown(page)).toBe("s1");

  const count = await page.locator("section.slide").count();
  expect(count).toBeGreaterThan(3);
  await page.keyboard.press("PageDown");
  // The hall's network goes.
  await context.setOffline(true);
  for (let at = 3; at <= count; at++) {
    await page.keyboard.press("PageDown");
    expect(await shown(page)).toBe(`s${at}`);
  }
  await page.keyboard.press("Home");
  await page.keyboard.press("d");
  for (const words of [`同意${RARE}工作室方案`, "年底前完成网站改版"]) {
    await page.keyboard.type(words);
    await page.keyboard.press("Enter");
  }
  await page.getByText("已记在本机 2 条").first().waitFor();
  await context.setOffline(false);
  await expect.poll(() => page.getByText(/^已记录/).count(), {timeout: 20_000}).toBe(1);

  await page.goto(site.url + meeting, {waitUntil: "networkidle"});
  const main = () => page.getByRole("main").innerText();
  await expect.poll(main).toContain(`同意${RARE}工作室方案`);
  expect(await main()).toContain("年底前完成网站改版");
  await page.getByRole("button", {name: "结束会议"}).press("Enter");
  await page.getByRole("link", {name: "纪要", exact: true}).press("Enter");
  await page.getByRole("article", {name: "会议纪要"}).waitFor();
  const minutes = await download(page, () => page.getByRole("button", {name: "下载 Word"}).press("Enter"));
  const words = strFromU8(unzipSync(minutes.bytes)["word/document.xml"]!).replace(/<[^>]+>/g, "");
  expect(words).toContain(`同意${RARE}工作室方案`);

  await page.goto(`${site.url}/reports?meeting=${meeting.replace("/meetings/", "")}`, {waitUntil: "networkidle"});
  const make = (title: string) =>
    download(page, () => page.getByRole("button", {name: `生成并下载：${title}`}).press("Enter"));
  const booklet = await make("月度手册（PDF）");
  expect(booklet.bytes.subarray(0, 5).toString()).toBe("%PDF-");
  const report = await make("工作进展报告（Word）");
  const [state] = /[0-9a-f]{12}/.exec(report.name) ?? [];
  expect([minutes.name, booklet.name].every((name) => name.includes(state!))).toBe(true);
  await page.reload({waitUntil: "networkidle"});
  const again = await download(page, () => page.getByRole("link", {name: report.name}).press("Enter"));
  expect([again.name, again.bytes.equals(report.bytes)]).toEqual([report.name, true]);

  await page.goto(`${site.url}/reports/check`, {waitUntil: "networkidle"});
  await page.getByLabel(/Word 文件/).setInputFiles({name: report.name, mimeType: "", buffer: report.bytes});
  await page.getByRole("button", {name: "检查"}).press("Enter");
  await page.getByRole("heading", {level: 2, name: /条都符合$/}).waitFor();
  await context.close();
});
