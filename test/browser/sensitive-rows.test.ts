import {readFileSync} from "node:fs";
import {afterAll, beforeAll, expect, test} from "vitest";
import {csvOf, sendAccepted, sendBasics} from "../pipelines/store.ts";
import {openSite, type Site} from "./site.ts";

const SENT = csvOf("assistance", [
  {record_id: "帮扶记录一", hardship_level: "相对困难", apply_date: "2026-03-05", amount_yuan: "2000"},
  {record_id: "帮扶记录二", person_id: "00002"}
]);

const SENT_BY_OFFICE = csvOf("assistance", [
  {record_id: "代报记录一", pay_date: "2026-03-16"},
  {record_id: "代报记录二", unit_code: "U02", person_id: "00003"}
]);

let site: Site;
let id: string;
beforeAll(async () => {
  site = await openSite({
    today: "2026-06-15",
    fill: async (store) => {
      await sendBasics(store);
      ({submission_id: id} = await sendAccepted(store, "assistance", SENT, {unit: "U01"}));
      await sendAccepted(store, "assistance", SENT_BY_OFFICE);
    }
  });
}, 300_000);
afterAll(() => site?.close());

const AID = {role: "office", isAidOfficer: true} as const;

test.each([
  ["with JavaScript", true, {width: 1440, height: 900}],
  ["without it, on a phone", false, {width: 375, height: 812}]
] as const)(
  "the aid officer says what for, sees the rows and takes the file, %s",
  async (_, javaScriptEnabled, viewport) => {
    const page = await (await site.newContext({javaScriptEnabled, viewport}, AID)).newPage();
    const complaints: string[] = [];
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
    await page.goto(`${site.url}/submissions/${id}`);
    await page.getByRole("link", {name: "查看明细、下载原件（先说明用途）"}).click();
    const main = page.locator("main");
    await main.getByText("请先说明用途").waitFor();
    expect(await main.innerText()).not.toContain("帮扶记录");
    await page.getByLabel("其他", {exact: true}).check();
    await page.getByRole("button", {name: "查看明细"}).click();
    expect(await page.getByRole("alert").innerText()).toBe("请先说明用途（至少 4 个字）；没有打开任何内容。");
    await page.getByLabel("走访安排").check();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", {name: "下载原件"}).click()
    ]);
    expect(readFileSync(await download.path(), "utf8")).toBe(SENT);
    await page.getByLabel("走访安排").check();
    await page.getByRole("button", {name: "查看明细"}).click();
    await main.getByText("用途：走访安排。").waitFor();
    const shown = await page.locator("tbody").innerText();
    for (const text of [
      "帮扶记录一",
      "00001",
      "会员甲",
      "困难类别：相对困难",
      "金额（元）：2000",
      "帮扶记录二",
      "会员乙"
    ])
      expect(shown).toContain(text);
    expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
    // A missing purpose is answered as one, which browsers note.
    expect(complaints.filter((text) => !text.includes("400"))).toEqual([]);
  }
);

test("who looked stands in the audit, and the office without the post may not look", async () => {
  const administrator = await (await site.newContext({}, {role: "administrator"})).newPage();
  await administrator.goto(`${site.url}/admin/audit?action=sensitive-read`);
  const told = await administrator.locator("tbody").innerText();
  for (const text of ["查看帮扶明细", "aid-office", id, "走访安排"]) expect(told).toContain(text);
  const office = await (await site.newContext()).newPage();
  const answer = await office.goto(`${site.url}/submissions/${id}/rows`);
  expect([answer?.status(), await office.locator("h1").innerText()]).toEqual([403, "您没有查看这一页的权限"]);
  await office.goto(`${site.url}/submissions/${id}`);
  expect(await office.locator("main").innerText()).toContain("只限校工会帮扶岗和本单位主席");
});

test.each([
  ["with JavaScript", true, {width: 1440, height: 900}],
  ["without it, on a phone", false, {width: 375, height: 812}]
] as const)(
  "a chair says what for and sees what the office sent for the own unit, %s",
  async (_, javaScriptEnabled, viewport) => {
    const chair = {role: "unit", unit: "U01", isAidOfficer: true} as const;
    const page = await (await site.newContext({javaScriptEnabled, viewport}, chair)).newPage();
    const complaints: string[] = [];
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
    await page.goto(`${site.url}/submissions`);
    if (viewport.width < 641) await page.getByRole("banner").locator("summary", {hasText: "更多"}).click();
    await page.getByRole("link", {name: "困难帮扶明细"}).click();
    const main = page.locator("main");
    await main.getByText("U01 示例学院的困难帮扶记录").waitFor();
    expect(await page.getByLabel("单位", {exact: true}).count()).toBe(0);
    await page.getByLabel("记录类型").selectOption("临时补助");
    await page.getByLabel("走访安排").check();
    await page.getByRole("button", {name: "查看明细"}).click();
    await main.getByText("用途：走访安排。").waitFor();
    expect(await page.locator("h2").innerText()).toBe("U01 示例学院，临时补助：3 条");
    const shown = await page.locator("tbody").innerText();
    for (const text of ["代报记录一", "会员甲", "00001", "2026-03-16", "帮扶记录一"]) expect(shown).toContain(text);
    for (const text of ["代报记录二", "会员丙", "00003"]) expect(await page.content()).not.toContain(text);
    expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
    await page.getByRole("link", {name: "看完返回"}).click();
    await main.getByText("请先说明用途").waitFor();
    expect(await page.content()).not.toContain("代报记录一");
    expect(complaints).toEqual([]);
  }
);

test("an administrator says who is the chair of a unit", async () => {
  const page = await (await site.newContext({}, {role: "administrator"})).newPage();
  await page.goto(`${site.url}/admin/accounts`);
  const form = page.locator("form", {has: page.getByRole("button", {name: "新增并生成一次性链接"})});
  await form.getByLabel(/^账户名/).fill("chair-1");
  await form.locator("select[name=role]").selectOption("unit");
  await form.locator("select[name=unit]").selectOption("U01");
  await form.getByLabel(/帮扶岗（校工会办公室）或主席/).selectOption("1");
  await form.getByRole("button").click();
  await page.locator("main textarea").waitFor();
  expect(await page.locator("tr", {hasText: "chair-1"}).innerText()).toContain("本单位工会主席");
});
