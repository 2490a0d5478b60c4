import {expect, test} from "vitest";
import type {Store} from "#pipelines/store/store.ts";
import {csvOf} from "../pipelines/csv.ts";
import {sendAccepted, sendBasics} from "../pipelines/store.ts";
import {uploadSite} from "./upload-site.ts";

const PEOPLE = Array.from({length: 40}, (_, at) => String(at + 1).padStart(5, "0"));

async function fill(store: Store): Promise<void> {
  await sendBasics(store);
  const roster = csvOf(
    "members",
    PEOPLE.map((person_id) => ({person_id}))
  );
  await sendAccepted(store, "members", roster, {asOf: "2026-02-01"});
}

const {site, open} = uploadSite(fill);
const UNIT = {role: "unit", unit: "U01"} as const;

/** Who came to an activity of U01, one of them new. */
const list = (newcomer: string) => ({
  name: "签到.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(
    csvOf(
      "participation",
      [...PEOPLE, newcomer].map((person_id) => ({activity_id: "A1", person_id}))
    )
  )
});

test("a unit confirms a named newcomer by one button, may think again, and sends", {timeout: 90_000}, async () => {
  const page = await open({as: UNIT});
  await page.setInputFiles("#files", [list("00099")]);
  await page.getByText(/有 1 处要改/).waitFor();
  await page.getByText(/1 个工号不在名册里（00099，共 1 行）/).waitFor();
  await page.getByRole("button", {name: "确为新入职或调入，先收下"}).click();
  await page.getByText(/可以发送，有 1 处提示/).waitFor();
  await page.getByRole("button", {name: "取消这项确认"}).click();
  await page.getByText(/有 1 处要改/).waitFor();
  await page.getByRole("button", {name: "确为新入职或调入，先收下"}).focus();
  await page.keyboard.press("Enter");
  await page.getByText(/可以发送，有 1 处提示/).waitFor();
  await page.getByRole("button", {name: "发送", exact: true}).click();
  await page.getByText(/^已收下/).waitFor();
  await page.getByRole("link", {name: "查看报送记录"}).click();
  await page.getByText(/待名册确认：1 人，1 行（第 41 行数据）。发送时由 .+ 确认 1 人为新入职或调入/).waitFor();
  await page.goto(`${site().url}/submissions`, {waitUntil: "networkidle"});
  expect(await page.locator("#waiting").innerText()).toMatch(/活动参与明细：1 人，1 行/);
});

test("another file of the same card has to be confirmed anew", async () => {
  const page = await open({as: UNIT});
  await page.setInputFiles("#files", [list("00098")]);
  await page.getByRole("button", {name: "确为新入职或调入，先收下"}).click();
  await page.getByText(/^可以发送/).waitFor();
  const wrong = list("会员0001");
  await page.getByRole("button", {name: "移除"}).click();
  await page.setInputFiles("#files", [wrong]);
  await page.getByText(/有 1 处要改/).waitFor();
  expect(await page.getByRole("button", {name: "先收下"}).count()).toBe(0);
});

test("without JavaScript the named one is confirmed by a tick", async () => {
  const page = await open({as: UNIT, javaScriptEnabled: false});
  const send = async () => {
    await page.locator("select[name=dataset]").selectOption("participation");
    await page.setInputFiles("input[name=file]", [list("00097")]);
    await Promise.all([page.waitForNavigation(), page.getByRole("button", {name: "检查并发送"}).click()]);
    return page.locator("main").innerText();
  };
  expect(await send()).toMatch(/没有收下[\s\S]*1 个工号不在名册里（00097/);
  await page.getByLabel(/00097 确为新入职或调入，先收下/).check();
  expect(await send()).toMatch(/已收下[\s\S]*已确认 1 人为新入职或调入（00097）/);
});
