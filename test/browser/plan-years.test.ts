import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {planFilesOf, writePlan} from "../plan/next-year.ts";
import {sendAccepted, sendBasics} from "../pipelines/store.ts";
import {PLAN_FILES} from "#pipelines/plan/kept-plans.ts";
import {openSite, type Site} from "./site.ts";

let site: Site;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "next-year-"));
  writePlan(folder, 2027);
  const wrong = planFilesOf(2027);
  writePlan(folder, 2028, {...wrong, "workdays.csv": wrong["workdays.csv"]!.replace("2027-01-01", "2027-02-30")});
  site = await openSite({
    today: "2026-11-15",
    fill: async (store) => {
      await sendBasics(store);
      const head = "年度,承诺编号,牵头单位编码,完成期限,理由";
      await sendAccepted(store, "assignments", `${head}\n2026,T02-03,U01,2026-11-20,会议议定\n`);
    }
  });
}, 300_000);

afterAll(async () => {
  await site?.close();
  rmSync(folder, {recursive: true, force: true});
});

const SHOTS = process.env["PLAN_SHOTS"];
async function shoot(page: Page, name: string): Promise<void> {
  if (SHOTS) await page.screenshot({path: `${SHOTS}/${name}.png`, fullPage: true});
}

async function choose(page: Page, year: number) {
  await page.getByLabel("年度", {exact: true}).fill("2027");
  await page.getByLabel(/^全部计划文件/).setInputFiles(PLAN_FILES.map((name) => join(folder, String(year), name)));
  await page.getByRole("button", {name: "检查（不保存）"}).click();
}

test("the office sees all that is wrong, sends the plan, takes over owners and goes between the years", async () => {
  const page = await (await site.newContext({viewport: {width: 1440, height: 900}})).newPage();
  await page.goto(`${site.url}/plan/new`, {waitUntil: "networkidle"});
  await choose(page, 2028);
  await page.getByText("没有保存任何内容").waitFor();
  expect(await page.getByRole("cell", {name: "workdays.csv"}).count()).toBe(1);
  await shoot(page, "findings");
  await choose(page, 2027);
  await page.getByText("检查通过：2027 年计划").waitFor();
  await shoot(page, "checked");
  await page.getByRole("button", {name: "启用 2027 年计划"}).click();
  await page.getByText("2027 年计划已启用").waitFor();
  await page.getByRole("link", {name: "去安排分工和期限"}).click();
  await page.getByRole("link", {name: "逐项核对"}).click();
  await page.getByLabel("沿用 T02-03").check();
  await shoot(page, "inherit");
  await page.getByRole("button", {name: "只沿用勾选的"}).click();
  await page.getByText("已保存").waitFor();
  await page.getByRole("navigation", {name: "面包屑"}).getByRole("link", {name: "责任分工"}).click();
  await page.getByText("2027-11-20").waitFor();
  const years = page.getByRole("navigation", {name: "年度"});
  await shoot(page, "plan-2027");
  await years.getByRole("link", {name: "2026"}).click();
  await page.getByText("2026-11-20").waitFor();
  expect(new URL(page.url()).searchParams.get("month")).toBe("2026-11");
  await page.getByRole("link", {name: "时间安排"}).click();
  await page.waitForURL(/\/plan\/timeline\?month=2026-11/);
  // The address changes before the page does: until then the links to the years lead to the page before.
  await years.locator('a[href^="/plan/timeline"]', {hasText: "2027"}).click();
  await page.waitForURL(/\/plan\/timeline\?month=2027-11/);
});

test("the years fit on a phone", async () => {
  const page = await (await site.newContext({viewport: {width: 375, height: 812}, isMobile: true})).newPage();
  for (const path of ["/", "/plan?month=2027-03", "/plan/inherit?month=2027-03", "/plan/new"]) {
    await page.goto(site.url + path, {waitUntil: "networkidle"});
    await shoot(page, `phone${path.replace(/\W/g, "_")}`);
    expect([path, await page.locator("html").evaluate(({scrollWidth}) => scrollWidth)]).toEqual([path, 375]);
  }
});
