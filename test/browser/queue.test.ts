import {expect, test} from "vitest";
import type {Store} from "#pipelines/store/store.ts";
import {post, sendOn} from "../pipelines/completeness-store.ts";
import {sendBasics} from "../pipelines/store.ts";
import {uploadSite} from "./upload-site.ts";

const TITLES = ["迎新晚会", "登山活动", "趣味运动会", "读书分享会"];

async function fill(store: Store): Promise<void> {
  await sendBasics(store);
  for (const [at, title] of TITLES.entries())
    await sendOn(store, `2026-11-0${at + 1}`, "media", [post(`N${at}`, "U01", "2026-10-01", {title})], "U01");
}

const {open} = uploadSite(fill);
const QUEUE = {path: "/submissions/queue?dataset=media"};
const fieldOf = 'input[name^="reason "]';

test("each ticked file gets its own reason for its return, or the common one", async () => {
  const page = await open(QUEUE);
  const lines = page.locator("li", {has: page.locator("input[name=submission_id]")});
  await lines.nth(0).getByRole("checkbox").check();
  await lines.nth(1).getByRole("checkbox").check();
  expect(await page.locator(`${fieldOf}:visible`).count()).toBe(0);
  await page.getByLabel("逐份写原因").check();
  expect(await page.locator(`${fieldOf}:visible`).count()).toBe(2);
  await lines.nth(0).locator(fieldOf).fill("月份不对，请核对后重报");
  await page.getByRole("button", {name: "退回"}).click();
  await page.getByText("退回要写明原因").waitFor();
  expect(await lines.nth(0).locator(fieldOf).inputValue()).toBe("月份不对，请核对后重报");
  const second = lines.nth(1).locator(fieldOf);
  await expect.poll(() => second.evaluate((field) => field === document.activeElement)).toBe(true);
  await second.fill("请补齐阅读量");
  await page.getByRole("button", {name: "退回"}).click();
  await page.getByText("已退回 2 份").waitFor();
  await page.getByLabel("状态").selectOption("return");
  await page.getByText("退回原因：月份不对，请核对后重报").waitFor();
  await page.getByText("退回原因：请补齐阅读量").waitFor();
});

test("without JavaScript all files are ticked by one box and have fields of their own", async () => {
  const page = await open({...QUEUE, javaScriptEnabled: false});
  await page.getByLabel("逐份写原因").check();
  await page.getByLabel(/^全选/).check();
  const fields = page.locator(`${fieldOf}:visible`);
  expect(await fields.count()).toBe(2);
  await fields.nth(0).fill("与已报的活动重复，请合并后重报");
  await page.getByLabel("退回原因", {exact: true}).fill("题目不全");
  await Promise.all([page.waitForNavigation(), page.getByRole("button", {name: "退回"}).click()]);
  expect(await page.locator("main").innerText()).toMatch(/已退回 2 份/);
  await page.goto(page.url().replace("queue?", "queue?state=return&"));
  const text = await page.locator("main").innerText();
  expect(text).toMatch(/退回原因：与已报的活动重复，请合并后重报/);
  expect(text).toMatch(/退回原因：题目不全/);
});
