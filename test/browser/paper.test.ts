import type {Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {DESK} from "./screens.ts";
import {openSite, type Site} from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite({today: "2026-11-28"});
}, 300_000);
afterAll(() => site?.close());

const PAGES = [
  "/",
  "/attention",
  "/changes",
  "/plan",
  "/submissions",
  "/supervision",
  "/progress",
  "/datasets/activities"
];

async function openOnPaper(path: string): Promise<Page> {
  const page = await (await site.newContext(DESK)).newPage();
  await page.goto(site.url + path, {waitUntil: "networkidle"});
  await page.emulateMedia({media: "print"});
  return page;
}

const visibleIn = (page: Page, selector: string) =>
  page
    .locator(selector)
    .evaluateAll((elements) => elements.filter((each) => each.checkVisibility()).map(({outerHTML}) => outerHTML));

/** The sheets of a page that a machine set to American paper prints, and the size of the first in points. */
async function sheetsOf(page: Page): Promise<{count: number; width: number; height: number}> {
  const pdf = (await page.pdf({format: "Letter", preferCSSPageSize: true})).toString("latin1");
  const [, width, height] = /\/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
  const count = pdf.match(/\/Type ?\/Page\b(?!s)/g)?.length ?? 0;
  return {count, width: Math.round(Number(width)), height: Math.round(Number(height))};
}

test("nothing that is pressed is printed", async () => {
  for (const path of PAGES) {
    const page = await openOnPaper(path);
    expect(
      await visibleIn(page, "button, nav, select, summary:not(:has(h2, h3)), [type=search], a[download]"),
      path
    ).toEqual([]);
  }
});

const UPRIGHT = {width: 595, height: 842};
const ACROSS = {width: 842, height: 595};

const UPRIGHT_PAGES = [
  ...["/tasks", "/tasks/T03", "/kpis", "/kpis/K23", "/units", "/units/U12"],
  ...["/meetings", "/reports", "/outputs/assessment", "/my"]
];

test.each<[string, typeof UPRIGHT]>([
  ...UPRIGHT_PAGES.map((path): [string, typeof UPRIGHT] => [path, UPRIGHT]),
  ["/plan/timeline", ACROSS]
])("%s is printed on A4, whatever paper the machine is set to", async (path, {width, height}) => {
  const sheets = await sheetsOf(await openOnPaper(path));
  // Chromium rounds a millimetre.
  expect([Math.abs(sheets.width - width) <= 1, Math.abs(sheets.height - height) <= 1]).toEqual([true, true]);
});

test("a sheet says of which month and which unit it is, and of which day", async () => {
  const page = await openOnPaper("/?month=2026-10&unit=U12");
  const words = await page.locator("body").innerText();
  expect(words).toContain("2026年10月，计算机科学与技术学院");
  expect(words).toContain("打印于 2026-11-28");
});

test("the overview is one sheet of A4, landscape, with all tasks and the urgent items", async () => {
  for (const path of ["/", "/?unit=U12"]) {
    const page = await openOnPaper(path);
    const {count, width, height} = await sheetsOf(page);
    expect(count, path).toBe(1);
    // Chromium rounds 297 by 210 millimetres up to its own units.
    expect([Math.abs(width - 842) <= 1, Math.abs(height - 595) <= 1], `${width} × ${height}`).toEqual([true, true]);
    expect((await visibleIn(page, "article")).length).toBe(11);
    expect((await visibleIn(page, "aside ol > li")).length).toBe(10);
  }
});

test("on paper a long table is whole, and its header can be read without buttons", async () => {
  const page = await openOnPaper("/datasets/activities");
  expect((await visibleIn(page, "tbody tr")).length).toBe(22);
  await page.goto(`${site.url}/supervision`, {waitUntil: "networkidle"});
  const titles = await page
    .locator("th[data-sorted]")
    .evaluateAll((headers) => headers.map((header) => getComputedStyle(header, "::before").content));
  expect(titles).toContain('"事项"');
});

test("on paper a KPI's groups keep their names, the units begin on the first sheet, and an empty 领导批示 takes none", async () => {
  const page = await openOnPaper("/kpis/K23?month=2026-11");
  const names = await page.locator("summary h3").allInnerTexts();
  expect(names).toEqual(expect.arrayContaining(["按性别", "参加次数", "另列事项"]));
  expect(await visibleIn(page, "summary h3")).toHaveLength(names.length);
  expect(await visibleIn(page, "#instructions")).toEqual([]);
  expect((await sheetsOf(page)).count).toBe(4);
});
