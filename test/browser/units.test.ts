import type {Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {DESK, PHONE} from "./screens.ts";
import {openSite, type Site} from "./site.ts";

const OWN = {role: "unit", unit: "U12"} as const;
const MOST_PHONE_PIXELS = 4000;

let site: Site;
beforeAll(async () => {
  site = await openSite({today: "2026-11-28"});
}, 600_000);
afterAll(() => site?.close());

async function open(address: string, options: object, as?: Parameters<Site["newContext"]>[1]): Promise<Page> {
  const page = await (await site.newContext(options, as)).newPage();
  await page.goto(`${site.url}${address}`, {waitUntil: "networkidle"});
  return page;
}

const heightOf = (page: Page) => page.evaluate(() => document.documentElement.scrollHeight);
const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);
const heading = (page: Page) => page.getByRole("heading", {level: 1}).innerText();

test("a dean reads the sentence, what goes well, what lags and what to do, on a desk and on one sheet of paper", async () => {
  const page = await open("/units/U12", DESK, OWN);
  expect(await heading(page)).toMatch(/^计算机科学与技术学院11月：\d+ 项任务的 \d+ 项可比指标中 \d+ 项好于全校/);
  for (const title of ["做得好的", "要抓紧的", "要办的", "逐月", "谁参加了文体活动"])
    expect(await page.getByRole("heading", {level: 2, name: title}).count()).toBe(1);
  const lagging = page.locator("[data-tone=bad]");
  expect(await lagging.count()).toBe(2);
  expect(await lagging.getByRole("link", {name: /去补报|看/}).count()).toBe(2);
  const row = page.getByRole("row", {name: /^文体活动参与率/});
  expect(await heading(page)).toContain(await row.locator("[data-label=本单位]").innerText());
  // 62 of 129 people are fewer than the union's share, but by no more than chance.
  expect(await row.locator("[data-label=Δ]").innerText()).toContain("无显著差别");
  if (process.env.SHOTS) await page.screenshot({path: `${process.env.SHOTS}/unit-desk.png`, fullPage: true});
  const pdf = (await page.pdf({format: "A4", preferCSSPageSize: true})).toString("latin1");
  expect(pdf.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
});

test("on a phone both pages are short until something is opened, and nothing is wider than the screen", async () => {
  const page = await open("/units/U12", PHONE, OWN);
  expect(await heightOf(page)).toBeLessThan(MOST_PHONE_PIXELS);
  expect(await widthOf(page)).toBe(375);
  await page.locator("summary", {hasText: /显示其余 \d+ 项指标/}).tap();
  expect(await page.getByRole("link", {name: "会员信息完整率"}).last().isVisible()).toBe(true);
  await page.goto(`${site.url}/units`, {waitUntil: "networkidle"});
  expect(await heightOf(page)).toBeLessThan(MOST_PHONE_PIXELS);
  const tiles = page.getByRole("main").getByRole("listitem");
  const shown = async () => (await tiles.all()).length - (await tiles.filter({visible: false}).count());
  // The best three, the last three and the own.
  expect(await shown()).toBe(7);
  await page.locator("summary", {hasText: /显示其余 29 个单位/}).tap();
  expect(await shown()).toBe(36);
});

test("without JavaScript everything is there, and the choice of a KPI is a form", async () => {
  const page = await open("/units/U12", {...PHONE, javaScriptEnabled: false}, OWN);
  await page.locator("summary", {hasText: /显示其余 \d+ 项指标/}).click();
  expect(await page.getByRole("row", {name: /行政负责人兼任/}).isVisible()).toBe(true);
  await page.goto(`${site.url}/units`);
  await page.getByLabel("指标", {exact: true}).selectOption("K47");
  // The header has a button of that name too.
  await page.getByRole("main").getByRole("button", {name: "查看"}).click();
  expect(await heading(page)).toContain("会员入会率");
});

test("the wall shows every unit on one scale, its order by plain links, and leads to each unit", async () => {
  const page = await open("/units", DESK, {role: "leadership"});
  const tiles = page.getByRole("main").getByRole("listitem");
  expect(await tiles.count()).toBe(36);
  await page.getByRole("link", {name: "按数值"}).click();
  await page.waitForURL(/sort=value/);
  await expect.poll(() => tiles.first().innerText()).toContain("第 1");
  await tiles.first().getByRole("link").click();
  await page.waitForURL(/\/units\/U\d\d/);
  // The filters of the header keep to the page.
  const unit = page.getByLabel("单位", {exact: true});
  await expect.poll(() => unit.inputValue()).toMatch(/^U\d\d$/);
  await unit.selectOption("U05");
  await page.waitForURL(/\/units\/U05/);
});
