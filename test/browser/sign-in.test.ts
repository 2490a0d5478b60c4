import {TOTP} from "otpauth";
import type {Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {readAccountNamed} from "#pipelines/accounts/accounts.ts";
import {makeLink} from "#pipelines/accounts/links.ts";
import {now} from "#pipelines/time/clock.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {openStore, type Store} from "#pipelines/store/store.ts";
import {accountOf} from "../signed-in.ts";
import {NOTHING, openSite, type Site} from "./site.ts";

const PASSWORD = "春天里的第一次登山活动";

let site: Site;
beforeAll(async () => {
  site = await openSite({today: "2026-03-15", fill: NOTHING});
}, 300_000);
afterAll(() => site?.close());

async function inStore<T>(act: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(dataDirAt(site.dataDir));
  try {
    return await act(store);
  } finally {
    await store.ledger.close();
  }
}

/** Follows an invitation and sets the password. */
async function withPassword(page: Page, role: "office" | "leadership"): Promise<void> {
  const link = await inStore(({ledger}) =>
    ledger.transaction(async (tx) => makeLink(tx, await accountOf(tx, role), {by: null, now: now()}))
  );
  await page.goto(`${site.url}/link/${link}`);
  await page.getByLabel(/^新密码/).fill(PASSWORD);
  await page.getByLabel("再输入一次").fill(PASSWORD);
  await page.getByRole("button", {name: "设置密码"}).click();
  await page.getByText("密码已设好").waitFor();
}

async function typePassword(page: Page, name: string, password = PASSWORD): Promise<void> {
  await page.getByLabel("账户名").fill(name);
  await page.getByLabel("密码").fill(password);
  await page.getByRole("button", {name: "登录"}).click();
}

test.each([
  ["with JavaScript", true],
  ["without it", false]
])("on a phone, %s, an invitation, a password and a way out", async (_, javaScriptEnabled) => {
  const phone = {viewport: {width: 375, height: 812}, isMobile: true, hasTouch: true, javaScriptEnabled};
  const page = await (await site.browser.newContext(phone)).newPage();
  const complaints: string[] = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  await withPassword(page, "leadership");
  await page.goto(`${site.url}/datasets`);
  expect(page.url()).toBe(`${site.url}/sign-in?to=%2Fdatasets`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
  await typePassword(page, "leadership", "not the password");
  expect(await page.getByRole("alert").innerText()).toBe("账户名或密码不对，或账户已停用。");
  await typePassword(page, "leadership");
  await page.waitForURL(`${site.url}/datasets`);
  // A wrong password is answered as one, which browsers note.
  expect(complaints.filter((text) => !text.includes("401"))).toEqual([]);
  await page.getByText("更多", {exact: true}).click();
  await page.getByRole("button", {name: "退出"}).click();
  await page.waitForURL(`${site.url}/sign-in`);
  await page.goto(`${site.url}/`);
  expect(page.url()).toBe(`${site.url}/sign-in`);
});

test("a second factor is set up by its picture, and asked for from then on", async () => {
  const context = await site.browser.newContext();
  const page = await context.newPage();
  await withPassword(page, "office");
  await page.goto(`${site.url}/sign-in?to=/account`);
  await typePassword(page, "office");
  const setUp = page.locator("form", {has: page.getByRole("button", {name: "开始启用"})});
  await setUp.getByLabel("现在的密码").fill(PASSWORD);
  await setUp.getByRole("button").click();
  await page.getByRole("img", {name: "动态口令的二维码"}).locator("svg").waitFor();
  // The picture is there before the rest of the page.
  const key = /密钥：([A-Z2-7]+)/.exec(await page.getByText("手工输入密钥：").innerText())![1]!;
  const codeIn = (seconds: number) => new TOTP({secret: key}).generate({timestamp: Date.parse(now()) + seconds * 1000});
  // Typed twice below; half a minute later another one would be right.
  const used = codeIn(0);
  await page.getByLabel("6 位数字").fill(used);
  await page.getByRole("button", {name: "启用", exact: true}).click();
  await page.getByText("动态口令已启用").waitFor();
  await context.clearCookies();
  await page.goto(`${site.url}/sign-in?to=/datasets`);
  await typePassword(page, "office");
  await page.getByLabel(/^动态口令/).waitFor();
  await page.goto(`${site.url}/datasets`);
  expect(page.url()).toContain("/sign-in");
  await page.getByLabel(/^动态口令/).fill(used);
  await page.getByRole("button", {name: "登录"}).click();
  expect(await page.getByRole("alert").innerText()).toContain("动态口令不对");
  await page.getByLabel(/^动态口令/).fill(codeIn(30));
  await page.getByRole("button", {name: "登录"}).click();
  await page.waitForURL(/\/datasets$|\/$/);
  expect(await inStore(async ({ledger}) => (await readAccountNamed(ledger, "office"))?.has_second_factor)).toBe(1);
});

test("who works by keyboard is taken to what went wrong, and every field and button says what it is", async () => {
  const context = await site.browser.newContext();
  const page = await context.newPage();
  await withPassword(page, "leadership");
  await page.getByLabel("账户名").focus();
  await page.keyboard.type("leadership");
  await page.keyboard.press("Tab");
  await page.keyboard.type("not the password");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").waitFor();
  const focused = page.locator(":focus");
  expect(await focused.getAttribute("name")).toBe("password");
  expect(await page.locator(`#${await focused.getAttribute("aria-describedby")}`).innerText()).toContain("密码不对");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${site.url}/`);
  await page.goto(`${site.url}/account`);
  const form = page.locator("form", {has: page.getByRole("button", {name: "修改密码"})});
  await form.getByLabel("现在的密码").fill("not the password");
  await form.getByLabel(/^新密码/).fill("另一句好记的话也不难猜到");
  await form.getByLabel("再输入一次").fill("另一句好记的话也不难猜到");
  await page.keyboard.press("Enter");
  await page.locator("[role=alert]:focus").waitFor();
  const admin = await (await site.newContext({}, {role: "administrator"})).newPage();
  for (const [of, path] of [
    [page, "/sign-in"],
    [page, "/account"],
    [admin, "/admin/accounts"],
    [admin, "/admin/audit"]
  ] as const) {
    await of.goto(site.url + path, {waitUntil: "networkidle"});
    const nameless = await of.locator("input:not([type=hidden]), select, textarea, button").evaluateAll(
      (elements) =>
        elements.filter((element) => {
          const {labels} = element as HTMLInputElement;
          const said = element.getAttribute("aria-label") ?? [...(labels ?? [])].map((one) => one.innerText).join("");
          // What is folded has no inner text.
          return (said || (element.textContent ?? "")).trim() === "";
        }).length
    );
    expect(nameless, path).toBe(0);
    expect(await of.locator("h1").count(), path).toBe(1);
  }
});

test("an administrator invites somebody by a link, and it is written down", async () => {
  const context = await site.newContext({}, {role: "administrator"});
  const page = await context.newPage();
  await page.goto(`${site.url}/admin/accounts`);
  const form = page.locator("form", {has: page.getByRole("button", {name: "新增并生成一次性链接"})});
  await form.getByLabel(/^账户名/).fill("committee-1");
  await form.locator("select[name=role]").selectOption("committee");
  await form.getByRole("button").click();
  const link = await page.locator("main textarea").inputValue();
  expect(link).toMatch(new RegExp(`^${site.url}/link/[\\w-]{43}$`));
  await page.goto(`${site.url}/admin/audit?action=account-added`);
  expect(await page.locator("h1").innerText()).toMatch(/^审计记录完整/);
  expect(await page.locator("tbody").innerText()).toContain("committee-1");
});
