import type {Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import sharp from "sharp";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import type {Store} from "#pipelines/store/store.ts";
import {takenPicture} from "../pictures.ts";
import {sendAccepted, sendBasics} from "../pipelines/store.ts";
import {openSite, type Site} from "./site.ts";

const TODAY = "2026-11-15";
const PHONE = {viewport: {width: 375, height: 812}, isMobile: true, hasTouch: true, userAgent: "iPhone Mobile"};
const DESK = {viewport: {width: 1440, height: 900}};
const OWN = {role: "unit", unit: "U01"} as const;
const HEAD = "承诺编号,责任单位编码,填报月份,状态,完成比例,佐证材料链接,填报人工号";

/** U01 answers for two deliverables, of which one is measured by activities: three of four are held, and reported in October. */
async function fill(store: Store): Promise<void> {
  await sendBasics(store);
  await sendAccepted(
    store,
    "assignments",
    "年度,承诺编号,牵头单位编码,衡量依据,进度方式\n2026,T05-04,U01,held:4,\n2026,T02-03,U01,report,\n2026,T02-04,U02,report,\n"
  );
  await sendAccepted(
    store,
    "progress",
    `${HEAD}\nT05-04,U01,2026-10,进行中,50,https://example.edu.cn/1,00001\nT02-03,U01,2026-10,进行中,30,https://example.edu.cn/2,00001\n`,
    {unit: "U01", account: "unit-U01"}
  );
  await rebuildWarehouse(store.dir, store.ledger, {now: `${TODAY}T04:00:00.000Z`});
}

let site: Site;
beforeAll(async () => {
  site = await openSite({today: TODAY, fill});
}, 300_000);
afterAll(() => site?.close());

async function open(address: string, options: object, as?: Parameters<Site["newContext"]>[1]): Promise<Page> {
  const page = await (await site.newContext(options, as)).newPage();
  await page.goto(`${site.url}${address}`, {waitUntil: "networkidle"});
  return page;
}

const isFocused = (element: Element) => element === document.activeElement;
const main = (page: Page) => page.getByRole("main").innerText();
const button = (page: Page, name: string | RegExp) => page.getByRole("button", {name});

test("a report whose data agree takes two taps on a phone and a few seconds, and is withdrawn by one", async () => {
  const page = await open("/progress", PHONE, OWN);
  expect(await page.getByRole("heading", {level: 1}).innerText()).toBe("11月进展：2 项待填报");
  if (process.env.SHOTS) await page.screenshot({path: `${process.env.SHOTS}/list-phone.png`, fullPage: true});
  const begun = performance.now();
  let taps = 0;
  const tap = async (what: ReturnType<typeof button>) => {
    taps++;
    await what.tap();
  };
  await tap(page.getByRole("link", {name: /^填报 T05-04/}));
  await page.getByText("建议 75 %，按数据：已办 3 场").waitFor();
  if (process.env.SHOTS) await page.screenshot({path: `${process.env.SHOTS}/form-phone.png`, fullPage: true});
  expect(await page.getByLabel("完成比例").inputValue()).toBe("75");
  expect(await page.getByLabel("进展一句话").inputValue()).toBe("截至11月15日，已办 3 场。");
  expect(await page.getByLabel("填报人工号").inputValue()).toBe("00001");
  await tap(button(page, "填报"));
  await page.getByText("已填报，待校工会办公室审核。").waitFor();
  const seconds = (performance.now() - begun) / 1000;
  console.info(`a report takes ${taps} taps and ${seconds.toFixed(1)} s of the machine`);
  expect(taps).toBeLessThanOrEqual(3);
  expect(seconds).toBeLessThan(30);
  expect(await main(page)).toMatch(/T05-04[\s\S]*上次填报 11月 75 %/);
  await page.getByRole("main").getByRole("status").locator("..").getByRole("button", {name: "撤回"}).tap();
  await page.getByText("已撤回，进展恢复为填报前。").waitFor();
  expect(await main(page)).toMatch(/T05-04[\s\S]*上次填报 10月 50 %/);
  await page.context().close();
});

test("with a picture it takes one more choice; the office sees it small, and no place is in it", async () => {
  const page = await open("/progress", PHONE, OWN);
  const begun = performance.now();
  let taps = 0;
  const tap = async (what: ReturnType<typeof button>) => {
    taps++;
    await what.tap();
  };
  await tap(page.getByRole("link", {name: /^填报 T05-04/}));
  await page.getByLabel("完成比例").waitFor();
  const camera = page.getByLabel("拍照");
  expect(await camera.getAttribute("capture")).toBe("environment");
  const chosen = page.waitForEvent("filechooser");
  await tap(camera);
  await (await chosen).setFiles({name: "现场.jpg", mimeType: "image/jpeg", buffer: await takenPicture()});
  if (process.env.SHOTS) await page.screenshot({path: `${process.env.SHOTS}/picture-phone.png`, fullPage: true});
  await tap(button(page, "填报"));
  await page.getByText("已填报，待校工会办公室审核。").waitFor();
  const seconds = (performance.now() - begun) / 1000;
  console.info(`a report with a picture takes ${taps} taps and ${seconds.toFixed(1)} s of the machine`);
  expect(taps).toBeLessThanOrEqual(4);
  expect(seconds).toBeLessThan(30);
  const office = await open("/progress", DESK);
  const line = office.locator("#review li", {hasText: "现场.jpg"}).first();
  const preview = line.locator("img");
  await preview.scrollIntoViewIfNeeded();
  await expect.poll(() => preview.evaluate((image) => (image as HTMLImageElement).naturalHeight)).toBe(320);
  if (process.env.SHOTS) await office.screenshot({path: `${process.env.SHOTS}/picture-desk.png`, fullPage: true});
  const kept = await office.request.get(new URL((await preview.getAttribute("src"))!.split("?")[0]!, site.url).href);
  const {exif, height} = await sharp(await kept.body()).metadata();
  expect([kept.headers()["content-type"], exif, height]).toEqual(["image/jpeg", undefined, 2000]);
  await page.goto(`${site.url}/progress/T05-04`);
  if (process.env.SHOTS) await page.screenshot({path: `${process.env.SHOTS}/attached-phone.png`, fullPage: true});
  expect(await page.getByLabel("附上 现场.jpg").isChecked()).toBe(true);
  await page.goto(`${site.url}/progress`);
  await page.getByRole("listitem").filter({hasText: "T05-04"}).getByRole("button", {name: "撤回"}).tap();
  await page.getByText("已撤回，进展恢复为填报前。").waitFor();
  await office.context().close();
  await page.context().close();
}, 90_000);

test("without JavaScript a file is sent, and kept when the report is refused; another due day is asked for", async () => {
  const page = await open("/progress/T05-04", {...PHONE, javaScriptEnabled: false}, OWN);
  await page.getByLabel("完成比例").fill("100");
  await page.getByLabel("佐证材料网址").fill("");
  await page.getByLabel("填报人工号").fill("99999");
  await page
    .getByLabel("选择文件")
    .setInputFiles({name: "签到.png", mimeType: "image/png", buffer: await takenPicture({format: "png"})});
  await button(page, "填报").click();
  await page.getByRole("alert").filter({hasText: "99999"}).waitFor();
  expect(await page.getByLabel("附上 签到.webp").isChecked()).toBe(true);
  if (process.env.SHOTS) await page.screenshot({path: `${process.env.SHOTS}/refused-phone.png`, fullPage: true});
  await page.getByText("现定2026年12月31日完成").click();
  await page.getByLabel("想延到哪一天").fill("2027-01-31");
  await page.getByLabel("原因", {exact: true}).fill("场地维修到一月");
  await button(page, "提交延期申请").click();
  await page.getByText("已提交延期申请，待校工会办公室答复。").waitFor();
  const office = await open("/progress", {...DESK, javaScriptEnabled: false});
  const request = office.locator("#postponements li", {hasText: "T05-04"});
  expect(await request.innerText()).toMatch(/2026-12-31\s*→\s*2027-01-31[\s\S]*场地维修到一月/);
  if (process.env.SHOTS) await office.screenshot({path: `${process.env.SHOTS}/requests-desk.png`, fullPage: true});
  await request.getByRole("button", {name: "不同意"}).click();
  await request.getByRole("alert").waitFor();
  await request.getByPlaceholder("不同意的原因").fill("请按期完成");
  await request.getByRole("button", {name: "不同意"}).click();
  await office.getByText("已答复不同意延期，申请人会看到原因。").waitFor();
  await office.goto(`${site.url}/plan/T05-04`);
  expect(await main(office)).toMatch(/延期申请[\s\S]*由 2026-12-31 延到 2027-01-31[\s\S]*不同意：请按期完成/);
  await office.getByText("数据不能说明情况时，认定一个状态").click();
  await office.getByLabel("理由（和按数据").fill("样例理由");
  await button(office, "认定").click();
  await office.getByText("已认定，按数据的状态仍会一起显示。").waitFor();
  expect(await main(office)).toContain("办公室认定 正常（样例理由），按数据为");
  if (process.env.SHOTS) await office.screenshot({path: `${process.env.SHOTS}/plan-desk.png`, fullPage: true});
  await office.getByLabel("撤销的理由").fill("样例完毕");
  await button(office, "撤销认定").click();
  await office.getByText("已撤销认定，按数据显示。").waitFor();
  await office.context().close();
  await page.context().close();
}, 90_000);

test("without JavaScript a refused report keeps what was typed, and the problem stands at its field", async () => {
  const page = await open("/progress/T02-03", {...PHONE, javaScriptEnabled: false}, OWN);
  await page.getByLabel("完成比例").fill("100");
  await page.getByLabel("进展一句话").fill("三场宣讲都办完了");
  await page.getByLabel("佐证材料网址").fill("");
  await page.getByLabel("填报人工号").fill("99999");
  await button(page, "填报").click();
  await page.getByRole("alert").filter({hasText: "完成 100 % 要附佐证材料"}).waitFor();
  expect(await page.getByLabel("进展一句话").inputValue()).toBe("三场宣讲都办完了");
  await page.getByLabel("佐证材料网址").fill("https://example.edu.cn/3");
  await button(page, "填报").click();
  await page.getByRole("alert").filter({hasText: "99999"}).waitFor();
  expect(await page.getByLabel("填报人工号").getAttribute("aria-invalid")).toBe("true");
  expect(await page.getByLabel("完成比例").inputValue()).toBe("100");
  await page.getByLabel("填报人工号").fill("00001");
  await button(page, "填报").click();
  await page.getByText("已填报，待校工会办公室审核。").waitFor();
  await page.context().close();
});

test("the office sees what moves, returns it with a reason, and the unit finds it first, filled in", async () => {
  const office = await open("/progress", DESK);
  const line = office.locator("#review li", {hasText: "T02-03"}).last();
  expect(await line.innerText()).toMatch(/30 %，进行中\s*→\s*100 %，已完成[\s\S]*三场宣讲都办完了/);
  if (process.env.SHOTS) await office.screenshot({path: `${process.env.SHOTS}/office-desk.png`, fullPage: true});
  expect(await line.getByRole("link", {name: "打开佐证材料"}).getAttribute("href")).toBe("https://example.edu.cn/3");
  await line.getByRole("button", {name: "退回"}).click();
  await office.getByText("退回要写明原因").waitFor();
  await line.getByPlaceholder("退回原因").fill("佐证材料打不开，请更换网址后重报");
  await office.keyboard.press("Enter");
  await office.getByText("已退回，单位会看到原因。").waitFor();
  const unit = await open("/progress", DESK, OWN);
  expect(await unit.getByRole("heading", {level: 1}).innerText()).toBe("11月进展：1 项被退回要修改，1 项待填报");
  if (process.env.SHOTS) await unit.screenshot({path: `${process.env.SHOTS}/unit-desk.png`, fullPage: true});
  expect(await main(unit)).toMatch(/退回的[\s\S]*佐证材料打不开[\s\S]*我的、到期的/);
  await unit.getByRole("link", {name: /^填报 T02-03/}).click();
  await unit.getByText("退回原因：佐证材料打不开").waitFor();
  expect(await unit.getByLabel("进展一句话").inputValue()).toBe("三场宣讲都办完了");
  await unit.getByLabel("佐证材料网址").fill("https://example.edu.cn/4");
  if (process.env.SHOTS) await unit.screenshot({path: `${process.env.SHOTS}/form-desk.png`, fullPage: true});
  await button(unit, "填报").click();
  await unit.getByText("已填报，待校工会办公室审核。").waitFor();
  await office.reload({waitUntil: "networkidle"});
  await office.keyboard.press("j");
  await office.keyboard.press("ArrowDown");
  await office.keyboard.press("r");
  expect(await office.locator("#review li").last().getByPlaceholder("退回原因").evaluate(isFocused)).toBe(true);
  await office.locator("#review li").last().focus();
  await office.keyboard.press("a");
  await office.getByText("已通过。").waitFor();
  await unit.goto(`${site.url}/tasks/T02`);
  expect(await unit.getByRole("row", {name: /T02-03/}).innerText()).toContain("办结");
  await office.context().close();
  await unit.context().close();
});
