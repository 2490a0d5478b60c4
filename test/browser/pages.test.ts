import {gzipSync} from "node:zlib";
import type {Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {DESK, PHONE} from "./screens.ts";
import {NOTHING, openSite, type Site} from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite({today: "2026-09-18"});
}, 300_000);
afterAll(() => site?.close());

const PAGES = ["/", "/tasks/T05", "/kpis/K23"];

/** Opens a page and collects what the browser complains about. */
async function look(path: string, options: object = DESK): Promise<{page: Page; complaints: string[]}> {
  const page = await (await site.newContext(options)).newPage();
  const complaints: string[] = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(site.url + path, {waitUntil: "networkidle"});
  return {page, complaints};
}

const overflows = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

test("no panel of a task is wider than its place, at a desk and on the wall", async () => {
  const wide: string[] = [];
  for (const width of [1100, 1440, 1920]) {
    const page = await (await site.newContext({viewport: {width, height: 1080}})).newPage();
    for (let task = 1; task <= 11; task++) {
      const path = `/tasks/T${String(task).padStart(2, "0")}`;
      await page.goto(site.url + path, {waitUntil: "load"});
      const over = await page
        .locator("main details[id]")
        .evaluateAll((panels) =>
          panels.filter(({scrollWidth, clientWidth}) => scrollWidth > clientWidth).map(({id}) => id)
        );
      wide.push(...over.map((id) => `${width} ${path} ${id}`));
    }
    await page.context().close();
  }
  expect(wide).toEqual([]);
});

test.each([
  [1440, 900],
  [1920, 1080]
])("at %d×%d the whole plan is on one screen, and no card lies over another", async (...size) => {
  const [width, height] = size;
  for (const month of ["2026-09", "2026-08"]) {
    const {page} = await look(`/?month=${month}`, {viewport: {width, height}});
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(height);
    expect(await page.locator("article").count()).toBe(11);
    const over = await page.evaluate(() => {
      const boxes = [...document.querySelectorAll("article")].map((card) => ({
        words: card.innerText.slice(0, 20),
        inner: card.scrollHeight - card.clientHeight,
        box: card.getBoundingClientRect()
      }));
      const lie = (a: DOMRect, b: DOMRect) =>
        a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom && a !== b;
      return boxes
        .filter(({inner, box}) => inner > 0 || boxes.some((other) => lie(box, other.box)))
        .map(({words}) => words);
    });
    expect(over, month).toEqual([]);
    await page.context().close();
  }
});

test("the overview's head has two days: of its statuses and of its data", async () => {
  const {page} = await look("/");
  const head = await page.locator("main div", {has: page.locator("> h1")}).innerText();
  expect(head.match(/\d{4}-\d\d-\d\d|\d+月\d+日/g)).toEqual(["9月18日", expect.stringMatching(/^2026-\d\d-\d\d$/)]);
});

test("on the wall the words of charts are as large as those of the page, and the pointer reads the point under it", async () => {
  const {page} = await look("/kpis/K23", {viewport: {width: 1920, height: 1080}});
  const chart = page.getByRole("img", {name: /折线图/});
  const smallestText = () =>
    chart
      .locator("svg text")
      .evaluateAll((all: SVGTextElement[]) =>
        Math.min(...all.map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM()!.a))
      );
  expect(await smallestText()).toBeGreaterThanOrEqual(14);
  // The drawing of the server and the living one have their months at the same places.
  const may = await chart.locator("svg text", {hasText: /^5月$/}).boundingBox();
  const place = await chart.boundingBox();
  await chart.hover();
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({name}) => /\/draw-/.test(name)));
  await chart.hover({position: {x: may!.x + may!.width / 2 - place!.x, y: place!.height / 2}});
  await page.getByText(/^5月全校 [\d.]+ %/).waitFor();
  expect(await smallestText()).toBeGreaterThanOrEqual(14);
});

test("at twice the size, a window of 720 pixels, a task's deliverables take few lines each", async () => {
  const {page} = await look("/tasks/T03", {viewport: {width: 720, height: 450}});
  const heights = await page
    .locator("tr[id^=T03-]")
    .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
  expect(heights).toHaveLength(9);
  expect(Math.max(...heights)).toBeLessThan(240);
});

test("no page complains", async () => {
  const {page, complaints} = await look("/");
  expect(await page.locator("h1").innerText()).toMatch(/^截至2026年9月18日，11 项任务中/);
  for (const path of PAGES.slice(1)) complaints.push(...(await look(path)).complaints);
  expect(complaints).toEqual([]);
});

test(
  "on a phone nothing is wider than the screen, and what is touched is large enough",
  {timeout: 120_000},
  async () => {
    for (const path of PAGES) {
      const {page} = await look(path, PHONE);
      expect(await overflows(page), path).toBe(false);
      const small = await page
        .locator("header a, header select, article a, summary")
        .evaluateAll((elements) =>
          elements
            .filter((element) => element.getClientRects().length > 0 && element.getBoundingClientRect().height < 44)
            .map(({textContent}) => textContent)
        );
      expect(small, path).toEqual([]);
    }
  }
);

test("the dictionary fits a phone and can be read without JavaScript", async () => {
  for (const path of ["/datasets", "/datasets/activities"]) {
    const {page, complaints} = await look(path, PHONE);
    expect(await overflows(page), path).toBe(false);
    const heights = await page.locator("header a, main a").evaluateAll((elements) =>
      // The end of a long table is folded on a phone.
      elements.flatMap((element) => (element.checkVisibility() ? [element.getBoundingClientRect().height] : []))
    );
    expect(heights.length, path).toBeGreaterThan(5);
    expect(Math.min(...heights), path).toBeGreaterThanOrEqual(44);
    expect(complaints).toEqual([]);
  }
  const {page} = await look("/submissions", {...DESK, javaScriptEnabled: false});
  await page.getByRole("link", {name: "数据字典"}).click();
  await page.getByRole("link", {name: "活动台账", exact: true}).click();
  await page.getByRole("heading", {name: "活动台账", level: 1}).waitFor();
  expect(await page.locator("tbody tr").count()).toBe(22);
});

test("without JavaScript everything can be read and another month chosen", async () => {
  const {page} = await look("/kpis/K23", {...DESK, javaScriptEnabled: false});
  expect(await page.locator("figure svg").count()).toBe(3);
  await page.selectOption("select[name=month]", "2026-06");
  await page.getByRole("button", {name: "查看"}).click();
  await page.waitForURL(/month=2026-06/);
  expect(await page.locator("h1").innerText()).toMatch(/^2026年6月文体活动参与率/);
});

test(
  "the first load of the overview carries at most 170 kB of JavaScript and no charts",
  {timeout: 120_000},
  async () => {
    const page = await (await site.newContext(DESK)).newPage();
    const scripts: Promise<[string, number]>[] = [];
    page.on("response", (response) => {
      if (response.url().endsWith(".js"))
        scripts.push(response.body().then((body) => [response.url(), gzipSync(body).length]));
    });
    await page.goto(`${site.url}/`, {waitUntil: "networkidle"});
    const loaded = await Promise.all(scripts);
    expect(loaded.reduce((sum, [, bytes]) => sum + bytes, 0)).toBeLessThan(170_000);
    expect(loaded.filter(([url]) => /\/draw-/.test(url))).toEqual([]);
  }
);

test("a chart wakes under the pointer, and its picture can be saved", async () => {
  const {page, complaints} = await look("/kpis/K23");
  const chart = page.getByRole("img", {name: /折线图/});
  await chart.hover();
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({name}) => /\/draw-/.test(name)));
  await chart.hover({position: {x: 200, y: 150}});
  await page.getByText(/全校 [\d.]+ %序时 [\d.]+ %/).waitFor();
  const download = page.waitForEvent("download");
  await page.getByRole("button", {name: "保存图片"}).first().click();
  expect((await download).suggestedFilename()).toBe("K23-文体活动参与率-趋势.png");
  expect(complaints).toEqual([]);
});

test("the months of all units are drawn from Arrow when asked for", async () => {
  const {page, complaints} = await look("/kpis/K23");
  await page.locator("summary", {hasText: "各单位逐月"}).click();
  await page
    .getByRole("img", {name: /热力图/})
    .locator("svg")
    .waitFor();
  expect(complaints).toEqual([]);
});

test("what is not in the plan is not found, and a slip in the month is said", async () => {
  const answers = await Promise.all(
    ["/tasks/T99", "/kpis/K99", "/nothing", "/?month=2026-13", "/?month=1999-01", "/kpis/K23?unit=U999"].map((path) =>
      site.ask(path)
    )
  );
  expect(answers.map(({status}) => status)).toEqual([404, 404, 404, 400, 400, 404]);
  const pages = await Promise.all(answers.map((answer) => answer.text()));
  expect(pages[0]).toContain("计划里没有代码为“T99”的任务。");
  expect(pages[3]).toContain("月份应写成 2026-07");
  expect(pages.filter((page) => /Error:|\bat \w+ \(/.test(page))).toEqual([]);
});

test("a KPI is the same number on overview, task page, KPI page and in the API", async () => {
  const kpis = (await (await site.ask("/api/kpis.json?month=2026-08")).json()) as {
    code: string;
    value: number;
  }[];
  const shown = `${kpis.find(({code}) => code === "K23")!.value.toFixed(1)} %`;
  for (const path of PAGES) {
    const {page} = await look(`${path}?month=2026-08`);
    expect((await page.locator("main").innerText()).replaceAll("\u00a0", " ")).toContain(shown);
  }
});

test("before anything was sent the pages say so", async () => {
  const empty = await openSite({today: "2026-03-15", fill: NOTHING});
  try {
    const answers = await Promise.all(PAGES.map((path) => empty.ask(path)));
    expect(answers.map(({status}) => status)).toEqual([200, 200, 200]);
    expect((await Promise.all(answers.map((answer) => answer.text()))).every((page) => page.includes("无数据"))).toBe(
      true
    );
  } finally {
    await empty.close();
  }
});
