import type {Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {openSite, type Site} from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite({today: "2026-11-28"});
}, 300_000);
afterAll(() => site?.close());

const WIDE = {viewport: {width: 1920, height: 1080}};
const NARROW = {viewport: {width: 1024, height: 768}};

const facts = async (page: Page) => ({
  shape: await page.locator("html").getAttribute("data-shape"),
  slides: await page.locator("section.slide").count()
});

/** Opens the monthly deck from the page of decks, on a screen of its own. */
async function openMonthly(options: typeof WIDE): Promise<Page> {
  const page = await (await site.newContext(options)).newPage();
  await page.goto(`${site.url}/present`, {waitUntil: "networkidle"});
  await page.getByRole("link", {name: /月度推进会/}).click();
  await page.locator("html[data-playing]").waitFor();
  return page;
}

async function setRoom(shape: "screen" | "any" | "wide"): Promise<void> {
  const page = await (await site.newContext(WIDE)).newPage();
  await page.goto(`${site.url}/present`, {waitUntil: "networkidle"});
  await page.getByLabel("画面形状").selectOption(shape);
  await page.getByRole("button", {name: "保存"}).click();
  await page.waitForLoadState("networkidle");
  await page.context().close();
}

test("a deck is laid out for the screen that it is opened on, unless the room says otherwise", async () => {
  const [wide, narrow] = [await openMonthly(WIDE), await openMonthly(NARROW)];
  const [onWide, onNarrow] = [await facts(wide), await facts(narrow)];
  expect([onWide.shape, onNarrow.shape]).toEqual(["wide", null]);
  // A wide slide holds more rows.
  expect(onWide.slides).toBeLessThan(onNarrow.slides);
  await setRoom("any");
  expect(await facts(await openMonthly(WIDE))).toEqual(onNarrow);
  await setRoom("wide");
  expect(await facts(await openMonthly(NARROW))).toEqual(onWide);
  await setRoom("screen");
  for (const page of [wide, narrow]) await page.context().close();
});

test("the form of a unit's deck says the screen too", async () => {
  const page = await (await site.newContext(WIDE)).newPage();
  await page.goto(`${site.url}/present`, {waitUntil: "networkidle"});
  await page.getByLabel("一个单位").selectOption("U02");
  await page.getByRole("button", {name: "打开", exact: true}).click();
  await page.locator("html[data-playing]").waitFor();
  expect(new URL(page.url()).pathname).toBe("/present/unit-U02");
  expect((await facts(page)).shape).toBe("wide");
  await page.context().close();
});

test("the sheet of keys opens the desk of this very deck, and a desk without a layout takes over the wall's", async () => {
  const wall = await openMonthly(WIDE);
  const {slides} = await facts(wall);
  await wall.keyboard.press("h");
  const [desk] = await Promise.all([
    wall.context().waitForEvent("page"),
    wall.getByRole("link", {name: "在另一个窗口打开讲稿台"}).click()
  ]);
  await desk.locator("[data-desk=count]").getByText(`1 / ${slides}`).waitFor();
  const bare = await wall.context().newPage();
  await bare.goto(`${site.url}/present/monthly/notes`);
  await bare.waitForURL(/shape=wide/);
  await wall.keyboard.press("PageDown");
  for (const page of [desk, bare])
    await expect.poll(() => page.locator("[data-desk=count]").innerText()).toBe(`2 / ${slides}`);
  await wall.context().close();
});
