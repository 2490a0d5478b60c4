import {execFile} from "node:child_process";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {promisify} from "node:util";
import {tableFromIPC} from "apache-arrow";
import exceljs from "devextreme-exceljs-fork";
import {afterAll, beforeAll, expect, test} from "vitest";
import {readAudit} from "#pipelines/ledger/audit.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {openStore} from "#pipelines/store/store.ts";
import {projectRoot} from "#pipelines/host/root.ts";
import {programArguments} from "../programs.ts";
import {type RunningServer, startServer} from "../running-server.ts";

const UNITS = `单位编码,单位名称,单位类型,工会层级,工会组织设置状态,在岗教职工数,工会主席是否由行政负责人兼任,本年度是否应召开二级教代会
U01,示例一学院,学院,二级单位工会,独立设置,3,是,是
U02,示例二学院,学院,二级单位工会,独立设置,1,否,否
`;
const MEMBERS = `工号,姓名,单位编码,性别,出生日期,入校日期,人员类别,在岗状态,是否工会会员,是否工会干部
00001,会员0001,U01,女,1985-03-12,2012-07-01,专任教师,在岗,是,否
00002,会员0002,U01,男,1985-03-12,2012-07-01,专任教师,在岗,是,否
00003,会员0003,U01,男,1985-03-12,2012-07-01,专任教师,在岗,否,否
00004,会员0004,U02,男,1985-03-12,2012-07-01,专任教师,退休,是,否
00005,会员0005,U02,女,1985-03-12,2012-07-01,专任教师,在岗,是,否
`;
/** A class that ended with children in it for whom nobody had signed up: something over nothing. */
const ACTIVITIES = `活动编号,活动名称,对应承诺编号,主办单位编码,活动类别,面向群体,开始日期,结束日期,报名人数,实际参加人次,状态
A2026-0001,暑假托管,T06-07,U01,子女托管,全体,2026-07-06,2026-07-31,0,5,已完成
`;
const PROGRESS = `承诺编号,责任单位编码,填报月份,状态,完成比例,佐证材料链接,填报人工号
T02-03,U01,2026-03,进行中,35,https://example.edu.cn/1,00001
`;

let folder: string;
let server: RunningServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "api-"));
  await ingest("units", UNITS, "--as-of", "2026-01-01");
  await ingest("members", MEMBERS, "--as-of", "2026-01-01");
  await ingest("activities", ACTIVITIES);
  server = await startServer(join(folder, "data"), {today: "2026-11-22"});
}, 120_000);

afterAll(async () => {
  await server?.stop();
  rmSync(folder, {recursive: true, force: true});
});

async function ingest(dataset: string, csv: string, ...options: string[]) {
  const file = join(folder, `${dataset}.csv`);
  writeFileSync(file, csv);
  const env = {...process.env, DATA_DIR: join(folder, "data")};
  return promisify(execFile)(
    process.execPath,
    [...programArguments("pipelines/cli/cli.ts"), "ingest", dataset, file, ...options],
    {cwd: projectRoot, env}
  );
}

async function get(path: string) {
  const response = await server.ask(path);
  return {status: response.status, type: response.headers.get("content-type"), response};
}

// What an answer of our own API holds is what is being tested, so it is read as it comes.
const json = async (path: string) => (await get(path)).response.json();

test("the health of the server needs no sign-in and says when the numbers were made", async () => {
  const health = await json("/healthz");
  expect(health.status).toBe("ok");
  expect(Date.parse(health.warehouse_built_at)).toBeGreaterThan(Date.parse("2020-01-01"));
});

test("the plan is given whole, with its document number and each promise's own words", async () => {
  const plan = await json("/api/plan.json");
  expect(plan).toMatchObject({year: 2026, document_number: "中矿工字〔2026〕2号"});
  expect([plan.programmes.length, plan.tasks.length, plan.deliverables.length]).toEqual([4, 11, 110]);
  expect(plan.deliverables.find(({code}: {code: string}) => code === "T10-03").quote).toBe(
    "力争新增市级及以上劳模先进 2 人"
  );
});

test("a KPI is its numerator over its denominator, of people on post only", async () => {
  const kpis = await json("/api/kpis.json?month=2026-03");
  expect(kpis).toHaveLength(50);
  expect(kpis.find(({code}: {code: string}) => code === "K47")).toEqual({
    code: "K47",
    name: "会员入会率",
    unit: "%",
    value: 75,
    numerator: 3,
    denominator: 4,
    target: 98,
    target_source: "本地设定",
    direction: "higher",
    fresh_to: "2026-01-01"
  });
});

test("a unit's KPI is of its own people, and what was never loaded has no value", async () => {
  const kpis = await json("/api/kpis.json?month=2026-03&unit=U02");
  const of = (code: string) => kpis.find((kpi: {code: string}) => kpi.code === code);
  expect(of("K47")).toMatchObject({value: 100, numerator: 1, denominator: 1});
  expect(of("K23")).toMatchObject({value: null, numerator: null, denominator: null, fresh_to: null});
  expect(of("K44")).toMatchObject({target: 2, target_source: "文件规定"});
});

test("one KPI comes in three forms with the same numbers", async () => {
  const cells = await json("/api/kpis/K47.json");
  const march = cells.filter(({month}: {month: string}) => month === "2026-03-01");
  expect(
    march.find((cell: {unit_code: string | null; segment: string | null}) => !cell.unit_code && !cell.segment).value
  ).toBe(75);
  const arrow = tableFromIPC(new Uint8Array(await (await get("/api/kpis/K47.arrow")).response.arrayBuffer()));
  expect(arrow.toArray().map((row) => ({...row.toJSON()}))).toEqual(cells);
  const csv = Buffer.from(await (await get("/api/kpis/K47.csv")).response.arrayBuffer()).toString();
  expect(csv.startsWith("\uFEFFunit_code,month,segment,numerator,denominator,value\r\n,2026-01-01,,3,4,75\r\n")).toBe(
    true
  );
});

test("as a workbook its numbers are numbers, and a sheet says what they mean", async () => {
  const {type, response} = await get("/api/kpis/K47.xlsx");
  expect(type).toBe("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(await response.arrayBuffer());
  const rows = (name: string) =>
    workbook
      .getWorksheet(name)!
      .getSheetValues()
      .flatMap((row) => (Array.isArray(row) ? [row.slice(1)] : []));
  const [head, ...numbers] = rows("数据");
  expect(head).toEqual(["单位编码", "单位", "月份", "分组", "分子", "分母", "数值（%）"]);
  const cells = await json("/api/kpis/K47.json");
  expect(numbers).toHaveLength(cells.length);
  expect(numbers.map((row) => [4, 5, 6].map((at) => row[at] ?? null))).toEqual(
    cells.map((cell: Record<string, unknown>) => [cell.numerator, cell.denominator, cell.value])
  );
  const march = numbers.find(([unit_code, , month, segment]) => !unit_code && month === "2026-03" && !segment);
  expect(march?.slice(4)).toEqual([3, 4, 75]);
  expect(rows("口径")).toEqual(
    expect.arrayContaining([
      ["指标", "K47 会员入会率"],
      ["目标", 98],
      ["目标来源", "本地设定"]
    ])
  );
});

test("the year of a KPI is a picture with its conclusion, and a month that is wrong is refused", async () => {
  const {type, response} = await get("/api/kpis/K47.svg?month=2026-03");
  expect(type).toBe("image/svg+xml; charset=utf-8");
  const svg = await response.text();
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  expect(svg).toContain("会员入会率1月至3月保持 75.0 %");
  expect(svg).toContain("目标 98 %（本地设定）");
  expect((await get("/api/kpis/K99.svg")).status).toBe(404);
  expect((await get("/api/kpis/K47.svg?month=2026-13")).status).toBe(400);
});

test("what has months of its own says how many it lacks to tell change from noise", async () => {
  const kpis = await json("/api/kpis.json?month=2026-03");
  const of = (code: string) => kpis.find((kpi: {code: string}) => kpi.code === code);
  expect(of("K50").variation).toEqual({word: "数据不足", count: 0, needed: 12});
  expect(of("K47")).not.toHaveProperty("variation");
  expect(of("K23")).not.toHaveProperty("outlook");
});

test("a table that is taken away is written down with who took it", async () => {
  await get("/api/kpis/K47.json");
  await get("/api/kpis/K47.csv");
  await get("/api/kpis/K47.xlsx");
  const {ledger} = await openStore(dataDirAt(join(folder, "data")));
  const taken = (await readAudit(ledger, {action: "numbers-exported"})).map(({who, object}) => ({who, object}));
  await ledger.close();
  expect(new Set(taken.map(({object}) => object))).toEqual(new Set(["K47.csv", "K47.xlsx"]));
  expect(taken[0]!.who).toBe("office");
});

test("an empty denominator is no value in any form: not 0, not infinity", async () => {
  const cells: {unit_code: string | null; month: string}[] = await json("/api/kpis/K31.json");
  const july = cells.find(({unit_code, month}) => unit_code === null && month === "2026-07-01");
  expect(july).toMatchObject({value: null, numerator: 5, denominator: 0});
  const kpis: {code: string}[] = await json("/api/kpis.json?month=2026-07");
  expect(kpis.find(({code}) => code === "K31")).toMatchObject({value: null, numerator: 5, denominator: 0});
  const csv = await (await get("/api/kpis/K31.csv")).response.text();
  expect(csv).toContain("\r\n,2026-07-01,,5,0,\r\n");
  const arrow = tableFromIPC(new Uint8Array(await (await get("/api/kpis/K31.arrow")).response.arrayBuffer()));
  expect(arrow.toArray().map((row) => row.toJSON())).toEqual(cells);
});

test("a month that has not begun has no value in any answer", async () => {
  const kpis: {value: unknown; numerator: unknown}[] = await json("/api/kpis.json?month=2026-12");
  expect(kpis.filter(({value, numerator}) => value !== null || numerator !== null)).toEqual([]);
  const cells: {month: string}[] = await json("/api/kpis/K47.json");
  expect(cells.filter(({month}) => month > "2026-11-01")).toEqual([]);
  const tasks: {status: string; progress: unknown}[] = await json("/api/tasks.json?month=2026-12");
  expect(new Set(tasks.map(({status, progress}) => `${status} ${progress}`))).toEqual(new Set(["未到期 null"]));
});

test("what a running server shows follows what the command line sends", async () => {
  const before = await json("/api/tasks.json?month=2026-03");
  expect(before).toHaveLength(11);
  expect(before[1]).toMatchObject({code: "T02", progress: null, status: "无数据", with_data: 0, of: 8});
  await ingest("progress", PROGRESS);
  const after = await json("/api/tasks.json?month=2026-03");
  expect(after[1]).toMatchObject({code: "T02", progress: 35, status: "正常", with_data: 1, of: 8});
  // From the day on which the plan was issued, since the owner reports the work.
  expect(after[1].pace).toBeCloseTo((19 / 294) * 100, 6);
}, 60_000);

test("the template of a dataset is a file for Excel, and the dictionary has a page for it", async () => {
  const {status, type, response} = await get("/templates/members.csv");
  expect([status, type]).toEqual([200, "text/csv; charset=utf-8"]);
  const csv = Buffer.from(await response.arrayBuffer()).toString();
  expect(csv).toMatch(/^\uFEFF工号,姓名,单位编码,.*\r\n00001,会员0001,U01,.*\r\n$/);
  expect(await (await get("/datasets")).response.text()).toContain("数据字典：17 个数据集，共 208 列");
  expect(await (await get("/datasets/members")).response.text()).toContain("人员编号");
});

test.each(["/datasets/nothing", "/templates/nothing.csv", "/templates/members.xls"])(
  "%s is not found, in Chinese",
  async (path) => {
    const {status, response} = await get(path);
    expect(status).toBe(404);
    expect(await response.text()).toMatch(/没有(名为)?“(nothing|nothing\.csv|members\.xls)”/);
  }
);

test.each([
  ["/api/kpis/K99.json", 404],
  ["/api/kpis/K23.pdf", 404],
  ["/api/nothing", 404],
  ["/api/kpis.json?unit=U99", 404],
  ["/api/kpis.json?month=2026-13", 400],
  ["/api/tasks.json?month=%27%3B--", 400],
  ["/api/plan.json?month=1999-01", 400]
])("%s is answered by a sentence, never a stack", async (path, status) => {
  const answer = await get(path);
  expect(answer.status).toBe(status);
  const {error} = await answer.response.json();
  expect(error.message).toMatch(/[\u4e00-\u9fff]/);
  expect(JSON.stringify(error)).not.toMatch(/\bat .*\.ts|node_modules/);
});

test.each(["/api/plan.json", "/api/tasks.json", "/api/kpis.json", "/api/kpis/K23.json"])(
  "%s takes nothing, and says so to a program that posts",
  async (path) => {
    const response = await server.ask(path, {method: "POST"});
    expect(response.status).toBe(405);
    expect(await response.json()).toEqual({error: {code: "method_not_allowed", message: "这个接口只接受 GET。"}});
  }
);

test("without accounts the server prints a link for the first administrator, and ends at once when asked", async () => {
  const other = await startServer(join(folder, "other"), {today: "2026-11-22", hasAccounts: false});
  while (!other.said().includes("/link/")) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(other.said()).toMatch(/http:\/\/127\.0\.0\.1:\d+\/link\/[\w-]{43}\n/);
  expect(await other.stop()).toBe(0);
  expect(server.said()).not.toContain("/link/");
}, 60_000);
