import type {Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import type {Store} from "#pipelines/store/store.ts";
import {sendAccepted, sendBasics} from "../pipelines/store.ts";
import {openSite, type Site} from "./site.ts";

const TODAY = "2026-11-15";
const DESK = {viewport: {width: 1440, height: 900}};
const WALL = {viewport: {width: 1920, height: 1080}};
const OWN = {role: "unit", unit: "U01"} as const;

async function fill(store: Store): Promise<void> {
  await sendBasics(store);
  await sendAccepted(store, "assignments", "年度,承诺编号,牵头单位编码,衡量依据\n2026,T02-03,U01,report\n");
  await rebuildWarehouse(store.dir, store.ledger, {now: `${TODAY}T04:00:00.000Z`});
}

let site: Site;
beforeAll(async () => {
  site = await openSite({today: TODAY, fill});
}, 300_000);
afterAll(() => site?.close());

async function open(address: string, options: object, as?: Parameters<Site["newContext"]>[1]): Promise<Page> {
  const page = await (await site.newContext(options, as)).newPage();
  await page.goto(`${site.url}${address}`, {waitUntil: "networkidle"});
  return page;
}

const main = (page: Page) => page.getByRole("main").innerText();
const line = (page: Page) => page.getByLabel("议定事项", {exact: true});
const titles = (page: Page) => page.locator("ol > li b").allInnerTexts();

test("a meeting by keyboard: agenda ordered, outcomes typed on the wall, minutes, and the action item first next time", async () => {
  const page = await open("/meetings/new", DESK);
  await page.getByLabel("地点").fill("行政楼 301");
  await page.getByLabel("主持").fill("工会主席");
  for (const box of await page.getByRole("checkbox").all()) await box.uncheck();
  await page.getByLabel("其他事项（一行一项）").fill("网站改版\n换届筹备");
  await page.getByRole("button", {name: "建好会议和议程"}).press("Enter");
  await page.getByRole("heading", {level: 2, name: "议程 2 项"}).waitFor();
  const address = new URL(page.url()).pathname;
  await page.getByRole("button", {name: "上移第 2 项"}).press("Enter");
  await expect.poll(() => titles(page)).toEqual(["1. 换届筹备", "2. 网站改版"]);
  // The moved row keeps the focus, and Alt with an arrow moves it on.
  await page.waitForURL(/item=/);
  await page.keyboard.press("Alt+ArrowDown");
  await expect.poll(() => titles(page)).toEqual(["1. 网站改版", "2. 换届筹备"]);
  await page.getByRole("button", {name: "开始会议"}).press("Enter");
  await line(page).waitFor();
  await page.goto(`${site.url}${address}?view=room`, {waitUntil: "networkidle"});
  await page.setViewportSize(WALL.viewport);
  await page.keyboard.type("决定 同意网站改版方案");
  await page.keyboard.press("Enter");
  await expect.poll(() => main(page)).toMatch(/决定\s*同意网站改版方案/);
  // The cursor stays in the line; the words choose the kind, and its fields follow by Tab.
  await page.keyboard.type("交办 补齐等保测评材料");
  await page.keyboard.press("Tab");
  await page.keyboard.type("U01");
  await page.getByLabel("期限").fill("2026-11-20");
  if (process.env.SHOTS) await page.screenshot({path: `${process.env.SHOTS}/room.png`});
  expect(await smallestText(page)).toBeGreaterThanOrEqual(36);
  await page.getByLabel("期限").press("Enter");
  await expect.poll(() => main(page)).toMatch(/交办\s*补齐等保测评材料\s*承办：示例学院　期限：2026-11-20/);
  await page.keyboard.press("PageDown");
  await page.getByRole("heading", {level: 1, name: "换届筹备"}).waitFor();
  await page.goto(`${site.url}${address}`, {waitUntil: "networkidle"});
  await page.getByText("还有 1 项没有议定事项，将记为“议而未决”").waitFor();
  await page.getByRole("button", {name: "结束会议"}).press("Enter");
  await page.getByRole("link", {name: "纪要", exact: true}).press("Enter");
  await page.getByRole("article", {name: "会议纪要"}).waitFor();
  const minutes = await page.getByRole("article").innerText();
  expect(minutes).toMatch(/网站改版\s*换届筹备（议而未决）[\s\S]*（一）决定[\s\S]*同意网站改版方案[\s\S]*（二）交办/);
  expect(await page.getByLabel("纪要文字").inputValue()).toContain(
    "1. 补齐等保测评材料（责任：示例学院；期限：2026年11月20日）"
  );
  await page.emulateMedia({media: "print"});
  expect(await page.getByRole("banner").isVisible()).toBe(false);
  expect(await page.getByLabel("纪要文字").isVisible()).toBe(false);
  await page.emulateMedia({media: "screen"});
  await page.goto(`${site.url}/meetings/new`, {waitUntil: "networkidle"});
  const picks = page.getByRole("checkbox");
  expect(await picks.first().locator("..").innerText()).toMatch(/^交办：补齐等保测评材料/);
  expect(await picks.first().isChecked()).toBe(true);
  expect(await picks.nth(1).locator("..").innerText()).toMatch(/^换届筹备[\s\S]*议而未决/);
  await page.context().close();
}, 90_000);

/** The size of the smallest text that is shown, of fields too. */
function smallestText(page: Page): Promise<number> {
  return page.evaluate(() => {
    const isText = (element: Element) =>
      element.tagName === "INPUT" ||
      [...element.childNodes].some(({nodeType, textContent}) => nodeType === 3 && textContent!.trim() !== "");
    const shown = [...document.body.querySelectorAll("*")].filter((element) => {
      const {width, height, bottom} = element.getBoundingClientRect();
      return isText(element) && width > 1 && height > 1 && bottom > 0;
    });
    return Math.min(...shown.map((element) => Number.parseFloat(getComputedStyle(element).fontSize)));
  });
}

test("without JavaScript the charged unit answers, and the office extends and closes the action item", async () => {
  const unit = await open("/progress", {...DESK, javaScriptEnabled: false}, OWN);
  await unit.getByRole("link", {name: "补齐等保测评材料"}).click();
  await unit.getByLabel(/^办理情况/).fill("材料已报网信中心");
  await unit.getByRole("button", {name: "提交办理情况"}).click();
  await unit.getByText("办理情况已提交").waitFor();
  const address = new URL(unit.url()).pathname;
  const office = await open(address, {...DESK, javaScriptEnabled: false});
  await office.locator("summary", {hasText: "延期"}).click();
  await office.getByLabel("延期到").fill("2026-11-19");
  await office.getByLabel("延期原因").fill("等待测评");
  await office.getByRole("button", {name: "延期"}).click();
  await office.getByRole("alert").filter({hasText: "要晚于现定期限 2026-11-20"}).waitFor();
  expect(await office.getByLabel("延期原因").inputValue()).toBe("等待测评");
  await office.getByLabel("延期到").fill("2026-12-01");
  await office.getByRole("button", {name: "延期"}).click();
  await office.getByText("（原定 2026-11-20，延期 1 次）").waitFor();
  expect(await office.getByRole("button", {name: "办结"}).count()).toBe(0);
  await unit.goto(`${site.url}${address}`);
  await unit.getByLabel(/^办理情况/).fill("测评通过");
  await unit.getByRole("button", {name: "提交办理情况"}).click();
  await office.goto(`${site.url}${address}`);
  await office.getByRole("button", {name: "办结"}).click();
  await office.getByText("已办结。").waitFor();
  await office.goto(`${site.url}/meetings`);
  expect(await main(office)).toContain("没有未办结的交办。");
  await Promise.all([unit.context().close(), office.context().close()]);
});

test("without JavaScript a session is held: an action item's refusal keeps what was typed, and a mistyped outcome is struck", async () => {
  const page = await open("/meetings/new", {...DESK, javaScriptEnabled: false});
  await page.getByLabel("其他事项（一行一项）").fill("安全检查");
  await page.getByRole("button", {name: "建好会议和议程"}).click();
  await page.getByRole("button", {name: "开始会议"}).click();
  await page.getByRole("link", {name: /^议这一项：\d+\. 安全检查/}).click();
  await page.getByRole("radio", {name: "交办"}).check();
  await line(page).fill("元旦前检查各活动室");
  await page.getByLabel("承办").fill("示例学院工会");
  await page.getByRole("button", {name: "记录"}).click();
  await page.getByRole("alert").filter({hasText: "交办要写明期限"}).waitFor();
  expect(await line(page).inputValue()).toBe("元旦前检查各活动室");
  await page.getByLabel("期限").fill("2026-12-30");
  await page.getByRole("button", {name: "记录"}).click();
  await page.getByText("承办：示例学院　期限：2026-12-30").waitFor();
  await page.getByRole("button", {name: "删去：交办 元旦前检查各活动室"}).click();
  await page.getByRole("link", {name: "纪要草稿", exact: true}).click();
  expect(await main(page)).toMatch(/草稿：会议还没有结束[\s\S]*没有议定事项。/);
  await page.context().close();
});
