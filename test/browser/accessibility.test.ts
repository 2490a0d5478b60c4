import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import type {BrowserContext, Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {projectRoot} from "#pipelines/host/root.ts";
import {openFolded, violationsOf} from "./axe.ts";
import {accountFor, addressOf, fillPages, PAGES, type Reader, TODAY} from "./page-addresses.ts";
import {POINTER, smallTargetsOf} from "./page-looks.ts";
import {DESK, PHONE} from "./screens.ts";
import {openSite, type Site} from "./site.ts";

let site: Site;
let keys: Record<string, string>;
beforeAll(async () => {
  site = await openSite({
    today: TODAY,
    hasSample: true,
    fill: async (store) => {
      keys = await fillPages(store);
    }
  });
}, 300_000);
afterAll(() => site?.close());

const contextFor = (reader: Reader): Promise<BrowserContext> => {
  const account = accountFor(reader);
  return account ? site.newContext(DESK, account) : site.browser.newContext(DESK);
};

/** The page of changes builds the numbers of two days anew, on a machine that may be busy. */
const SLOWEST_PAGE_MS = 120_000;

/** At a desk and on a phone, with everything opened. */
async function violationsAt(page: Page, address: string): Promise<string[]> {
  await page.setViewportSize(DESK.viewport);
  await page.goto(site.url + addressOf(address, keys), {waitUntil: "load"});
  await openFolded(page);
  const onDesk = [...(await violationsOf(page)), ...(await smallTargetsOf(page, POINTER))];
  await page.setViewportSize(PHONE.viewport);
  const onPhone = await violationsOf(page);
  return [...onDesk.map((line) => `1440 ${address} · ${line}`), ...onPhone.map((line) => `375 ${address} · ${line}`)];
}

test("every page of the app is walked", () => {
  const folder = join(projectRoot, "app", "routes");
  const pages = readdirSync(folder).filter((file) => /export default/.test(readFileSync(join(folder, file), "utf8")));
  expect(Object.keys(PAGES).sort()).toEqual(pages.sort());
});

const VISITS = Object.values(PAGES)
  .flat()
  .flatMap(([address, readers]) => readers.map((reader) => ({reader, address})));
/** As many as a slow machine walks in its time. */
const PAGES_A_WALK = 10;
const WALKS = [...new Set(VISITS.map(({reader}) => reader))].flatMap((reader) => {
  const own = VISITS.filter((visit) => visit.reader === reader).map(({address}) => address);
  const count = Math.ceil(own.length / PAGES_A_WALK);
  return Array.from({length: count}, (_, at): [Reader, string, string[]] => [
    reader,
    `${at + 1}/${count}`,
    own.slice(at * PAGES_A_WALK, (at + 1) * PAGES_A_WALK)
  ]);
});

test.each(WALKS)(
  "no page breaks WCAG 2.2 AA or has links too small for a pointer for %s, part %s",
  {timeout: 240_000},
  async (reader, _, addresses) => {
    const context = await contextFor(reader);
    const page = await context.newPage();
    page.setDefaultNavigationTimeout(SLOWEST_PAGE_MS);
    const found: string[] = [];
    for (const address of addresses) found.push(...(await violationsAt(page, address)));
    await context.close();
    expect(found).toEqual([]);
  }
);
