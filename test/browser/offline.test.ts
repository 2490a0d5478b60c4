import {readFileSync} from "node:fs";
import {join} from "node:path";
import sharp from "sharp";
import type {BrowserContext, Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import * as v from "valibot";
import {projectRoot} from "#pipelines/host/root.ts";
import {PHONE} from "./screens.ts";
import {openSite, type Site} from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite({today: "2026-09-18"});
}, 300_000);
afterAll(() => site?.close());

const NO_NETWORK = "没有网络，看板打不开";

/** A page whose worker is ready to answer. */
async function openReady(): Promise<{context: BrowserContext; page: Page}> {
  const context = await site.newContext(PHONE);
  const page = await context.newPage();
  await page.goto(`${site.url}/`);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller)
      await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve));
  });
  return {context, page};
}

/** The addresses of everything that the device stores for the site. */
const storedOn = (page: Page) =>
  page.evaluate(async () => {
    const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const requests = await Promise.all(caches_.map((cache) => cache.keys()));
    return [
      ...requests.flat().map(({url}) => new URL(url).pathname),
      ...Object.keys(localStorage),
      ...(await indexedDB.databases()).map(({name}) => name)
    ];
  });

test("without a network a page says so, and with it the page is back", async () => {
  const {context, page} = await openReady();
  await context.setOffline(true);
  await page.goto(`${site.url}/attention`);
  expect(await page.getByRole("heading", {level: 1}).innerText()).toBe(NO_NETWORK);
  expect(await page.locator("main").innerText()).toContain("上次看到的数字可能已有变化");
  await context.setOffline(false);
  await page.getByRole("link", {name: "重新打开这一页"}).click();
  await page.getByRole("heading", {level: 1, name: /需关注/}).waitFor();
});

test("a link pressed without a network says the same and blames no defect", async () => {
  const {context, page} = await openReady();
  const toChanges = page.getByRole("link", {name: "近期变化"});
  await toChanges.click();
  await page.getByRole("link", {name: "计划总览"}).click();
  await toChanges.waitFor();
  await context.setOffline(true);
  await toChanges.click();
  await page.getByRole("heading", {level: 1, name: "没有网络，这一页打不开"}).waitFor();
});

test("the device stores the page for no network alone, also after what was read and after signing out", async () => {
  const {page} = await openReady();
  for (const path of ["/tasks/T05", "/submissions", "/api/kpis.json", "/attention"]) await page.goto(site.url + path);
  expect(await storedOn(page)).toEqual(["/offline.html"]);
  await page.getByRole("banner").locator("summary", {hasText: "更多"}).click();
  await page.getByRole("button", {name: "退出"}).click();
  await page.waitForURL(/sign-in/);
  expect(await storedOn(page)).toEqual(["/offline.html"]);
});

const Manifest = v.object({
  name: v.literal("工会年度计划看板"),
  lang: v.literal("zh-CN"),
  display: v.literal("standalone"),
  icons: v.array(v.object({src: v.string(), sizes: v.string(), type: v.string(), purpose: v.string()}))
});

test("the manifest names icons of the sizes that it says, one of them maskable", async () => {
  const answer = await fetch(`${site.url}/manifest.webmanifest`);
  expect(answer.headers.get("content-type")).toMatch(/^application\/manifest\+json/);
  const {icons} = v.parse(Manifest, await answer.json());
  const pictures = icons.filter(({type}) => type === "image/png");
  const sizes = await Promise.all(
    pictures.map(async ({src}) => {
      const {width, height} = await sharp(readFileSync(join(projectRoot, "public", src))).metadata();
      return `${width}x${height}`;
    })
  );
  expect(sizes).toEqual(pictures.map((picture) => picture.sizes));
  expect(sizes).toEqual(["192x192", "512x512", "512x512"]);
  expect(pictures.map(({purpose}) => purpose)).toContain("maskable");
});
