import {afterAll, beforeAll, expect, test} from "vitest";
import {DESK, PHONE} from "./screens.ts";
import {openSite, type Site} from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite({today: "2026-11-28"});
}, 300_000);
afterAll(() => site?.close());

const PAGES = ["/", "/tasks/T05", "/kpis/K23", "/kpis/K35", "/units", "/units/U12", "/submissions", "/submissions/new"];

test("nothing moves when the scripts take a page over, at a desk and on a phone", async () => {
  const moved: [page: string, width: number, shift: number][] = [];
  for (const screen of [DESK, PHONE]) {
    const page = await (await site.newContext(screen)).newPage();
    await page.addInitScript(() =>
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & {value: number})[])
          performance.mark("shift", {detail: entry.value});
      }).observe({type: "layout-shift", buffered: true})
    );
    for (const path of PAGES) {
      await page.goto(site.url + path, {waitUntil: "networkidle"});
      const shift = await page.evaluate(() =>
        (performance.getEntriesByName("shift") as PerformanceMark[]).reduce((sum, {detail}) => sum + Number(detail), 0)
      );
      if (shift > 0) moved.push([path, screen.viewport.width, shift]);
    }
  }
  expect(moved).toEqual([]);
});

test("a page is painted before its scripts are asked for, and they take it over", async () => {
  const page = await (await site.newContext(DESK)).newPage();
  const scripts: Promise<void>[] = [];
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route("**/assets/*.js", (route) => {
    scripts.push(held.then(() => route.continue()));
  });
  await page.goto(`${site.url}/kpis/K23`, {waitUntil: "commit"});
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
  expect(await page.getByRole("heading", {level: 1}).innerText()).toContain("文体活动参与率");
  // Style sheets are in the page itself.
  expect(await page.locator("link[rel=stylesheet]").count()).toBe(0);
  expect(await page.getByRole("banner").evaluate((header) => getComputedStyle(header).borderTopWidth)).not.toBe("0px");
  expect(await page.getByText("复制链接（总是最新月份）").isVisible()).toBe(false);
  letThrough();
  await page.getByRole("button", {name: "复制链接（总是最新月份）"}).waitFor();
  expect(scripts.length).toBeGreaterThan(0);
});

test("a closed table is made when it is opened, and is there from the start without JavaScript", async () => {
  const page = await (await site.newContext(DESK)).newPage();
  await page.goto(`${site.url}/kpis/K23`, {waitUntil: "networkidle"});
  const figure = page.getByRole("figure").first();
  expect(await figure.getByRole("row", {includeHidden: true}).count()).toBe(0);
  await figure.getByText("数据表").click();
  await figure.getByRole("row", {name: /2026-11/}).waitFor();
  const plain = await (await site.newContext({...DESK, javaScriptEnabled: false})).newPage();
  await plain.goto(`${site.url}/kpis/K23`);
  await plain.getByRole("figure").first().getByText("数据表").click();
  expect(
    await plain
      .getByRole("row", {name: /2026-11/})
      .first()
      .isVisible()
  ).toBe(true);
});
