import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {type Browser, type BrowserContextOptions, chromium, type Page} from "playwright-core";
import {afterAll, afterEach, beforeAll, expect, test} from "vitest";
import {violationsOf} from "./axe.ts";
import {type DeckServer, deckMarkup, playerScript, serveDeck} from "./deck-server.ts";
import {findBrowser} from "./find-browser.ts";
import {PHONE} from "./screens.ts";

const SCREEN = {viewport: {width: 1920, height: 1080}};

let browser: Browser;
let server: DeckServer;
let script: string;
/** What the server says of the session. */
let session = 204;
beforeAll(async () => {
  script = await playerScript();
  server = await serveDeck((path) => {
    if (path === "/present/session") return {status: session, body: ""};
    return path === "/present/monthly" ? {body: deckMarkup({script, csrf: "token"})} : undefined;
  });
  browser = await chromium.launch({executablePath: findBrowser(), args: ["--no-sandbox", "--disable-gpu"]});
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

async function openDeck({
  address = "/present/monthly",
  options = SCREEN,
  before,
  given = ""
}: {
  address?: string;
  options?: BrowserContextOptions;
  before?: (given: string) => void;
  given?: string;
} = {}): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  if (before) await page.addInitScript(before, given);
  await page.goto(server.url + address);
  return page;
}

/** The number of the one slide that can be seen. */
const shown = (page: Page) =>
  page.evaluate(() => {
    const seen = [...document.querySelectorAll("section.slide")].filter(
      (slide) => getComputedStyle(slide).visibility === "visible" && slide.getBoundingClientRect().height > 0
    );
    return seen.length === 1 ? Number(seen[0]!.id.slice(1)) : seen.map(({id}) => id);
  });
const blankOf = (page: Page) =>
  page.evaluate(() => {
    const {display, backgroundColor} = getComputedStyle(document.querySelector(".player-blank")!);
    return display === "none" ? "none" : backgroundColor;
  });
const dataset = (page: Page, name: string) => page.evaluate((key) => document.documentElement.dataset[key], name);

async function press(page: Page, ...keys: string[]): Promise<unknown> {
  for (const key of keys) await page.keyboard.press(key);
  return shown(page);
}

test("each key goes where it says, and stays within the deck", async () => {
  const page = await openDeck();
  expect(await shown(page)).toBe(1);
  expect(await press(page, "ArrowLeft")).toBe(1);
  for (const [at, key] of ["ArrowRight", "ArrowDown", "PageDown", "Space"].entries())
    expect(await press(page, key), key).toBe(at + 2);
  for (const [at, key] of ["ArrowLeft", "ArrowUp", "PageUp", "Shift+Space"].entries())
    expect(await press(page, key), key).toBe(4 - at);
  expect(await press(page, "End")).toBe(12);
  expect(await press(page, "ArrowRight")).toBe(12);
  expect(await press(page, "Home")).toBe(1);
});

test("digits and Enter go to a slide; another key between them forgets the digits", async () => {
  const page = await openDeck();
  expect(await press(page, "1", "1", "Enter")).toBe(11);
  expect(await press(page, "3", "Enter")).toBe(3);
  expect(await press(page, "9", "9", "Enter")).toBe(12);
  expect(await press(page, "0", "Enter")).toBe(1);
  expect(await press(page, "5", "ArrowRight", "Enter")).toBe(2);
  expect(await press(page, "Enter")).toBe(2);
});

test("the screen turns black or white, and comes back by the same key, Escape or a move", async () => {
  const page = await openDeck();
  const [black, white] = ["rgb(0, 0, 0)", "rgb(255, 255, 255)"];
  const colours = [];
  for (const key of ["b", "b", ".", "w", ",", "B", "Escape", "w"]) {
    await page.keyboard.press(key);
    colours.push(await blankOf(page));
  }
  expect(colours).toEqual([black, "none", black, white, "none", black, "none", white]);
  expect(await press(page, "PageDown")).toBe(2);
  expect(await blankOf(page)).toBe("none");
});

test("the notes stand below the slide and not on it", async () => {
  const page = await openDeck();
  await press(page, "n", "ArrowRight");
  const notes = page.getByRole("complementary", {name: "讲稿"});
  expect(await notes.innerText()).toBe("讲稿 2：分子为参加过活动的会员。");
  const [slide, panel] = [await page.locator("#s2").boundingBox(), await notes.boundingBox()];
  expect(slide!.y + slide!.height).toBeLessThanOrEqual(panel!.y + 0.5);
  await page.keyboard.press("Escape");
  expect(await notes.isVisible()).toBe(false);
  expect((await page.locator("#s2").boundingBox())!.height).toBe(1080);
});

test("dark and light take turns, and a reload keeps the theme", async () => {
  const page = await openDeck();
  await press(page, "t");
  expect(await dataset(page, "theme")).toBe("dark");
  await page.reload();
  expect(await dataset(page, "theme")).toBe("dark");
  await press(page, "t");
  expect(await dataset(page, "theme")).toBe("light");
});

test("the sheet of keys opens by ? and H, and any key closes it and does what it does", async () => {
  const page = await openDeck();
  const sheet = page.getByRole("note", {name: "按键"});
  await press(page, "?");
  expect(await sheet.innerText()).toContain("黑屏");
  await press(page, "Escape");
  expect(await sheet.isVisible()).toBe(false);
  await press(page, "h");
  expect(await sheet.isVisible()).toBe(true);
  expect(await press(page, "ArrowRight")).toBe(2);
  expect(await sheet.isVisible()).toBe(false);
});

test("F fills the screen and leaves it, and the F5 of a clicker does not load the page anew", async () => {
  const page = await openDeck();
  await page.evaluate(() => (document.title = "not loaded anew"));
  const isFull = () => page.evaluate(() => document.fullscreenElement !== null);
  await press(page, "f");
  await expect.poll(isFull).toBe(true);
  await press(page, "f");
  await expect.poll(isFull).toBe(false);
  await press(page, "F5");
  await expect.poll(isFull).toBe(true);
  expect(await page.title()).toBe("not loaded anew");
});

/** Chromium without a window has one screen, so the answers about screens and the call are those of the test. */
function twoScreens(permission: string): void {
  const [small, large] = [
    {availWidth: 1440, availHeight: 900},
    {availWidth: 1920, availHeight: 1080}
  ];
  const asked: unknown[] = [];
  Object.defineProperty(navigator.permissions, "query", {value: () => Promise.resolve({state: permission})});
  window.getScreenDetails = () => Promise.resolve({screens: [small!, large!]});
  Element.prototype.requestFullscreen = (options) => (asked.push(options ?? null), Promise.resolve());
  Object.assign(window, {asked});
}

test("F fills the larger of two screens where the browser may tell, and asks for no permission over a slide", async () => {
  const asked = (page: Page) => page.evaluate(() => (window as unknown as {asked: unknown[]}).asked);
  const granted = await openDeck({before: twoScreens, given: "granted"});
  await press(granted, "f");
  await expect.poll(() => asked(granted)).toEqual([{screen: {availWidth: 1920, availHeight: 1080}}]);
  const unasked = await openDeck({before: twoScreens, given: "prompt"});
  await press(unasked, "f");
  await expect.poll(() => asked(unasked)).toEqual([null]);
});

test("keys with Control, Alt or Meta are the browser's own", async () => {
  const page = await openDeck();
  await press(page, "Control+b", "Alt+w", "Meta+b");
  expect(await blankOf(page)).toBe("none");
});

test("a reload stays at the slide, black and with its notes", async () => {
  const page = await openDeck();
  await press(page, "7", "Enter", "n", "b");
  expect(new URL(page.url()).hash).toBe("#s7");
  await page.reload();
  expect(await shown(page)).toBe(7);
  expect(await blankOf(page)).toBe("rgb(0, 0, 0)");
  await press(page, "b");
  expect(await page.getByRole("complementary", {name: "讲稿"}).innerText()).toContain("讲稿 7");
});

test("moving fills no history, and another slide in the address is followed", async () => {
  const page = await openDeck();
  const before = await page.evaluate(() => history.length);
  await press(page, "ArrowRight", "ArrowRight", "End");
  expect(await page.evaluate(() => history.length)).toBe(before);
  await page.evaluate(() => void (location.hash = "#s4"));
  await expect.poll(() => shown(page)).toBe(4);
});

test("a deck with its notes, keys and code open breaks no rule of accessibility", async () => {
  const page = await openDeck();
  await press(page, "n", "r", "?");
  expect(await violationsOf(page)).toEqual([]);
  await press(page, "t", "?");
  expect(await violationsOf(page)).toEqual([]);
});

test("a screen reader is told the slide", async () => {
  const page = await openDeck();
  await press(page, "7", "Enter");
  expect(await page.locator("[aria-live=polite]").textContent()).toBe(
    "第 7 / 12 页 第 7 项结论：文体参与率 46 %，比序时进度低 6 个百分点"
  );
});

test("a finger swipes and taps, but not on a link; a wheel moves nothing", async () => {
  const page = await openDeck({options: {...PHONE, viewport: {width: 1024, height: 768}}});
  await page.touchscreen.tap(900, 600);
  expect(await shown(page)).toBe(2);
  await page.touchscreen.tap(60, 600);
  expect(await shown(page)).toBe(1);
  await swipe(page, 800, 300);
  expect(await shown(page)).toBe(2);
  await swipe(page, 300, 800);
  expect(await shown(page)).toBe(1);
  await page.locator("#s1 a").tap();
  expect(await shown(page)).toBe(1);
  await page.mouse.wheel(0, 600);
  expect(await shown(page)).toBe(1);
});

async function swipe(page: Page, from: number, to: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", x?: number) =>
    session.send("Input.dispatchTouchEvent", {type, touchPoints: x === undefined ? [] : [{x, y: 400}]});
  await touch("touchStart", from);
  for (const part of [0.3, 0.6, 1]) await touch("touchMove", from + (to - from) * part);
  await touch("touchEnd");
}

test("the pointer hides after three seconds and is back when it moves", async () => {
  const page = await openDeck();
  const cursor = () => page.evaluate(() => getComputedStyle(document.querySelector("#s1 a")!).cursor);
  await page.mouse.move(400, 400);
  await page.mouse.move(420, 410);
  await page.waitForTimeout(2_500);
  expect(await cursor()).not.toBe("none");
  await expect.poll(cursor, {timeout: 2_000}).toBe("none");
  await page.mouse.move(500, 500);
  expect(await cursor()).not.toBe("none");
});

test("it plays by itself from the address, begins again at its end, and any key stops it", async () => {
  const page = await openDeck({address: "/present/monthly?auto=0.2#s11"});
  await expect.poll(() => shown(page)).toBe(12);
  await expect.poll(() => shown(page)).toBe(1);
  const at = await press(page, "n");
  await page.waitForTimeout(700);
  expect(await shown(page)).toBe(at);
  await press(page, "p");
  await expect.poll(() => shown(page)).not.toBe(at);
});

test("two pages of one deck stay in step, and one that comes later takes the others' place", async () => {
  const first = await openDeck();
  const second = await first.context().newPage();
  await second.goto(`${server.url}/present/monthly`);
  await press(first, "5", "Enter");
  await expect.poll(() => shown(second)).toBe(5);
  await press(second, "ArrowRight", "b");
  await expect.poll(() => shown(first)).toBe(6);
  await expect.poll(() => blankOf(first)).toBe("rgb(0, 0, 0)");
  const third = await first.context().newPage();
  await third.goto(`${server.url}/present/monthly`);
  await expect.poll(() => shown(third)).toBe(6);
});

test("every slide fills the screen from 4:3 to 16:9, and no more", async () => {
  const page = await openDeck();
  for (const [width, height, expected] of [
    [1920, 1080, [0, 0, 1920, 1080]],
    [1366, 768, [0.33, 0, 1365.33, 768]],
    [1024, 768, [0, 0, 1024, 768]],
    [1000, 1000, [0, 125, 1000, 750]],
    [2400, 1080, [240, 0, 1920, 1080]]
  ] as const) {
    await page.setViewportSize({width, height});
    const box = (await page.locator("#s1").boundingBox())!;
    for (const [at, value] of [box.x, box.y, box.width, box.height].entries())
      expect(value, `${width}×${height}`).toBeCloseTo(expected[at]!, 0);
  }
});

test("the screen is kept on, again when the tab is back", async () => {
  const page = await openDeck({
    before: () => {
      const asked: string[] = [];
      Object.defineProperty(navigator, "wakeLock", {
        value: {request: (type: string) => (asked.push(type), Promise.reject(new Error("low battery")))}
      });
      Object.assign(window, {asked});
    }
  });
  const asked = () => page.evaluate(() => (window as unknown as {asked: string[]}).asked);
  expect(await asked()).toEqual(["screen"]);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  expect(await asked()).toEqual(["screen", "screen"]);
  expect(await press(page, "ArrowRight")).toBe(2);
});

/** What a browser may lack, each taken out before the page's script runs. */
const MISSING: Record<string, () => void> = {
  wakeLock: () => void Reflect.deleteProperty(Navigator.prototype, "wakeLock"),
  requestFullscreen: () => void Reflect.deleteProperty(Element.prototype, "requestFullscreen"),
  getScreenDetails: () => void Reflect.deleteProperty(window, "getScreenDetails"),
  permissions: () => void Reflect.deleteProperty(Navigator.prototype, "permissions"),
  BroadcastChannel: () => void Reflect.deleteProperty(window, "BroadcastChannel"),
  sessionStorage: () => void Reflect.deleteProperty(window, "sessionStorage"),
  "a sessionStorage that is refused": () =>
    Object.defineProperty(window, "sessionStorage", {
      get: () => {
        throw new DOMException("refused", "SecurityError");
      }
    }),
  "AbortSignal.timeout": () => void Reflect.deleteProperty(AbortSignal, "timeout")
};

test.each(Object.entries(MISSING))("all goes on without %s", async (_, before) => {
  const page = await openDeck({before});
  const errors: string[] = [];
  page.on("pageerror", ({message}) => errors.push(message));
  await page.reload();
  expect(await press(page, "f", "ArrowRight", "n", "b", "b", "t", "PageDown")).toBe(3);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.waitForTimeout(50);
  expect(await page.evaluate(() => document.documentElement.className)).toBe("");
  expect(errors).toEqual([]);
});

const ROUNDS = 6;

/**
 * Goes through all slides and back several times, and returns the milliseconds until the slowest of them was painted.
 * What else runs on the machine only adds to a wait, so the least disturbed round tells a slide's own.
 */
async function slowestSwitch(page: Page): Promise<number> {
  await page.bringToFront();
  return page.evaluate(async (rounds) => {
    const least: number[] = Array.from({length: 22}, () => Infinity);
    for (let round = 0; round < rounds; round++)
      for (const at of least.keys()) {
        const begin = performance.now();
        const key = at < 11 ? "PageDown" : "PageUp";
        document.body.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        least[at] = Math.min(least[at]!, performance.now() - begin);
      }
    return Math.max(...least);
  }, ROUNDS);
}

test("with the server stopped every slide shows within 100 ms, and nothing but 数据截至 changes", async () => {
  const page = await openDeck();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await server.stop();
  try {
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await expect.poll(() => page.evaluate(() => document.documentElement.className)).toBe("is-stale");
    expect(await slowestSwitch(page)).toBeLessThan(100);
    expect(await shown(page)).toBe(1);
    expect(asked.filter((url) => !url.endsWith("/present/session"))).toEqual([]);
  } finally {
    await server.start();
  }
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expect.poll(() => page.evaluate(() => document.documentElement.className)).toBe("");
});

test("after the session has ended 数据截至 turns grey at the next beat, and the slides go on", async () => {
  const context = await browser.newContext(SCREEN);
  await context.clock.install();
  const page = await context.newPage();
  await page.goto(`${server.url}/present/monthly`);
  const colour = () => page.evaluate(() => getComputedStyle(document.querySelector("#s1 .slide-corner")!).color);
  const before = await colour();
  session = 401;
  await context.clock.runFor(31_000);
  await expect.poll(colour).not.toBe(before);
  expect(await press(page, "ArrowRight")).toBe(2);
  session = 204;
  await context.clock.runFor(31_000);
  await expect.poll(colour).toBe(before);
});

test("from a disk it asks nobody for anything", async () => {
  const folder = mkdtempSync(join(tmpdir(), "deck-"));
  writeFileSync(join(folder, "月度推进会.html"), deckMarkup({script}));
  const page = await (await browser.newContext(SCREEN)).newPage();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const address = pathToFileURL(join(folder, "月度推进会.html")).href;
  await page.goto(address);
  expect(await press(page, "ArrowRight", "r", "d", "n", "ArrowRight")).toBe(3);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.reload();
  expect(await shown(page)).toBe(3);
  expect(asked.map((url) => url.replace(/#.*$/, ""))).toEqual([address, address]);
  rmSync(folder, {recursive: true});
});
