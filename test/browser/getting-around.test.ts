import type {Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {DESK, PHONE} from "./screens.ts";
import {openSite, type Site} from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite({today: "2026-11-20"});
}, 300_000);
afterAll(() => site?.close());

async function open(path: string, options: object = DESK): Promise<Page> {
  const page = await (await site.newContext(options)).newPage();
  await page.goto(site.url + path, {waitUntil: "networkidle"});
  return page;
}

const SECTIONS = ["总览", "任务", "指标", "单位", "报送", "会议", "材料"];

test("the sections stand on every page, and mark where one is", async () => {
  const page = await open("/tasks/T05");
  const sections = page.getByRole("navigation", {name: "主要页面"});
  expect(await sections.getByRole("link").allInnerTexts()).toEqual(SECTIONS);
  expect(await sections.locator("[aria-current]").allInnerTexts()).toEqual(["任务"]);
  await page.getByRole("navigation", {name: "面包屑"}).getByRole("link", {name: "任务"}).click();
  await page.waitForURL(/\/tasks$/);
  await expect.poll(() => page.locator("tbody tr th[scope=row]").count()).toBe(11);
  await page.getByRole("link", {name: "指标", exact: true}).click();
  await page.waitForURL(/\/kpis$/);
  await page.getByLabel("按名称、代码、任务或状态筛选").fill("提案");
  await expect.poll(() => page.locator("tbody tr").count()).toBeLessThan(10);
});

test("without JavaScript the menu opens and the search answers", async () => {
  const page = await open("/", {...DESK, javaScriptEnabled: false});
  await page.getByText("更多", {exact: true}).click();
  await page.getByRole("navigation", {name: "全部页面"}).getByRole("link", {name: "时间安排"}).click();
  await page.waitForURL(/\/plan\/timeline/);
  await page.getByRole("combobox", {name: /查找/}).fill("K23");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search\?q=K23/);
  await page.getByRole("link", {name: "K23 文体活动参与率"}).click();
  await page.waitForURL(/\/kpis\/K23/);
});

test("on a phone the seven sections fit, and take less than a fifth of the screen", async () => {
  for (const path of ["/", "/kpis", "/tasks", "/my?pins=K23,T05,U12", "/search?q=K2", "/submissions/queue"]) {
    const page = await open(path, PHONE);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(375);
    const sections = page.getByRole("navigation", {name: "主要页面"});
    expect(await sections.getByRole("link").allInnerTexts()).toEqual(SECTIONS);
    const heights = await page
      .locator("header, header form[aria-label=筛选]")
      .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().height));
    expect(
      heights.reduce((sum, height) => sum + height, 0),
      path
    ).toBeLessThan(812 / 5);
  }
  const page = await open("/", PHONE);
  await page.getByText("更多", {exact: true}).click();
  await page.getByRole("button", {name: "退出"}).waitFor();
  await page.getByRole("navigation", {name: "全部页面"}).getByRole("link", {name: "数据字典"}).click();
  await page.getByRole("heading", {level: 1, name: /数据字典/}).waitFor();
  await page.getByRole("navigation", {name: "全部页面"}).waitFor({state: "hidden"});
});

test("/ leads to the search, arrows choose, Enter opens and Escape closes", async () => {
  const page = await open("/?month=2026-06");
  await page.keyboard.press("/");
  const field = page.getByRole("combobox", {name: /查找/});
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
  await field.pressSequentially("文体");
  const options = page.getByRole("search").getByRole("option");
  await options.first().waitFor();
  expect(await page.getByRole("search").getByRole("status").innerText()).toMatch(/^找到 \d+ 条/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const active = await field.getAttribute("aria-activedescendant");
  expect(await options.nth(1).getAttribute("id")).toBe(active);
  expect(await options.nth(1).getAttribute("aria-selected")).toBe("true");
  await page.keyboard.press("Escape");
  expect([await options.count(), await field.inputValue()]).toEqual([0, "文体"]);
  await field.fill("");
  await field.pressSequentially("k23");
  await options.first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/kpis\/K23\?month=2026-06/);
  // In a field it is a letter.
  await field.fill("");
  await field.pressSequentially("1/2");
  expect(await field.inputValue()).toBe("1/2");
});

test("a month chosen by keyboard waits for Enter and keeps the focus", async () => {
  const page = await open("/kpis/K23");
  const month = page.getByLabel("月份", {exact: true});
  await month.focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await page.getByRole("button", {name: "查看"}).waitFor();
  expect([new URL(page.url()).search, await month.inputValue()]).toEqual(["", "2026-09"]);
  await page.keyboard.press("Enter");
  await page.waitForURL(/month=2026-09/);
  await page.getByRole("heading", {level: 1, name: /2026年9月/}).waitFor();
  expect(await month.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Tab");
  await page.getByRole("heading", {level: 1, name: /2026年8月/}).waitFor();
  await page.goBack();
  await page.getByRole("heading", {level: 1, name: /2026年9月/}).waitFor();
  expect(await month.inputValue()).toBe("2026-09");
});

test("another month of a shared view is of the same view", async () => {
  const page = await open("/my?pins=K23,T05");
  await page.getByLabel("月份", {exact: true}).selectOption("2026-09");
  await page.waitForURL(/month=2026-09/);
  expect(new URL(page.url()).searchParams.get("pins")).toBe("K23,T05");
  await page.getByRole("heading", {level: 1, name: "共享的视图：2026年9月，2 项"}).waitFor();
});

test("a KPI is pinned on its page and moved by keyboard on the own view", async () => {
  const page = await open("/kpis/K23");
  await page.getByRole("button", {name: "固定到我的视图"}).click();
  await page.getByRole("button", {name: "取消固定"}).waitFor();
  await page.goto(`${site.url}/tasks/T05`, {waitUntil: "networkidle"});
  await page.getByRole("button", {name: "固定到我的视图"}).click();
  await page.getByRole("button", {name: "取消固定"}).waitFor();
  await page.goto(`${site.url}/my`, {waitUntil: "networkidle"});
  const names = () => page.locator("main ul li a").first().innerText();
  expect(await names()).toBe("文体活动参与率");
  await page.getByRole("button", {name: /^下移：文体活动参与率/}).focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => !document.querySelector("main ul li a")?.textContent?.startsWith("文体"));
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("up-K23");
});
