import {type Browser, type BrowserContext, chromium, type Page} from "playwright-core";
import {afterAll, afterEach, beforeAll, beforeEach, expect, test} from "vitest";
import {violationsOf} from "./axe.ts";
import {deskDocument} from "#app/features/deck/document/desk-document.tsx";
import {
  type Answer,
  type DeckServer,
  deckMarkup,
  deskScript,
  deskStyles,
  playerScript,
  serveDeck,
  SLIDE_STYLES,
  slidesMarkup
} from "./deck-server.ts";
import {findBrowser} from "./find-browser.ts";

let browser: Browser;
let server: DeckServer;
let context: BrowserContext;
/** What was posted, and what the next posts are answered; `{ok: true}` where nothing is said. */
let posted: Record<string, string>[];
let answers: Answer[];

const OK: Answer = {type: "application/json", body: `{"ok":true}`};
const refused = (problem: string): Answer => ({
  status: 422,
  type: "application/json",
  body: JSON.stringify({problem})
});

/** The third item speaks of the third slide. */
const AGENDA = `<datalist id="agenda"><option value="item-1" label="整体情况"></option>
<option value="item-2" label="经费安排"></option><option value="item-3" label="提案答复" data-subject="K12"></option></datalist>`;

const desk = {
  ...{title: "月度推进会", code: "monthly", state: "8d0c1f2e", csrf: "token", meeting: "meeting-1"},
  styles: SLIDE_STYLES + deskStyles()
};

beforeAll(async () => {
  const [script, scripts] = [await playerScript(), await deskScript()];
  const attributes = `data-meeting="meeting-1"`;
  server = await serveDeck((path, request, body) => {
    if (path === "/present/session") return {status: 204, body: ""};
    if (path === "/present/monthly") return {body: deckMarkup({script, csrf: "token", attributes, foot: AGENDA})};
    if (path === "/present/monthly/notes") return {body: deskDocument(slidesMarkup() + AGENDA, {...desk, scripts})};
    if (path === "/present/closed") return {body: deckMarkup({script, csrf: "token"})};
    if (path !== "/present/outcomes" || request.headers["x-csrf"] !== "token") return undefined;
    posted.push(Object.fromEntries(new URLSearchParams(body)));
    return answers.shift() ?? OK;
  });
  browser = await chromium.launch({executablePath: findBrowser(), args: ["--no-sandbox", "--disable-gpu"]});
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
beforeEach(async () => {
  [posted, answers] = [[], []];
  context = await browser.newContext({viewport: {width: 1920, height: 1080}});
});
afterEach(() => context.close());

async function openDeck(path = "/present/monthly"): Promise<Page> {
  const page = await context.newPage();
  await page.goto(server.url + path);
  return page;
}

const line = (page: Page) => page.getByRole("form", {name: "记录议定事项"});
const words = (page: Page) => page.getByRole("textbox", {name: "议定事项"});
const statusOf = (page: Page) => line(page).locator("output").innerText();

async function record(page: Page, text: string): Promise<void> {
  await words(page).fill(text);
  await page.keyboard.press("Enter");
}

test("D opens the line below the slide, Enter records, Escape closes it and keeps the words", async () => {
  const page = await openDeck();
  await page.keyboard.press("d");
  const [slide, form] = [(await page.locator("#s1").boundingBox())!, (await line(page).boundingBox())!];
  expect(slide.y + slide.height).toBeLessThanOrEqual(form.y + 0.5);
  await page.keyboard.type("同意增加 b w n 三场活动");
  expect(await violationsOf(page)).toEqual([]);
  expect(await words(page).inputValue()).toBe("同意增加 b w n 三场活动");
  await page.keyboard.press("Escape");
  expect(await line(page).isVisible()).toBe(false);
  await page.keyboard.press("d");
  await page.keyboard.press("Enter");
  await expect.poll(() => statusOf(page)).toBe("已记录：同意增加 b w n 三场活动");
  expect(posted).toEqual([
    {
      outcome_id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/) as string,
      meeting: "meeting-1",
      item: "item-1",
      slide: "kpi:K10/trend",
      kind: "decision",
      words: "同意增加 b w n 三场活动",
      owner: "",
      due_on: ""
    }
  ]);
  expect(await words(page).inputValue()).toBe("");
});

test("a clicker moves the slides while the line is open", async () => {
  const page = await openDeck();
  await page.keyboard.press("d");
  await page.keyboard.type("讨论中");
  await page.keyboard.press("PageDown");
  expect(await page.locator("section.slide[data-on]").getAttribute("id")).toBe("s2");
  expect(await words(page).inputValue()).toBe("讨论中");
});

test("an outcome belongs to the item that its slide speaks of, else to the one before, or to the one that was chosen", async () => {
  const page = await openDeck();
  const item = page.getByLabel("记在");
  const shown = () => item.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.label);
  await page.keyboard.press("d");
  expect(await shown()).toBe("整体情况");
  await item.selectOption("经费安排");
  await record(page, "第一条");
  await record(page, "第二条");
  await page.keyboard.press("PageDown");
  await page.keyboard.press("PageDown");
  await record(page, "第三条");
  expect(await shown()).toBe("提案答复");
  await page.keyboard.press("PageDown");
  await record(page, "第四条");
  await expect.poll(() => posted.map((each) => each.item)).toEqual(["item-2", "item-2", "item-3", "item-3"]);
});

test("an action item has an owner and a day, chosen by its word or by Alt and 3", async () => {
  const page = await openDeck();
  await page.keyboard.press("d");
  expect(await page.getByLabel("期限").isVisible()).toBe(false);
  await page.keyboard.type("交办 补报十月名单");
  await page.getByLabel("承办").fill("法学院工会");
  await page.getByLabel("期限").fill("2026-12-20");
  await page.keyboard.press("Enter");
  await expect.poll(() => posted.length).toBe(1);
  expect(posted[0]).toMatchObject({kind: "action-item", owner: "法学院工会", due_on: "2026-12-20"});
  await words(page).focus();
  await page.keyboard.press("Alt+1");
  await record(page, "十一月安排");
  await expect.poll(() => posted[1]?.kind).toBe("notice");
  await page.keyboard.press("Alt+3");
  expect(await page.getByLabel("承办").isVisible()).toBe(true);
});

test("while the server is away outcomes stay on this machine, over a reload too, and go once when it is back", async () => {
  const page = await openDeck();
  await page.keyboard.press("d");
  await server.stop();
  await record(page, "第一条");
  await record(page, "第二条");
  await expect.poll(() => statusOf(page)).toBe("已记在本机 2 条，连上后自动送出");
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowRight");
  expect(await page.locator("section.slide[data-on]").getAttribute("id")).toBe("s2");
  await server.start();
  await page.reload();
  await expect.poll(() => posted.map((each) => each.words)).toEqual(["第一条", "第二条"]);
  await page.waitForTimeout(6_000);
  expect(new Set(posted.map(({outcome_id}) => outcome_id)).size).toBe(2);
  expect(posted.length).toBe(2);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test("it is sent again by itself every five seconds, as the same outcome", async () => {
  answers = [{status: 503, type: "text/plain", body: "数据暂不可用"}];
  const page = await openDeck();
  await page.keyboard.press("d");
  await record(page, "再送一次");
  await expect.poll(() => statusOf(page)).toBe("已记在本机 1 条，连上后自动送出");
  await expect.poll(() => statusOf(page), {timeout: 8_000}).toBe("已记录：再送一次");
  expect(posted.length).toBe(2);
  expect(posted[0]!.outcome_id).toBe(posted[1]!.outcome_id);
});

test("what the server refuses stands in the line with its words and the reason, over a reload too", async () => {
  answers = [refused("交办要写明由哪个单位或岗位承办。")];
  const page = await openDeck();
  await page.keyboard.press("d");
  await record(page, "交办 补报名单");
  await expect.poll(() => statusOf(page)).toBe("交办要写明由哪个单位或岗位承办。");
  expect(await words(page).inputValue()).toBe("交办 补报名单");
  await page.reload();
  await page.keyboard.press("d");
  expect([await words(page).inputValue(), await statusOf(page)]).toEqual([
    "交办 补报名单",
    "交办要写明由哪个单位或岗位承办。"
  ]);
  await page.getByLabel("承办").fill("法学院工会");
  await page.keyboard.press("Enter");
  await expect.poll(() => statusOf(page)).toBe("已记录：交办 补报名单");
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test("a refused outcome waits until what is being typed is recorded, and can be let go", async () => {
  answers = [{...OK, status: 503, body: "-"}, refused("会议已结束。")];
  const page = await openDeck();
  await page.keyboard.press("d");
  await record(page, "第一条");
  await page.keyboard.type("第二");
  await expect.poll(() => statusOf(page), {timeout: 8_000}).toContain("有一条未被接受");
  await page.keyboard.type("条");
  await page.keyboard.press("Enter");
  await expect.poll(() => words(page).inputValue()).toBe("第一条");
  expect(await statusOf(page)).toBe("会议已结束。");
  await record(page, "");
  expect(await statusOf(page)).toBe("已放弃这一条。");
  expect(posted.map((each) => each.words)).toEqual(["第一条", "第一条", "第二条"]);
});

test("after the session has ended it is asked no more, until the page is loaded anew", async () => {
  answers = [{status: 403, type: "text/plain", body: "页面已过期"}];
  const page = await openDeck();
  await page.keyboard.press("d");
  await record(page, "记在本机");
  await expect.poll(() => statusOf(page)).toBe("已记在本机 1 条，重新登录并刷新本页后送出");
  await page.waitForTimeout(6_000);
  expect(posted.length).toBe(1);
  await page.reload();
  await expect.poll(() => posted.length).toBe(2);
});

test("words that were not sent yet are there after a reload", async () => {
  const page = await openDeck();
  await page.keyboard.press("d");
  await page.keyboard.type("还没写完");
  await page.reload();
  await page.keyboard.press("d");
  expect(await words(page).inputValue()).toBe("还没写完");
});

test("the presenter records from the desk too, and nothing of it stands on another", async () => {
  const page = await openDeck("/present/monthly/notes");
  await page.setViewportSize({width: 1024, height: 768});
  await page.getByRole("button", {name: "议定事项"}).click();
  const boxes = [line(page), page.locator(".desk-notes"), page.locator(".desk-foot")].map((part) => part.boundingBox());
  const [form, notes, foot] = await Promise.all(boxes);
  expect(notes!.y + notes!.height).toBeLessThanOrEqual(form!.y);
  expect(form!.y + form!.height).toBeLessThanOrEqual(foot!.y);
  expect(foot!.y + foot!.height).toBeLessThanOrEqual(768);
  await page.keyboard.type("同意");
  expect(await violationsOf(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await expect.poll(() => statusOf(page)).toBe("已记录：同意");
  await page.keyboard.press("Escape");
  await page.keyboard.press("PageDown");
  expect(await page.locator("section.slide[data-on]").getAttribute("id")).toBe("s2");
});

test("the line and the desk's buttons fit a phone", async () => {
  const page = await openDeck("/present/monthly/notes");
  await page.setViewportSize({width: 375, height: 812});
  await page.getByRole("button", {name: "议定事项"}).click();
  await page.keyboard.press("Alt+3");
  expect(await page.getByLabel("期限").isVisible()).toBe(true);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
  for (const button of await page.locator(".desk-foot button").all())
    expect(await button.evaluate(({scrollWidth, clientWidth}) => scrollWidth - clientWidth)).toBe(0);
});

test("without local storage outcomes wait in the page", async () => {
  const page = await context.newPage();
  await page.addInitScript(() => void Reflect.deleteProperty(window, "localStorage"));
  answers = [{status: 503, type: "text/plain", body: "-"}];
  await page.goto(`${server.url}/present/monthly`);
  await page.keyboard.press("d");
  await record(page, "没有本机存储");
  await expect.poll(() => statusOf(page), {timeout: 8_000}).toBe("已记录：没有本机存储");
});

test("without a meeting in session there is no line", async () => {
  const page = await openDeck("/present/closed");
  await page.keyboard.press("d");
  expect(await line(page).count()).toBe(0);
});
