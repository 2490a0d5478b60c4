import type {Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {sendBasics} from "../pipelines/store.ts";
import {openSite, type Site} from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite({today: "2026-11-15", fill: sendBasics});
}, 300_000);
afterAll(() => site?.close());

const DESK = {viewport: {width: 1440, height: 900}};
const PHONE = {viewport: {width: 375, height: 812}, isMobile: true, hasTouch: true, userAgent: "iPhone Mobile"};

async function open(address: string, options: object = DESK): Promise<Page> {
  const page = await (await site.newContext(options)).newPage();
  await page.goto(`${site.url}${address}`, {waitUntil: "networkidle"});
  return page;
}

const button = (page: Page, name: string | RegExp) => page.getByRole("button", {name});
const cell = (page: Page, row: string, at: number) =>
  page
    .getByRole("row", {name: new RegExp(`^${row}`)})
    .getByRole("gridcell")
    .nth(at);

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((given) => {
    const data = new DataTransfer();
    data.setData("text/plain", given);
    document.activeElement!.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
  }, text);
}

test("owners and dates are typed by keyboard, pasted from Excel, undone, saved and taken back", async () => {
  const page = await open("/plan?edit=1");
  await cell(page, "T01-01", 2).click();
  await page.keyboard.press("Enter");
  await page.keyboard.type("分管副主席");
  await page.keyboard.press("Tab");
  await page.keyboard.type("U01");
  await page.keyboard.press("Enter");
  expect(await cell(page, "T01-02", 3).getAttribute("data-active")).toBe("true");
  await page.keyboard.press("ArrowLeft");
  await paste(page, "常务副主席\t第二学院\tU01\r\n组织部长\tU02\t\r\n");
  expect(await cell(page, "T01-03", 2).innerText()).toBe("组织部长");
  await page.getByText("已粘贴 6 格").waitFor();
  await button(page, "保存 7 处修改").waitFor();
  await page.keyboard.press("Control+z");
  await button(page, "保存 2 处修改").waitFor();
  await page.keyboard.press("Control+y");
  await button(page, "保存 7 处修改").click();
  await page.getByText("已保存 7 处修改").waitFor();
  expect(await cell(page, "T01-02", 3).innerText()).toBe("U02");
  await page.getByRole("link", {name: "返回，不再修改"}).click();
  await page.getByRole("link", {name: "在表格中修改"}).waitFor();
  const line = page.getByRole("row", {name: /T01-02/});
  expect(await line.innerText()).toContain("第二学院");
  await page.goBack();
  await button(page, "撤销这次修改").click();
  await page.getByText("已撤销刚才的修改").waitFor();
  expect(await cell(page, "T01-02", 3).innerText()).toBe("");
  await page.context().close();
});

test("what cannot be saved is said in its cell, and nothing typed is lost", async () => {
  const page = await open("/plan?edit=1");
  await cell(page, "T02-03", 3).click();
  await page.keyboard.type("U77");
  await page.keyboard.press("Enter");
  await cell(page, "T02-03", 7).click();
  await page.keyboard.type("2026-13-01");
  await page.keyboard.press("Enter");
  await button(page, "保存 2 处修改").click();
  const alert = page.getByRole("alert");
  await alert.waitFor();
  expect(await alert.innerText()).toMatch(/T02-03 · 牵头单位 · “U77”/);
  expect(await alert.innerText()).toMatch(/T02-03 · 完成期限 · “2026-13-01”/);
  expect(await cell(page, "T02-03", 3).getAttribute("data-mark")).toBe("!");
  expect(await cell(page, "T02-03", 3).innerText()).toBe("U77");
  await page.context().close();
});

test("one deliverable is settled on a phone without JavaScript, and its history says who and why", async () => {
  const page = await open("/plan/T02-03", {...PHONE, javaScriptEnabled: false});
  await page.getByLabel("责任领导").fill("分管副主席");
  await page.getByLabel("完成期限").fill("2026-06-30");
  await page.locator('input[name="is/reason"]').fill("常委会议定");
  await button(page, "保存").click();
  await page.getByText("已保存 3 处修改").waitFor();
  await page.getByText("完成期限：（未设定） → 2026-06-30").waitFor();
  await page.getByLabel("完成期限").fill("2026-10-31");
  await button(page, "保存").click();
  await page.getByText("完成期限：2026-06-30 → 2026-10-31").waitFor();
  await page.goto(`${site.url}/plan`);
  await page.locator("summary", {hasText: /显示其余 \d+ 行/}).click();
  const line = page.getByRole("row", {name: /T02-03/});
  expect(await line.innerText()).toContain("原定 2026-06-30，已延期 1 次");
  await page.context().close();
});

test("a target is set with its reason, and both numbers stay visible", async () => {
  const page = await open("/plan/targets?edit=1");
  await cell(page, "K23", 4).click();
  await page.keyboard.type("65");
  await page.keyboard.press("Enter");
  await button(page, "保存 1 处修改").click();
  expect(await page.getByRole("alert").innerText()).toContain("理由");
  await page.getByLabel(/理由（改期限/).fill("按一季度校准");
  await button(page, "保存 1 处修改").click();
  await page.getByText("已保存 1 处修改").waitFor();
  await page.getByRole("link", {name: "返回，不再修改"}).click();
  await page.getByRole("link", {name: "在表格中修改"}).waitFor();
  expect(await page.getByRole("row", {name: /K23/}).innerText()).toMatch(
    /60（本地设定）\s+65（本地设定）\s+按一季度校准/
  );
  await page.goto(`${site.url}/kpis/K23`);
  expect(await page.getByRole("main").innerText()).toMatch(/目标 65 %/);
  await page.context().close();
});
