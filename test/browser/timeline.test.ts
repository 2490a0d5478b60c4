import type {Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {sendBasics} from "../pipelines/store.ts";
import {openSite, type Site} from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite({today: "2026-11-15", fill: sendBasics});
}, 300_000);
afterAll(() => site?.close());

const DESK = {viewport: {width: 1440, height: 900}, javaScriptEnabled: false};
const PHONE = {viewport: {width: 375, height: 812}, isMobile: true, hasTouch: true, javaScriptEnabled: false};

async function open(address: string, options: object): Promise<Page> {
  const page = await (await site.newContext(options)).newPage();
  await page.goto(`${site.url}${address}`, {waitUntil: "networkidle"});
  return page;
}

const SHOTS = process.env["TIMELINE_SHOTS"];
async function shoot(page: Page, name: string): Promise<void> {
  if (SHOTS) await page.screenshot({path: `${SHOTS}/${name}.png`, fullPage: true});
}

const deliverables = (page: Page) => page.getByRole("rowheader", {name: /^T\d\d-\d\d /});

test("tasks are opened and filtered by the address, without JavaScript", async () => {
  const page = await open("/plan/timeline", DESK);
  expect(await page.locator("h1").innerText()).toMatch(/^到 11 月 15 日，110 项中/);
  expect(await deliverables(page).count()).toBe(0);
  await shoot(page, "desk");
  await page.getByRole("row").getByRole("link").first().click();
  await deliverables(page).first().waitFor();
  const opened = await deliverables(page).count();
  expect(opened).toBeGreaterThan(0);
  await page.getByRole("link", {name: "展开全部承诺"}).click();
  await expect.poll(() => deliverables(page).count()).toBe(110);
  await shoot(page, "desk-all");
  await page.emulateMedia({media: "print"});
  await shoot(page, "print");
  if (SHOTS) await page.pdf({path: `${SHOTS}/print.pdf`, format: "A4", preferCSSPageSize: true});
  await page.emulateMedia({media: "screen"});
  await page.getByLabel("状态").selectOption("逾期");
  await page.getByRole("button", {name: "筛选"}).click();
  await page.waitForURL(/status=/, {waitUntil: "load"});
  expect(new URL(page.url()).searchParams.get("status")).toBe("逾期");
  const shown = await deliverables(page).count();
  expect(shown).toBeLessThan(110);
  expect(await page.locator("h1").innerText()).toContain(
    shown === 0 ? "没有符合条件" : `${shown} 项中 ${shown} 项逾期`
  );
});

test("on paper the months stand on every sheet, no row is cut, and a heading stays with what it heads", async () => {
  const page = await open("/plan/timeline?open=all", DESK);
  await page.emulateMedia({media: "print"});
  const styles = await page.evaluate(() => {
    const of = (selector: string) => getComputedStyle(document.querySelector(selector)!);
    return {
      sheet: of("body").page,
      table: of("table").page,
      head: of("thead").display,
      row: of("tbody tr").breakInside,
      heading: of("tbody tr").breakAfter,
      nav: of("nav").display,
      filter: of("form[action='/plan/timeline']").display
    };
  });
  expect(styles).toEqual({
    // The table begins on the first sheet: another page of its own would begin a new one.
    ...{sheet: "plan-timeline", table: "auto", head: "table-header-group"},
    ...{row: "avoid", heading: "avoid", nav: "none", filter: "none"}
  });
  // The year with all its deliverables is longer than a sheet.
  const paper = await page.pdf({preferCSSPageSize: true});
  expect(paper.toString("latin1").match(/\/Type \/Page\b/g)?.length ?? 0).toBeGreaterThan(1);
});

test("on a phone the folded page stays short and nothing is cut at the side", async () => {
  const page = await open("/plan/timeline", PHONE);
  await shoot(page, "phone");
  expect(await page.locator("body").evaluate(({scrollHeight}) => scrollHeight)).toBeLessThan(4000);
  expect(await page.locator("html").evaluate(({scrollWidth}) => scrollWidth)).toBe(375);
});

test("a month shows its weeks, leads to the months beside it, and is a list on a phone", async () => {
  const page = await open("/plan/calendar?month=2026-12", DESK);
  expect(await page.locator("h1").innerText()).toMatch(/^2026年12月：\d+ 项承诺到期/);
  expect(await page.getByRole("columnheader").allInnerTexts()).toEqual(
    "一二三四五六日".split("").map((day) => `周${day}`)
  );
  expect(await page.getByRole("link", {name: /^下月/}).count()).toBe(0);
  await shoot(page, "calendar");
  await page.getByRole("link", {name: "上月：2026年11月"}).click();
  expect(await page.locator("h1").innerText()).toMatch(/^2026年11月/);
  const december = await open("/plan/calendar?month=2026-12", DESK);
  const shown = () => december.getByRole("cell").getByRole("link").filter({visible: true}).count();
  const before = await shown();
  await december.getByText(/^另有 \d+ 项$/).focus();
  await december.keyboard.press("Enter");
  expect(await shown()).toBeGreaterThan(before + 50);
  const phone = await open("/plan/calendar?month=2026-12", PHONE);
  await shoot(phone, "calendar-phone");
  expect(await phone.locator("html").evaluate(({scrollWidth}) => scrollWidth)).toBe(375);
});

test("arrow keys lead to the months beside, and leave the fields alone", async () => {
  const page = await open("/plan/calendar?month=2026-10&task=T05", {...DESK, javaScriptEnabled: true});
  await page.keyboard.press("ArrowRight");
  await page.waitForURL(/month=2026-11&task=T05/);
  await page.getByRole("heading", {level: 1, name: /11月/}).waitFor();
  // Of the two fields of that name the filter's comes first; its form is named 月历的范围.
  await page.getByLabel("范围", {exact: true}).first().focus();
  await page.keyboard.press("ArrowLeft");
  expect(page.url()).toContain("month=2026-11");
  await page.locator("h1").click();
  await page.keyboard.press("ArrowLeft");
  await page.waitForURL(/month=2026-10/);
});

test("an address for calendar programs is made, shown once and revoked, without JavaScript", async () => {
  const page = await open("/plan/calendar", PHONE);
  await page.getByLabel("给哪个日历用").fill("手机日历");
  await page.getByRole("button", {name: "生成订阅地址"}).click();
  const address = await page.getByLabel("复制订阅地址").inputValue();
  await shoot(page, "feed-phone");
  expect(address).toMatch(/\/calendar\/[\w-]{43}\.ics$/);
  expect((await fetch(address)).status).toBe(200);
  await page.goto(`${site.url}/plan/calendar`);
  expect(await page.getByText(address).count()).toBe(0);
  await page.getByRole("button", {name: "作废地址“手机日历”"}).click();
  expect(await page.getByText("地址已作废").count()).toBe(1);
  expect((await fetch(address)).status).toBe(404);
});
