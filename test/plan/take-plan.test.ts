import {existsSync, mkdirSync, readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {execFileSync, spawnSync} from "node:child_process";
import {beforeEach, expect, onTestFinished, test} from "vitest";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {projectRoot} from "#pipelines/host/root.ts";
import {readPlan, readPlans, readPlansIn} from "#pipelines/plan/read-plan.ts";
import {newestBuild, rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {readAudit} from "#pipelines/ledger/audit.ts";
import {openStore, type Store} from "#pipelines/store/store.ts";
import {checkUploadedPlan, takePlan} from "#pipelines/submissions/take-plan.ts";
import {basicStore, sendAccepted, temporaryFolder} from "../pipelines/store.ts";
import {planFilesOf, writePlan} from "./next-year.ts";

const NOW = "2026-11-15T04:00:00.000Z";
let store: Store;

beforeEach(async () => {
  store = await basicStore();
  process.env.DATA_DIR = store.dir.root;
  onTestFinished(() => void delete process.env.DATA_DIR);
});

const take = (year: number, files = planFilesOf(year)) =>
  takePlan(store, {uploaded: {year, files}, by: "office", now: NOW});
const check = (year: number, files: Record<string, string>) => checkUploadedPlan(store, {year, files});
const years = () => readPlans().map(({year}) => year);

test("a new folder beside that of 2026 is a plan of its own", () => {
  const folder = temporaryFolder();
  writePlan(folder, 2026);
  writePlan(folder, 2027);
  const [, next] = readPlansIn(folder);
  expect([next?.year, next?.deliverables.length, next?.issuedOn]).toEqual([2027, 110, "2027-03-12"]);
});

test("an uploaded plan is checked without being kept, then taken into use", async () => {
  expect(await check(2027, planFilesOf(2027))).toMatchObject({outcome: "checked"});
  expect(years()).toEqual([2026]);
  expect(existsSync(store.dir.plans)).toBe(false);
  expect(await take(2027)).toMatchObject({outcome: "taken", revision: 1});
  expect(years()).toEqual([2026, 2027]);
  expect(readPlan(2027)?.documentNumber).toBe("中矿工字〔2027〕2号");
  const audit = await store.ledger
    .selectFrom("audit")
    .select(["who", "object"])
    .where("action", "=", "plan-taken")
    .execute();
  expect(audit).toEqual([{who: "office", object: "2027"}]);
});

test("all that is wrong is said at once, with file, line and column, and nothing is kept", async () => {
  const files = planFilesOf(2027);
  files["workdays.csv"] = files["workdays.csv"]!.replace("2027-01-01", "2027-02-30");
  files["supervision.csv"] = files["supervision.csv"]!.replace("overdue,红", "overdue,紫");
  files["deliverables.csv"] = files["deliverables.csv"]!.replace("\nT01-02,T01,", "\nT01-02,T77,");
  files["kpis.csv"] = files["kpis.csv"]!.replace("members.is_union_cadre;", "members.is_cadre;");
  const outcome = await take(2027, files);
  expect(outcome.outcome).toBe("refused");
  const found = outcome.outcome === "refused" ? outcome.findings : [];
  expect(found).toEqual(
    expect.arrayContaining([
      {file: "workdays.csv", line: 2, column: "day", text: "日期“2027-02-30”不存在"},
      {file: "supervision.csv", line: 6, column: "level", text: "督办级别“紫”不在 黄/橙/红 之内"},
      {file: "deliverables.csv", line: 3, column: "task_code", text: "任务 T77 不存在"},
      {file: "kpis.csv", line: 3, column: "dataset_columns", text: "数据列 members.is_cadre 不存在"}
    ])
  );
  expect(years()).toEqual([2026]);
  expect([existsSync(store.dir.plans), readdirSync(store.dir.tmp)]).toEqual([false, []]);
});

test("every missing, unknown or unreadable file is named", async () => {
  const {"tasks.csv": _, ...files} = planFilesOf(2027);
  files["festivals.csv"] = files["festivals.csv"]!.replace("festival_on", "day");
  files["measures.csv"] = `${files["measures.csv"]}\n只有一格`;
  files["notes.docx"] = "x";
  const outcome = await check(2027, files);
  expect(outcome.outcome === "refused" && outcome.findings.map(({file, text}) => `${file} ${text}`)).toEqual([
    "notes.docx 不是年度计划的文件",
    "tasks.csv 文件不存在",
    expect.stringMatching(/^measures.csv 有 1 格，应为 4 格/),
    expect.stringMatching(/^festivals.csv 表头应为/)
  ]);
});

test("a plan of the program is never replaced", async () => {
  expect(await take(2026)).toEqual({outcome: "closed", message: "2026 年的计划随系统提供，不能替换。"});
});

test("an uploaded plan is replaced until something was settled or reported on it", async () => {
  await take(2027);
  const files = planFilesOf(2027);
  files["parameters.csv"] = files["parameters.csv"]!.replace("〔2027〕2号", "〔2027〕3号");
  expect(await take(2027, files)).toMatchObject({outcome: "taken", revision: 2});
  expect(readPlan(2027)?.documentNumber).toBe("中矿工字〔2027〕3号");
  await sendAccepted(store, "assignments", "年度,承诺编号,牵头单位编码\n2027,T02-03,U01\n");
  expect(await take(2027)).toEqual({
    outcome: "closed",
    message: "2027 年的计划已有分工、目标或进展填报，不能再替换。"
  });
  expect(readPlan(2027)?.documentNumber).toBe("中矿工字〔2027〕3号");
});

test("a build counts the plans, so a new plan makes a new one", async () => {
  const before = await rebuildWarehouse(store.dir, store.ledger, {now: NOW});
  await take(2027);
  expect(newestBuild(store.dir)?.build_id).not.toBe(before.build_id);
});

test("what a crash left half written is no plan", async () => {
  mkdirSync(join(store.dir.plans, "2027"), {recursive: true});
  expect(years()).toEqual([2026]);
});

function killed(env: Record<string, string> = {}) {
  const script = `import("./test/plan/killed-while-taking.ts")`;
  return spawnSync(process.execPath, ["--import", "tsx", "-e", script], {
    cwd: projectRoot,
    env: {...process.env, DATA_DIR: store.dir.root, ...env}
  }).signal;
}

test("who is killed while a plan is being taken leaves none, and the next start clears away what was written", async () => {
  expect([killed(), readdirSync(store.dir.tmp).length, years()]).toEqual(["SIGKILL", 1, [2026]]);
  const {ledger} = await openStore(store.dir);
  await ledger.close();
  expect([readdirSync(store.dir.tmp), years()]).toEqual([[], [2026]]);
});

test("who is killed right after a plan was taken leaves it in use, and the next start records it, once", async () => {
  expect([killed({KILL_AFTER_TAKING: "1"}), years()]).toEqual(["SIGKILL", [2026, 2027]]);
  for (let start = 0; start < 2; start++) {
    const {ledger} = await openStore(store.dir);
    expect(await readAudit(ledger, {action: "plan-taken"})).toMatchObject([{who: "office", object: "2027"}]);
    await ledger.close();
  }
});

test("another process reads the plan that this one has taken", async () => {
  await take(2027);
  const script =
    'import("./pipelines/plan/read-plan.ts").then((m) => console.log(m.readPlans().map((p) => p.year).join()))';
  const said = execFileSync(process.execPath, ["--import", "tsx", "-e", script], {
    cwd: projectRoot,
    env: {...process.env, DATA_DIR: dataDirAt(store.dir.root).root}
  });
  expect(String(said).trim()).toBe("2026,2027");
});

test("a note of a taking that is damaged stops the start in words, and is not removed", async () => {
  await take(2027);
  const path = join(store.dir.plans, "2027", "1", "taking.json");
  writeFileSync(path, '{"at":"2026-11-15T04:00:00.000Z","who":"off');
  await expect(openStore(store.dir)).rejects.toThrow(/taking\.json：这份启用记录损坏了，请从备份恢复/);
  expect(existsSync(path)).toBe(true);
});
