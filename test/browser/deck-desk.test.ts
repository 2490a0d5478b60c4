import {type Browser, type BrowserContext, chromium, type Page} from "playwright-core";
import {afterAll, afterEach, beforeAll, beforeEach, expect, test} from "vitest";
import {deskDocument} from "#app/features/deck/document/desk-document.tsx";
import {
  type DeckServer,
  deckMarkup,
  deskScript,
  deskStyles,
  playerScript,
  serveDeck,
  SLIDE_STYLES,
  slidesMarkup
} from "./deck-server.ts";
import {findBrowser} from "./find-browser.ts";

let browser: Browser;
let server: DeckServer;
beforeAll(async () => {
  const [script, scripts] = [await playerScript(), await deskScript()];
  const desk = {title: "月度推进会", code: "monthly", state: "8d0c1f2e", styles: SLIDE_STYLES + deskStyles(), scripts};
  server = await serveDeck((path) => {
    if (path === "/present/monthly") return {body: deckMarkup({script})};
    return path === "/present/monthly/notes" ? {body: deskDocument(slidesMarkup(), desk)} : undefined;
  });
  browser = await chromium.launch({executablePath: findBrowser(), args: ["--no-sandbox", "--disable-gpu"]});
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

let context: BrowserContext;
beforeEach(async () => {
  context = await browser.newContext({viewport: {width: 1440, height: 900}});
});
afterEach(() => context.close());

async function open(path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(server.url + path);
  return page;
}

const textOf = (page: Page, part: string) => page.locator(`[data-desk=${part}]`).innerText();

test("the desk shows this slide, the next one, the notes, the part and the place", async () => {
  const page = await open("/present/monthly/notes");
  await page.keyboard.press("PageDown");
  const seen = await page.locator("section.slide:visible").evaluateAll((slides) => slides.map(({id}) => id));
  expect(seen).toEqual(["s2", "s3"]);
  expect(await textOf(page, "notes")).toBe("讲稿 2：分子为参加过活动的会员。");
  expect([await textOf(page, "count"), await textOf(page, "part")]).toEqual(["2 / 12", "整体情况"]);
  expect([await textOf(page, "here"), await textOf(page, "whole")]).toEqual([
    expect.stringMatching(/^本页计划 2 分钟，已用 0:0\d$/),
    "全程计划 23 分钟，讲完本页应用 3 分钟"
  ]);
  await page.keyboard.press("End");
  expect(await page.getByText("已是最后一页").isVisible()).toBe(true);
});

test("desk and wall are in step, whichever moves", async () => {
  const wall = await open("/present/monthly");
  const desk = await open("/present/monthly/notes");
  await desk.getByRole("button", {name: "下一页"}).click();
  await expect.poll(() => wall.locator("section.slide[data-on]").getAttribute("id")).toBe("s2");
  await wall.keyboard.press("5");
  await wall.keyboard.press("Enter");
  await expect.poll(() => textOf(desk, "count")).toBe("5 / 12");
  await desk.getByRole("button", {name: "黑屏"}).click();
  await expect.poll(() => wall.locator(".player-blank").isVisible()).toBe(true);
  await wall.keyboard.press("b");
  await expect.poll(() => desk.getByRole("button", {name: "黑屏"}).getAttribute("aria-pressed")).toBe("false");
});

test("the clock starts with the first move, is paused and set to zero, and survives a reload", async () => {
  await context.clock.install({time: "2026-11-28T01:30:00.000Z"});
  const page = await open("/present/monthly/notes");
  const go = (ms: number) => context.clock.runFor(ms);
  expect([await textOf(page, "elapsed"), await textOf(page, "start")]).toEqual(["0:00", "开始计时"]);
  await page.keyboard.press("PageDown");
  await go(65_600);
  expect(await textOf(page, "elapsed")).toMatch(/^1:0[56]$/);
  expect(await textOf(page, "start")).toBe("暂停");
  await page.keyboard.press("PageDown");
  await go(20_600);
  expect(await textOf(page, "here")).toMatch(/^本页计划 2 分钟，已用 0:2[01]$/);
  await page.reload();
  await go(1_000);
  expect(await textOf(page, "elapsed")).toMatch(/^1:2[678]$/);
  await page.getByRole("button", {name: "暂停"}).click();
  const paused = await textOf(page, "elapsed");
  await go(60_000);
  expect([await textOf(page, "elapsed"), await textOf(page, "start")]).toEqual([paused, "继续"]);
  await page.getByRole("button", {name: "归零"}).click();
  expect([await textOf(page, "elapsed"), await textOf(page, "start")]).toEqual(["0:00", "开始计时"]);
});

test("who is behind the plan is told by a calm tone of the bar", async () => {
  await context.clock.install({time: "2026-11-28T01:30:00.000Z"});
  const page = await open("/present/monthly/notes");
  const bar = page.locator("[data-desk=bar]");
  await page.getByRole("button", {name: "开始计时"}).click();
  await context.clock.runFor(60_000);
  expect([await bar.getAttribute("data-pace"), await bar.getAttribute("aria-valuenow")]).toEqual(["fine", "1"]);
  await context.clock.runFor(90_000);
  expect(await bar.getAttribute("data-pace")).toBe("late");
  expect(await bar.evaluate((element) => getComputedStyle(element).animationName)).toBe("none");
});

test.each([
  [1440, 900],
  [1024, 768],
  [375, 812],
  [375, 600]
])("at %i × %i nothing is cut off and every button is large enough for a finger", async (width, height) => {
  await context.close();
  context = await browser.newContext({viewport: {width, height}});
  const page = await open("/present/monthly/notes#s4");
  expect(await page.evaluate(() => scrollY)).toBe(0);
  const {scrollWidth, scrollHeight} = await page.evaluate(() => ({
    scrollWidth: document.documentElement.scrollWidth,
    scrollHeight: document.documentElement.scrollHeight
  }));
  expect(scrollWidth).toBe(width);
  if (width > 700) expect(scrollHeight).toBe(height);
  for (const button of await page.locator("button").all()) {
    const box = (await button.boundingBox())!;
    expect(Math.min(box.height, box.width)).toBeGreaterThanOrEqual(44);
    expect(box.y + box.height).toBeLessThanOrEqual(height);
    expect(await button.evaluate(({scrollWidth, clientWidth}) => scrollWidth - clientWidth)).toBe(0);
  }
  for (const slide of await page.locator("section.slide:visible").all()) {
    const box = (await slide.boundingBox())!;
    expect(box.width / box.height).toBeCloseTo(16 / 9, 1);
  }
});

test("the desk goes on with the server stopped", async () => {
  const page = await open("/present/monthly/notes");
  await server.stop();
  await page.keyboard.press("End");
  expect(await textOf(page, "count")).toBe("12 / 12");
  await server.start();
});
