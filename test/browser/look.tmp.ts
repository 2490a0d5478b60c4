import {sendBasics} from "../pipelines/store.ts";
import {csvOf} from "../pipelines/csv.ts";
import {openSite} from "./site.ts";
const site = await openSite({today: "2026-11-15", fill: sendBasics});
try {
  const rows = Array.from({length: 14}, (_, at) => ({
    activity_id: `B${at + 1}`,
    activity_name: `健步走第${at + 1}场`,
    organizer_unit_code: at % 3 === 0 ? "第二学" : "U01",
    category: at === 2 ? "打球" : "体育健身",
    start_date: at === 4 ? "4月18日" : "2026-04-18",
    end_date: at === 6 ? "2026-04-01" : "",
    cost_yuan: at === 8 ? "三百" : "300"
  }));
  rows.push({...rows[0]!, activity_id: "B3"});
  const csv = csvOf("activities", rows);
  for (const [name, options] of [
    ["desk", {viewport: {width: 1440, height: 900}}],
    ["phone", {viewport: {width: 375, height: 812}, isMobile: true, hasTouch: true, userAgent: "iPhone Mobile"}]
  ] as const) {
    const page = await (await site.newContext(options)).newPage();
    page.on("console", (m) => console.log(name, m.type(), m.text()));
    page.on("pageerror", (e) => console.log(name, "ERR", e.message));
    await page.goto(site.url + "/submissions/new", {waitUntil: "networkidle"});
    await page.setInputFiles("#files", [{name: "活动.csv", mimeType: "text/csv", buffer: Buffer.from(csv)}]);
    await page.locator("summary", {hasText: "在这里改"}).waitFor();
    await page.locator("summary", {hasText: "在这里改"}).evaluate((e) => e.scrollIntoView());
    await page.screenshot({path: `/tmp/look-${name}-1.png`, fullPage: false});
    if (name === "desk") {
      await page
        .getByRole("button", {name: /全部改为 U02/})
        .first()
        .click();
      await page.locator("input[aria-label*=开始][aria-invalid=true]").first().fill("2026-04-18");
      await page
        .locator("tr", {has: page.locator("th", {hasText: /^16/})})
        .getByRole("button", {name: "这一行不报"})
        .click();
      await page.locator("select[aria-invalid=true]").selectOption("体育健身");
      await page.locator("input[aria-label*=支出][aria-invalid=true]").fill("300");
      await page.locator("input[aria-label*=结束][aria-invalid=true]").fill("2026-04-19");
      await page.waitForTimeout(2500);
      await page.screenshot({path: `/tmp/look-${name}-2.png`, fullPage: false});
      await page.getByRole("button", {name: "发送", exact: true}).click();
      await page.getByRole("link", {name: "查看报送记录"}).click();
      await page.getByText("报送时更正").waitFor();
      await page.screenshot({path: `/tmp/look-${name}-3.png`, fullPage: true});
    } else {
      await page.getByRole("button", {name: "下一处"}).click();
      await page.getByRole("button", {name: "下一处"}).click();
      await page.getByRole("button", {name: "下一处"}).click();
      await page.getByRole("button", {name: "下一处"}).click();
      await page.waitForTimeout(300);
      await page.screenshot({path: `/tmp/look-${name}-2.png`, fullPage: false});
    }
  }
} finally {
  await site.close();
}
process.exit(0);
