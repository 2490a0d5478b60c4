import type {Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {openFolded, violationsOf} from "./axe.ts";
import {csvOf} from "../pipelines/csv.ts";
import {accountFor, PAGES, type Reader, TODAY} from "./page-addresses.ts";
import {DESK, PHONE} from "./screens.ts";
import {NOTHING, openSite, type Site} from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite({today: TODAY, fill: NOTHING});
}, 300_000);
afterAll(() => site?.close());

async function windowOf(reader: Reader): Promise<Page> {
  const account = accountFor(reader);
  return (await (account ? site.newContext(DESK, account) : site.browser.newContext(DESK))).newPage();
}

async function violationsNow(page: Page, state: string): Promise<string[]> {
  await openFolded(page);
  const found: string[] = [];
  for (const {viewport} of [DESK, PHONE]) {
    await page.setViewportSize(viewport);
    found.push(...(await violationsOf(page)).map((line) => `${viewport.width} ${state} · ${line}`));
  }
  await page.setViewportSize(DESK.viewport);
  return found;
}

const ADDRESSES = Object.values(PAGES)
  .flat()
  .filter(([address]) => !address.includes("{"));

test.each(["office", "unit", "administrator"] as const)(
  "before anything was sent, no page breaks WCAG 2.2 AA for %s",
  {timeout: 240_000},
  async (reader) => {
    const page = await windowOf(reader);
    const found: string[] = [];
    for (const [address] of ADDRESSES.filter(([, readers]) => readers.includes(reader))) {
      const answer = await page.goto(site.url + address);
      expect(answer!.status(), address).toBeLessThan(500);
      found.push(...(await violationsNow(page, address)));
    }
    expect(found).toEqual([]);
  }
);

/** Forms that are sent with something missing or wrong: the page, what is typed, the button, and what is then said. */
const WRONG: [reader: Reader, address: string, typed: Record<string, string>, button: string, said: RegExp][] = [
  ["nobody", "/sign-in", {name: "nobody", password: "错误的密码"}, "登录", /不对|错误/],
  ["office", "/account", {password: "123", again: "456"}, "修改密码", /密码/],
  ["office", "/plan/calendar", {label: " "}, "生成订阅地址", /哪个日历/],
  ["office", "/meetings/new", {place: "", chair: ""}, "建好会议和议程", /地点|主持/],
  ["office", "/progress/T05-04", {percent: "百分之五十"}, "填报", /百分|数|填/],
  ["office", "/plan/T02-03", {reason: ""}, "认定", /依据|理由|状态|填/],
  ["office", "/submissions/settings", {alias: ""}, "添加", /简称|填/],
  ["administrator", "/admin/accounts", {name: ""}, "新增并生成一次性链接", /账户名|角色|填/],
  ["administrator", "/admin/retention", {days: "1"}, "保存", /天|日/]
];

test.each(WRONG)(
  "%s at %s is told what is wrong, and the page breaks no rule",
  {timeout: 120_000},
  async (reader, address, typed, button, said) => {
    const page = await windowOf(reader);
    await page.goto(site.url + address, {waitUntil: "networkidle"});
    await openFolded(page);
    const form = page.locator("main form").filter({has: page.getByRole("button", {name: button, exact: true})});
    await form.first().evaluate((element: HTMLFormElement) => (element.noValidate = true));
    for (const [name, value] of Object.entries(typed))
      await form.first().locator(`[name="${name}"]`).last().fill(value);
    await form.first().getByRole("button", {name: button, exact: true}).click();
    const alert = page.getByRole("alert").first();
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(said);
    expect(await violationsNow(page, address)).toEqual([]);
    await page.context().close();
  }
);

test("a refused file is told so, and the page breaks no rule", async () => {
  const page = await windowOf("office");
  await page.goto(`${site.url}/submissions/new`, {waitUntil: "networkidle"});
  const rows = csvOf("activities", [{activity_id: "A1", activity_name: "", start_date: "很久以前"}]);
  const refused = {name: "活动.csv", mimeType: "text/csv", buffer: Buffer.from(rows)};
  await page.setInputFiles("#files", [
    refused,
    {...refused, name: "照片.csv", buffer: Buffer.from("\x89PNG\r\n\x1a\n")}
  ]);
  await page
    .getByText(/处要改|收不了|不是/)
    .first()
    .waitFor();
  expect(await violationsNow(page, "/submissions/new")).toEqual([]);
});

test("a page that is on its way breaks no rule", async () => {
  const page = await windowOf("office");
  await page.goto(site.url, {waitUntil: "networkidle"});
  await page.route(/\.data(\?|$)/, () => {});
  await page.getByRole("banner").getByRole("link", {name: "指标", exact: true}).click();
  await page.getByRole("status").getByText("正在打开……").waitFor();
  expect(await violationsNow(page, "the next page of /")).toEqual([]);
});
