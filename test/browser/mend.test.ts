import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import type {Page} from "playwright-core";
import {expect, test} from "vitest";
import type {Correction} from "#pipelines/files/corrections.ts";
import {csvOf} from "../pipelines/csv.ts";
import {PHONE} from "./screens.ts";
import {FIXTURES, uploadSite} from "./upload-site.ts";

const {site, open} = uploadSite();

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.setInputFiles("#files", [{name, mimeType: "application/octet-stream", buffer}]);
  await page.locator("summary", {hasText: "在这里改"}).waitFor();
}

async function chooseFixture(page: Page, name: string): Promise<{corrections: Correction[]; input: Buffer}> {
  const folder = join(FIXTURES, name);
  const file = readdirSync(folder).find((each) => each.startsWith("input."))!;
  const input = readFileSync(join(folder, file));
  await choose(page, file, input);
  const {corrections} = JSON.parse(readFileSync(join(folder, "corrections.json"), "utf8")) as {
    corrections: Correction[];
  };
  return {corrections, input};
}

const focusedCell = (page: Page) =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.cell ?? "");
const field = (page: Page, cell: string) => page.locator(`[data-cell="${cell}"]`);
const button = (page: Page, name: string | RegExp) => page.getByRole("button", {name, exact: true});

async function write(page: Page, {cell, is}: Correction): Promise<void> {
  const own = field(page, cell);
  if ((await own.evaluate(({tagName}) => tagName)) === "SELECT") await own.selectOption(is);
  else await own.fill(is);
}

/** The file is sent and taken back, so that the next test may send it; what is kept of it. */
async function send(page: Page): Promise<{id: string; original: Buffer; corrections: Correction[]}> {
  await page.getByText("没有要改的了，可以发送").waitFor();
  await button(page, "发送").click();
  return kept(page);
}

async function kept(page: Page): Promise<{id: string; original: Buffer; corrections: Correction[]}> {
  const link = page.getByRole("link", {name: "查看报送记录"});
  await link.waitFor();
  const id = (await link.getAttribute("href"))!.split("/").at(-1)!;
  const folder = join(site().dataDir, "submissions", id);
  const list = JSON.parse(readFileSync(join(folder, "corrections.json"), "utf8")) as Correction[];
  const corrections = list.map(({cell, was, is}) => ({cell, was, is}));
  await page.getByText("撤回", {exact: true}).click();
  await page.getByRole("button", {name: /^确定撤回/}).click();
  await page.getByText("已撤回").waitFor();
  return {id, original: readFileSync(join(folder, "original")), corrections};
}

test.each([
  "days-without-a-year",
  "unit-name-of-nobody",
  "mixed-line-ends-with-a-finding",
  "workbook-with-a-failed-formula",
  "gbk-with-a-finding",
  "line-breaks-in-cells"
])(
  "%s: its cells are corrected on the page, and the file is sent as it is with what was corrected",
  async (name) => {
    const page = await open();
    const {corrections, input} = await chooseFixture(page, name);
    for (const correction of corrections) await write(page, correction);
    const sent = await send(page);
    expect(sent.original.equals(input)).toBe(true);
    expect(sent.corrections).toEqual(corrections);
    await page.goto(`${site().url}/submissions/${sent.id}`);
    const history = page.locator("section, article, div").filter({hasText: "报送时更正"}).last();
    await history.waitFor();
    const text = await page.locator("main").innerText();
    expect(text).toContain(`报送时更正 ${corrections.length} 格`);
    for (const {cell} of corrections) expect(text).toContain(`${cell} 格`);
    await page.context().close();
  },
  120_000
);

test("a text that is wrong in many rows is changed in all of them by one click, and taken back by one", async () => {
  const page = await open();
  const {corrections} = await chooseFixture(page, "a-unit-misspelt-in-many-rows");
  await button(page, "全部改为 U02（第二学院）").click();
  await page.getByText("整列更正 1 项，没有要改的了").waitFor();
  await button(page, "恢复").click();
  await page.getByText("待改 6 处").waitFor();
  await button(page, "撤销上一步").click();
  expect((await send(page)).corrections).toEqual(corrections);
  await page.context().close();
});

test("what is written in one cell is offered for all that say the same", async () => {
  const page = await open();
  const rows = [1, 2, 3].map((at) => ({activity_id: `E${at}`, organizer_unit_code: "U01", category: "打球"}));
  await choose(page, "活动.csv", Buffer.from(csvOf("activities", rows)));
  const first = page.getByLabel(/^[A-Z]+2 格，活动类别/);
  await first.selectOption("体育健身");
  await button(page, "全部改为 体育健身").click();
  const {corrections} = await send(page);
  expect(corrections).toMatchObject([{was: "打球", is: "体育健身"}]);
  expect(corrections[0]?.cell).toMatch(/^[A-Z]+$/);
  await page.context().close();
});

test("of two rows with one number, one is left out on the page and can be had back", async () => {
  const page = await open();
  const {corrections} = await chooseFixture(page, "the-same-record-twice");
  const row = page.locator("tr", {has: page.locator("th", {hasText: /^4/})});
  await row.getByRole("button", {name: "这一行不报"}).click();
  await page.getByText("没有要改的了，可以发送").waitFor();
  await button(page, "恢复这一行").click();
  await page.getByText("待改 1 处").waitFor();
  await row.getByRole("button", {name: "这一行不报"}).click();
  expect((await send(page)).corrections).toEqual(corrections);
  await page.context().close();
});

test("by keyboard alone: to the first cell by Tab, down by Enter, and to the button that sends", async () => {
  const page = await open();
  const {corrections} = await chooseFixture(page, "days-without-a-year");
  const focused = () => focusedCell(page);
  for (let at = 0; at < 40 && (await focused()) === ""; at++) await page.keyboard.press("Tab");
  expect(await focused()).toBe("G2");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("2026-03-12");
  await page.keyboard.press("Enter");
  await expect.poll(focused).toBe("G3");
  await page.keyboard.press("ArrowUp");
  await expect.poll(focused).toBe("G2");
  await page.keyboard.press("ArrowDown");
  await expect.poll(focused).toBe("G3");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("2026-03-20");
  await page.getByText("没有要改的了，可以发送").waitFor();
  // The cell that is being worked on keeps the focus while the file is checked.
  expect(await focused()).toBe("G3");
  const isOnSend = () => page.evaluate(() => document.activeElement?.textContent === "发送");
  for (let at = 0; at < 40 && !(await isOnSend()); at++) await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  expect((await kept(page)).corrections).toEqual(corrections);
  await page.context().close();
});

test("a wrong correction is told at once, and a cell that is put back is no correction", async () => {
  const page = await open();
  const {corrections} = await chooseFixture(page, "days-without-a-year");
  await field(page, "G2").fill("2026-02-30");
  await page.getByText("已改 1 格，待改 2 处").waitFor();
  await page.getByLabel("G2 格恢复原样").click();
  expect(await field(page, "G2").inputValue()).toBe("3月12日");
  await page.getByText(/^待改 2 处/).waitFor();
  for (const correction of corrections) await write(page, correction);
  expect((await send(page)).corrections).toEqual(corrections);
  await page.context().close();
});

test("of many rows those in sight are drawn, and keys lead to the others", async () => {
  const page = await open();
  const rows = Array.from({length: 400}, (_, at) => ({
    activity_id: `F${at}`,
    organizer_unit_code: "U01",
    cost_yuan: "三百"
  }));
  await choose(page, "活动.csv", Buffer.from(csvOf("activities", rows)));
  const drawn = () => page.locator("tr[data-index]").count();
  expect(await drawn()).toBeLessThan(40);
  const cost = page.getByLabel(/格，支出/);
  await cost.first().focus();
  for (let row = 3; row <= 62; row++) {
    await page.keyboard.press("Enter");
    await expect.poll(() => focusedCell(page), {interval: 10}).toMatch(new RegExp(`^[A-Z]+${row}$`));
  }
  expect(await drawn()).toBeLessThan(40);
  await page.context().close();
});

test("on a phone one place after the other is corrected, and nothing is wider than the screen", async () => {
  const page = await open(PHONE);
  const {corrections} = await chooseFixture(page, "line-breaks-in-cells");
  const [first, second] = corrections as [Correction, Correction];
  await page.getByText("第 1 处，共 2 处").waitFor();
  expect(await page.locator("[data-cell]").count()).toBe(1);
  await write(page, first);
  await button(page, "下一处").tap();
  await page.getByText("第 2 处，共 2 处").waitFor();
  await write(page, second);
  const width = await page.evaluate(() => document.scrollingElement!.scrollWidth);
  expect(width).toBeLessThanOrEqual(375);
  const small = await page
    .locator("details[open] :is(button, input, select)")
    .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height).filter((height) => height < 44));
  expect(small).toEqual([]);
  expect((await send(page)).corrections).toEqual(corrections);
  await page.context().close();
});

test("a file without faults keeps no list of corrections", async () => {
  const page = await open();
  const content = csvOf("activities", [{activity_id: "G1", organizer_unit_code: "U01"}]);
  await page.setInputFiles("#files", [{name: "活动.csv", mimeType: "text/csv", buffer: Buffer.from(content)}]);
  await button(page, "发送").click();
  const link = page.getByRole("link", {name: "查看报送记录"});
  await link.waitFor();
  const id = (await link.getAttribute("href"))!.split("/").at(-1)!;
  expect(existsSync(join(site().dataDir, "submissions", id, "corrections.json"))).toBe(false);
  await page.context().close();
});
