import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import exceljs from "devextreme-exceljs-fork";
import type {Page} from "playwright-core";
import {expect, test} from "vitest";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {isBlocking, type FindingCode} from "#pipelines/findings/findings.ts";
import {csvOf} from "../pipelines/csv.ts";
import {PHONE} from "./screens.ts";
import {FIXTURES, uploadSite} from "./upload-site.ts";

const {site, open} = uploadSite();

const file = (name: string, content: string | Buffer) => ({
  name,
  mimeType: "application/octet-stream",
  buffer: Buffer.from(content as string)
});

const choose = (page: Page, ...files: ReturnType<typeof file>[]) => page.setInputFiles("#files", files);
const verdictIn = (page: Page) =>
  page
    .locator("[role=status]")
    .getByText(/可以发送|处要改|收下/)
    .first();

/** A card's sentence, once the server has answered. */
async function verdictOf(page: Page): Promise<string> {
  await verdictIn(page).waitFor();
  return verdictIn(page).innerText();
}

const activity = (id: string, more: Record<string, string> = {}) => ({
  activity_id: id,
  activity_name: `活动${id}`,
  organizer_unit_code: "U01",
  ...more
});

interface Case {
  dataset: string;
  unit?: string;
  columns?: Record<string, string>;
  as_of?: string;
  file_name?: string;
  findings: {code: FindingCode}[];
}

/** Files that are told for what they are, and for no dataset's. */
const isNoTable = ({findings}: Case) =>
  findings.some(({code}) => /^file\/(empty|encrypted|not-a-table|workbook-(old|locked))$/.test(code));

/** Of a header that was decoded wrongly, or that stands where none is looked for, nobody can tell the dataset. */
const isUntold = ({findings}: Case) =>
  findings.some(({code}) => /^file\/(misread|blanks-between|turned|header-far)$/.test(code));

test("each dataset and each kind of finding is recognised in one round trip", {timeout: 480_000}, async () => {
  const page = await open();
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") asked.push(new URL(request.url()).pathname);
  });
  const seen = new Set<string>();
  for (const name of readdirSync(FIXTURES)) {
    const expected = JSON.parse(readFileSync(join(FIXTURES, name, "findings.json"), "utf8")) as Case;
    // A unit's own files and confirmed columns are chosen on the page, which the tests below do.
    if (expected.unit || expected.columns) continue;
    // Each fixture is found fault with in the tests of the interface; here it is how the page tells each kind.
    const kindsOf = [expected.dataset, ...expected.findings.map(({code}) => code)];
    if (kindsOf.every((kind) => seen.has(kind))) continue;
    for (const kind of kindsOf) seen.add(kind);
    const input = readdirSync(join(FIXTURES, name)).find((each) => each.startsWith("input."))!;
    asked.length = 0;
    const fileName = expected.file_name ?? input;
    await choose(page, file(fileName, readFileSync(join(FIXTURES, name, input))));
    if (isUntold(expected)) await page.locator("[role=status]").getByText("拒收").first().waitFor();
    else if (isNoTable(expected)) {
      await page.locator("[role=status]").getByText("拒收").first().waitFor();
      // There is no dataset to choose for a picture.
      expect(await page.locator("section", {hasText: fileName}).locator("select").count(), name).toBe(0);
    } else {
      await verdictOf(page);
      expect(await datasetIn(page).inputValue(), name).toBe(expected.dataset);
    }
    expect(asked, name).toEqual(["/api/submissions"]);
    const kinds = new Set<string>(expected.findings.map(({code}) => (isBlocking({code}) ? "拒收" : "提示")));
    // What looks odd beside earlier files is not of the file itself.
    const marks = (await marksIn(page)).filter((mark) => !/整行/.test(mark) || kinds.has(kindOf(mark)));
    expect(new Set(marks.map(kindOf)), name).toEqual(kinds);
    await page.getByRole("button", {name: "移除"}).click();
  }
  expect(seen.size).toBeGreaterThanOrEqual(30);
});

/** The second choice on the page, below the sender's. */
const datasetIn = (page: Page) => page.locator("main select").nth(1);

const kindOf = (mark: string) => mark.slice(0, 2);

/** 拒收 or 提示 and the heading, of each group on the page. */
function marksIn(page: Page): Promise<string[]> {
  return page.locator("[role=status] ul > li > p:first-child").allInnerTexts();
}

test("what was read is shown: the encoding, the header, what each column is, and the first rows", async () => {
  const page = await open();
  await choose(page, file("名册.csv", readFileSync(join(FIXTURES, "gbk-from-wps", "input.csv"))));
  await verdictOf(page);
  const card = page.locator("section", {hasText: "名册.csv"});
  expect((await card.locator("dl").first().innerText()).replace(/\s+/g, " ")).toMatch(
    /编码 GBK（GB18030） 表头 第 1 行 列 (共 \d+ 列，已识别 \d+ 列|已识别全部 \d+ 列)/
  );
  await card.getByText(/查看文件的前 \d+ 行/).click();
  const table = card.getByRole("region", {name: "文件的前几行"});
  expect(await table.locator("thead th").nth(1).innerText()).toMatch(/工号/);
  expect(await table.locator("tbody th").first().innerText()).toBe("2");
});

test("a check that is stopped keeps nothing, and may be begun again", async () => {
  const page = await open();
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/api\/submissions\?/, async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  await choose(page, file("等着.csv", csvOf("activities", [activity("W1")])));
  await page.getByRole("button", {name: "取消"}).click();
  await page.getByText("已取消检查，什么都没有保存。").waitFor();
  release();
  await page.getByRole("button", {name: "重试"}).click();
  await page.getByText("可以发送，没有发现问题").waitFor();
});

test("a table that nobody knows is shown as it was read, and checked once its kind is chosen", async () => {
  const page = await open();
  await choose(page, file("天气.csv", "天气,温度\n晴,21\n"));
  await page.getByText("没认出这是哪一种表，见到：天气、温度").waitFor();
  await page.getByText("查看文件的前 2 行").click();
  await page.getByRole("cell", {name: "晴"}).waitFor();
  await datasetIn(page).selectOption("activities");
  await page.getByText(/认不出“.+”的列，见到：天气、温度/).waitFor();
});

test("a file is checked, sent and taken back again by keyboard alone", async () => {
  const page = await open();
  await page.locator("#files").focus();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("files");
  await choose(page, file("十月活动.csv", csvOf("activities", [activity("K1")])));
  expect(await verdictOf(page)).toBe("可以发送，没有发现问题");
  await tabTo(page, "发送");
  await page.keyboard.press("Enter");
  await page.getByText("已收下，数字已更新").waitFor();
  await tabTo(page, "撤回");
  await page.keyboard.press("Enter");
  await page.getByText("将收回这次新增的 1 行和更新的 0 行").waitFor();
  await tabTo(page, "确定撤回");
  await page.keyboard.press("Enter");
  await page.getByText("已撤回，各项数据已恢复到发送前").waitFor();
});

/** Presses Tab until the button of this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if ((await page.evaluate(() => document.activeElement?.textContent)) === name) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the keyboard does not reach ${name}`);
}

test(
  "the faulty file is downloaded with its faults, corrected, and sent in the same place",
  {timeout: 120_000},
  async () => {
    const page = await open();
    await choose(page, file("有错.csv", csvOf("activities", [activity("D1", {category: "打球"}), activity("D2")])));
    expect(await verdictOf(page)).toMatch(/^有 1 处要改/);
    const download = page.waitForEvent("download");
    await page.getByRole("button", {name: "下载带错误说明的文件"}).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe("有错-错误说明.xlsx");
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(await saved.path());
    const [sheet] = workbook.worksheets;
    const headers = (sheet!.getRow(1).values as string[]).map(String);
    expect(String(sheet!.getRow(2).getCell(headers.indexOf("错误说明")).value)).toMatch(/^【拒收】G2（活动类别）/);
    sheet!.getRow(2).getCell(headers.indexOf("活动类别")).value = "体育健身";
    const corrected = Buffer.from(await workbook.xlsx.writeBuffer());
    await page.locator("input[id^=again]").setInputFiles([file("改好.xlsx", corrected)]);
    await page.getByText("可以发送，没有发现问题").waitFor();
  }
);

test("a table pasted from Excel is a file like any other", async () => {
  const page = await open();
  await page.getByText("粘贴表格").click();
  const pasted = csvOf("activities", [activity("P1"), activity("P2")]).replaceAll(",", "\t");
  await page.locator("textarea").fill(pasted);
  await page.getByRole("button", {name: "检查粘贴的内容"}).click();
  expect(await verdictOf(page)).toBe("可以发送，没有发现问题");
  expect(await page.locator("select").nth(1).inputValue()).toBe("activities");
});

test(
  "files that need one another are sent in their order, whatever order they were chosen in",
  {timeout: 120_000},
  async () => {
    const page = await open();
    await choose(
      page,
      file("参与.csv", "活动编号,工号,是否实到\nQ1,00001,是\n"),
      file("活动.csv", csvOf("activities", [activity("Q1"), activity("Q2")])),
      file("宣传.csv", csvOf("media", [{item_id: "Q-1", unit_code: "U01"}]))
    );
    await page.getByText(/有 1 处要改/).waitFor();
    await page.getByRole("button", {name: "发送 2 份可以收下的文件"}).click();
    await expect.poll(() => page.getByText("已收下，数字已更新").count(), {timeout: 30_000}).toBe(3);
  }
);

test(
  "a unit sends its own rows, and a header that nobody knows is told once and remembered",
  {timeout: 120_000},
  async () => {
    const page = await open({path: "/submissions/new?unit=U01"});
    const strange = (id: string) => csvOf("activities", [activity(id)]).replace("实际参加人次", "来了几个");
    await choose(page, file("一.csv", strange("C1")));
    expect(await verdictOf(page)).toMatch(/处要改/);
    await page.locator("label", {hasText: "来了几个"}).locator("select").selectOption("actual_headcount");
    await page.getByText("可以发送，没有发现问题").waitFor();
    await page.getByRole("button", {name: "发送", exact: true}).click();
    await page.getByText("已收下，数字已更新").waitFor();
    await choose(page, file("二.csv", strange("C2")));
    await page.getByText("可以发送，没有发现问题").waitFor();
    await choose(page, file("别家.csv", csvOf("activities", [activity("C3", {organizer_unit_code: "U02"})])));
    // Beside its row in the grid, and among the findings.
    await page
      .getByText(/不属于本单位（U01）/)
      .first()
      .waitFor();
  }
);

test("the same file a second time says when it came, and where that stands", async () => {
  const page = await open();
  const same = file("同一份.csv", csvOf("activities", [activity("S1")]));
  await choose(page, same);
  await verdictOf(page);
  await page.getByRole("button", {name: "发送", exact: true}).click();
  await page.getByText("已收下，数字已更新").waitFor();
  await page.reload({waitUntil: "networkidle"});
  await choose(page, same);
  await page.getByText(/这份文件已于 .* 收下，没有任何变化/).waitFor();
  await page.getByRole("link", {name: "查看那次报送"}).click();
  await page.getByRole("heading", {name: "同一份.csv"}).waitFor();
  const download = page.waitForEvent("download");
  await page.getByRole("link", {name: "同一份.csv"}).click();
  expect(readFileSync(await (await download).path()).equals(same.buffer)).toBe(true);
  await page.getByRole("button", {name: "退回"}).click();
  await page.getByRole("alert").waitFor();
  await page.getByLabel(/理由/).fill("人次与签到表不符");
  await page.getByRole("button", {name: "退回"}).click();
  await page.getByText("已退回：不计入数字，改好后请重新发送").waitFor();
});

test("what is no table is told what it is, though no dataset was chosen", async () => {
  const page = await open();
  const beginning = (hex: string) => Buffer.concat([Buffer.from(hex, "hex"), Buffer.alloc(600, 7)]);
  await choose(page, file("照片.csv", beginning("89504e470d0a1a0a")), file("旧表.xls", beginning("d0cf11e0a1b11ae1")));
  await page.getByText("这是PNG 图片，不是表格文件").waitFor();
  await page.getByText("这是旧版 Excel（xls）或其他旧版 Office 文件").waitFor();
});

test("a network that breaks loses nothing: the file stays and may be tried again", async () => {
  const page = await open();
  await choose(page, file("断网.csv", csvOf("activities", [activity("N1")])));
  await verdictOf(page);
  await page.context().setOffline(true);
  await page.getByRole("button", {name: "发送", exact: true}).click();
  await page.getByText(/网络断开或被取消，什么都没有保存/).waitFor();
  await page.context().setOffline(false);
  await page.getByRole("button", {name: "重试"}).click();
  await page.getByText("可以发送，没有发现问题").waitFor();
});

test("without JavaScript one form checks and sends", async () => {
  const page = await open({javaScriptEnabled: false});
  const send = async (name: string, content: string, button: string) => {
    await page.locator("select[name=dataset]").selectOption("activities");
    await page.setInputFiles("input[name=file]", [file(name, content)]);
    await Promise.all([page.waitForNavigation(), page.getByRole("button", {name: button}).click()]);
    return page.locator("main").innerText();
  };
  const wrong = csvOf("activities", [activity("J1", {start_date: "4月18日"})]);
  expect(await send("错.csv", wrong, "检查并发送")).toMatch(/没有收下[\s\S]*O2[\s\S]*4月18日/);
  const right = csvOf("activities", [activity("J1")]);
  expect(await send("对.csv", right, "只检查，不发送")).toMatch(/可以发送[\s\S]*新增 1/);
  expect(await send("对.csv", right, "检查并发送")).toMatch(/已收下，数字已更新[\s\S]*新增 1/);
  expect(await send("对.csv", right, "检查并发送")).toMatch(/早已收下/);
});

test("without JavaScript a checked file is sent without being chosen again, and once", async () => {
  const keptInTmp = () => readdirSync(join(site().dataDir, "tmp")).filter((name) => name.includes("-checked-"));
  const page = await open({javaScriptEnabled: false});
  const press = async (button: string) => {
    await Promise.all([page.waitForNavigation(), page.getByRole("button", {name: button}).click()]);
    return page.locator("main").innerText();
  };
  await page.locator("select[name=dataset]").selectOption("activities");
  await page.setInputFiles("input[name=file]", [file("暂存.csv", csvOf("activities", [activity("J2")]))]);
  expect(await press("只检查，不发送")).toMatch(/可以发送[\s\S]*“暂存.csv”已暂存[\s\S]*新增 1/);
  expect(keptInTmp()).toHaveLength(1);
  const id = await page.locator("input[name=kept]").inputValue();
  expect(await press("发送这份文件")).toMatch(/已收下，数字已更新[\s\S]*新增 1/);
  expect(keptInTmp()).toEqual([]);
  const again = await page.request.post(`${site().url}/submissions/new?intent=send`, {
    multipart: {csrf: await page.locator("input[name=csrf]").first().inputValue(), kept: id}
  });
  expect([again.status(), await again.text()]).toEqual([422, expect.stringContaining("检查过的文件已不在")]);
});

test("without JavaScript a wrong file is not kept, nor one about hardship", async () => {
  const page = await open({javaScriptEnabled: false});
  const check = async (dataset: string, content: string) => {
    await page.locator("select[name=dataset]").selectOption(dataset);
    await page.setInputFiles("input[name=file]", [file("试查.csv", content)]);
    await Promise.all([page.waitForNavigation(), page.getByRole("button", {name: "只检查，不发送"}).click()]);
    return page.locator("main").innerText();
  };
  expect(await check("activities", csvOf("activities", [activity("J3", {start_date: "4月18日"})]))).toMatch(/没有收下/);
  const said = await check("assistance", csvOf("assistance", [{record_id: "记录0001"}]));
  expect(said).toMatch(/可以发送[\s\S]*这种台账含敏感个人信息，检查后不暂存文件。请再选一次文件/);
  expect(await page.getByRole("button", {name: "发送这份文件"}).count()).toBe(0);
  expect(readdirSync(join(site().dataDir, "tmp")).filter((name) => name.includes("-checked-"))).toEqual([]);
});

test(
  "on a phone nothing of it is wider than the screen, and what is touched is large enough",
  {timeout: 120_000},
  async () => {
    // A unit's page has the list of its activities besides, whose names are long.
    const page = await open({...PHONE, path: "/submissions/new?unit=U01"});
    await choose(page, file("手机.csv", csvOf("activities", [activity("T1", {category: "打球", status: "好了"})])));
    expect(await verdictOf(page)).toMatch(/^有 2 处要改/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
    const small = await page
      .locator("main button, main select, main summary, main label[for], main a")
      .evaluateAll((elements) =>
        elements
          .filter((element) => element.getClientRects().length > 0 && element.getBoundingClientRect().height < 44)
          .map(({textContent}) => textContent)
      );
    expect(small).toEqual([]);
  }
);

test(
  "a unit gets the list of one activity with its people on it, ticks who came, and sends it",
  {timeout: 120_000},
  async () => {
    const page = await open({path: "/submissions/new?unit=U02"});
    await page.getByLabel(/按活动签到/).selectOption("A2");
    const download = page.waitForEvent("download");
    await page.getByRole("button", {name: "下载签到表"}).click();
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(await (await download).path());
    const [sheet] = workbook.worksheets;
    // Under a title with unit and activity.
    const headers = (sheet!.getRow(2).values as string[]).map(String);
    for (const row of [3, 4]) sheet!.getRow(row).getCell(headers.indexOf("是否实到*")).value = row === 3 ? "是" : "否";
    await choose(page, file("签到.xlsx", Buffer.from(await workbook.xlsx.writeBuffer())));
    expect(await verdictOf(page)).toBe("可以发送，没有发现问题");
  }
);

test("every dataset is recognised by its own template", async () => {
  const page = await open();
  for (const [name, {title}] of readContracts()) {
    const template = await (await page.request.get(`${site().url}/templates/${name}.xlsx`)).body();
    await choose(page, file(`${name}.xlsx`, template));
    const card = page.locator("section", {hasText: `${name}.xlsx`});
    await expect.poll(() => card.locator("select").first().inputValue(), {message: title}).toBe(name);
    await card.getByRole("button", {name: "移除"}).click();
  }
});
