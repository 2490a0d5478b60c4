import type {BrowserContext, Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import * as v from "valibot";
import {violationsOf} from "./axe.ts";
import {deckMarkup, playerScript} from "./deck-server.ts";
import {PHONE} from "./screens.ts";
import {NOTHING, openSite, type Site} from "./site.ts";

let site: Site;
let script: string;
beforeAll(async () => {
  script = await playerScript();
  site = await openSite({today: "2026-11-28", fill: NOTHING});
});
afterAll(() => site?.close());

const Offer = v.object({address: v.string()});

/** A deck of a signed-in session on the real server; only the slides in it are invented. */
async function openDeck(): Promise<Page> {
  const context = await site.newContext({viewport: {width: 1920, height: 1080}}, {role: "leadership"});
  const page = await context.newPage();
  await page.goto(`${site.url}/account`);
  const csrf = (await page.locator("meta[name=csrf]").getAttribute("content"))!;
  await page.route("**/present/monthly", (route) =>
    route.fulfill({contentType: "text/html", body: deckMarkup({script, csrf})})
  );
  await page.goto(`${site.url}/present/monthly`);
  return page;
}

/** Asks for a code by R, and returns the address that the picture holds. */
async function askForCode(page: Page): Promise<string> {
  const answer = page.waitForResponse("**/present/remote");
  await page.keyboard.press("r");
  return v.parse(Offer, await (await answer).json()).address;
}

async function openPhone(address: string, options = {}): Promise<{phone: Page; context: BrowserContext}> {
  const context = await site.browser.newContext({...PHONE, ...options});
  const phone = await context.newPage();
  await phone.goto(address);
  return {phone, context};
}

const shown = (page: Page) => page.locator("section.slide[data-on]").getAttribute("id");
const code = (page: Page) => page.getByRole("complementary", {name: "用手机翻页"});

test("a phone that reads the code moves the slides, and the code is gone from the wall", async () => {
  const page = await openDeck();
  const address = await askForCode(page);
  await page.getByRole("img", {name: "手机翻页的二维码"}).waitFor();
  expect((await code(page).boundingBox())!.width).toBeLessThan(1920 / 5);
  const {phone} = await openPhone(address);
  await expect.poll(() => code(page).isVisible()).toBe(false);
  expect(await violationsOf(phone)).toEqual([]);
  await phone.getByRole("button", {name: "下一页"}).tap();
  await expect.poll(() => shown(page)).toBe("s2");
  await phone.getByRole("button", {name: "下一页"}).tap();
  await expect.poll(() => shown(page)).toBe("s3");
  await phone.getByRole("button", {name: "上一页"}).tap();
  await expect.poll(() => shown(page)).toBe("s2");
  await phone.getByRole("button", {name: "黑屏"}).tap();
  await expect.poll(() => page.locator(".player-blank").isVisible()).toBe(true);
  expect((await phone.goto(address))!.status()).toBe(410);
  expect(await phone.locator("body").innerText()).toContain("已经用过或过期");
  expect(await violationsOf(phone)).toEqual([]);
});

test("the phone needs no JavaScript, and its buttons are large enough for a thumb", async () => {
  const page = await openDeck();
  const {phone} = await openPhone(await askForCode(page), {javaScriptEnabled: false});
  for (const button of await phone.getByRole("button").all()) {
    const {width, height} = (await button.boundingBox())!;
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(88);
  }
  await phone.getByRole("button", {name: "下一页"}).tap();
  await phone.waitForURL(/\/hand\//);
  await expect.poll(() => shown(page)).toBe("s2");
});

test("a deck that is loaded anew keeps its phone; one that was closed tells it so", async () => {
  const page = await openDeck();
  const {phone} = await openPhone(await askForCode(page));
  await phone.getByRole("button", {name: "下一页"}).tap();
  await expect.poll(() => shown(page)).toBe("s2");
  const listening = page.waitForRequest(/\/present\/remote\/events/);
  await page.reload();
  await (await listening).response();
  await phone.getByRole("button", {name: "下一页"}).tap();
  await expect.poll(() => shown(page)).toBe("s3");
  await page.close();
  await expect
    .poll(async () => {
      await phone.getByRole("button", {name: "下一页"}).tap();
      return phone.getByRole("status").innerText();
    })
    .toContain("暂时没有连上");
});

test("Escape and R put the code away, and without the server it says so in its corner", async () => {
  const page = await openDeck();
  await askForCode(page);
  await page.keyboard.press("Escape");
  expect(await code(page).isVisible()).toBe(false);
  await page.context().setOffline(true);
  await page.keyboard.press("r");
  await expect.poll(() => code(page).innerText()).toContain("连不上手机");
  await page.keyboard.press("r");
  expect(await code(page).isVisible()).toBe(false);
  await page.keyboard.press("ArrowRight");
  expect(await shown(page)).toBe("s2");
});
