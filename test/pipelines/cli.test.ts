import {once} from "node:events";
import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {newestBuild} from "#pipelines/rebuild/rebuild.ts";
import {runCli, startChild} from "./child.ts";
import {basicStore, csvOf, emptyStore, keptIn, temporaryFolder} from "./store.ts";
import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";

const participation = csvOf("participation", [{activity_id: "A1", person_id: "00001"}]);

function fileOf(name: string, content: string): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

test("a file without faults is taken once, and sending it again is no fault", async () => {
  const store = await basicStore();
  const file = fileOf("签到.csv", participation);
  const first = await runCli(["ingest", "participation", file, "--unit", "U01"], store.dir.root);
  expect(first).toMatchObject({code: 0, stderr: ""});
  expect(first.stdout).toMatch(
    /^签到\.csv：已收下（活动参与明细，数据截至 2026-11-15，编号 .+）。读到 1 行 = 新增 1 \+ 更新 0 \+ 不变 0 \+ 拒收 0 \+ 跳过 0\n$/
  );
  const again = await runCli(["ingest", "participation", file, "--unit", "U01"], store.dir.root);
  expect(again.code).toBe(0);
  expect(again.stdout).toMatch(/^签到\.csv：这份文件已于 \d{4}-\d\d-\d\d \d\d:\d\d 收下，编号 .+，没有任何变化\n$/);
});

test("of two files the good one is taken and the bad one told, cell by cell, with exit code 2", async () => {
  const store = await basicStore();
  const good = fileOf("good.csv", participation);
  const bad = fileOf("bad.csv", csvOf("participation", [{activity_id: "A1", person_id: "99999", attended: "也许"}]));
  const {code, stdout, stderr} = await runCli(["ingest", "participation", bad, good], store.dir.root);
  expect({code, stderr}).toEqual({code: 2, stderr: ""});
  expect(stdout.split("\n").slice(0, 3)).toEqual([
    "bad.csv：没有收下（活动参与明细），有 2 处要改。读到 1 行 = 新增 0 + 更新 0 + 不变 0 + 拒收 1 + 跳过 0",
    "  拒收　C2 格（是否实到），文件第 2 行：“也许”；应为：“是”或“否”。请改正这一格。",
    "  拒收　B2 格（工号），文件第 2 行：“99999”；应为：“教职工与会员名册”里有的值。请核对是否写错；确为新入职或调入的，不超过文件全部工号的二十分之一时可确认后先收下，超过时请校工会办公室先补入名册。"
  ]);
  expect((await readSubmissions(store.ledger)).at(-1)?.file_name).toBe("good.csv");
  expect(newestBuild(store.dir)).toBeDefined();
});

test("with --json a program reads one line for each file", async () => {
  const store = await basicStore();
  const bad = fileOf("bad.csv", csvOf("participation", [{activity_id: "A1", person_id: "99999"}]));
  const {code, stdout} = await runCli(["ingest", "participation", bad, "--json"], store.dir.root);
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({
    outcome: "refused",
    counts: {read: 1, refused: 1},
    findings: {blocking: 1, shown: [{code: "cell/reference", is_blocking: true, place: {cell: "B2"}}]}
  });
});

test("a file is sent with a list of corrections, one file at a time", async () => {
  const store = await basicStore();
  const bad = fileOf("bad.csv", csvOf("participation", [{activity_id: "A1", person_id: "99999"}]));
  const list = fileOf("更正.json", JSON.stringify([{cell: "B2", was: "99999", is: "00001"}]));
  const {code, stdout} = await runCli(["ingest", "participation", bad, "--corrections", list], store.dir.root);
  expect(code).toBe(0);
  expect(stdout.split("\n")[1]).toBe("  更正　1 格，原件照原样保存");
  const two = await runCli(["ingest", "participation", bad, bad, "--corrections", list], store.dir.root);
  expect(two).toMatchObject({code: 2, stderr: "--corrections 只说一份文件的格，请每次发送一份文件\n"});
  const none = await runCli(["ingest", "participation", bad, "--corrections", bad], store.dir.root);
  expect(none).toMatchObject({code: 2});
  expect(none.stderr).toContain("不是更正清单");
});

const folder = "/nowhere";

test.each<[what: string, args: string[], message: RegExp]>([
  ["no command", [], /^用法：\n {2}npm run ingest/],
  ["a command that is none", ["load"], /^没有“load”这个命令。/],
  [
    "an unknown dataset",
    ["ingest", "gifts", "x.csv"],
    /^没有“gifts”这个数据集。可用的有：units（单位与二级单位工会台账）、/
  ],
  ["no file", ["ingest", "members"], /^没有给出文件。/],
  [
    "a file that is not there",
    ["ingest", "members", `${folder}/花名册.csv`],
    /^找不到文件“\/nowhere\/花名册\.csv”。请核对路径/
  ],
  ["a folder for a file", ["ingest", "members", "/tmp"], /^“\/tmp”不是文件/],
  [
    "a day that does not exist",
    ["ingest", "members", "package.json", "--as-of", "2026-02-30"],
    /^--as-of 的“2026-02-30”不是存在的日期，应如 2026-03-31/
  ],
  [
    "a day in other words",
    ["ingest", "members", "package.json", "--as-of", "2026/3/1"],
    /^--as-of 的“2026\/3\/1”不是存在的日期/
  ],
  ["an option that is none", ["ingest", "members", "package.json", "--force"], /^参数写法不对。/]
])("%s: exit code 2, told in Chinese, nothing is made", async (_, args, message) => {
  const root = join(temporaryFolder(), "data");
  const {code, stdout, stderr} = await runCli(args, root);
  expect({code, stdout}).toEqual({code: 2, stdout: ""});
  expect(stderr).toMatch(message);
});

test("an unknown unit and a roster of 2031 are refused with exit code 2, and nothing is kept", async () => {
  const store = await basicStore();
  const before = await keptIn(store);
  const file = fileOf("a.csv", csvOf("activities", [{activity_id: "B1"}]));
  const unknown = await runCli(["ingest", "activities", file, "--unit", "U99"], store.dir.root);
  expect(unknown).toMatchObject({code: 2, stdout: expect.stringContaining("发送单位：没有编码为“U99”的单位")});
  const roster = fileOf("m.csv", csvOf("members", [{person_id: "00009"}]));
  const future = await runCli(["ingest", "members", roster, "--as-of", "2031-01-01"], store.dir.root);
  expect(future).toMatchObject({code: 2, stdout: expect.stringContaining("数据属于 2031 年")});
  expect(await keptIn(store)).toEqual(before);
});

test("a ledger that cannot be read is exit code 1, in words and without a stack", async () => {
  const store = await emptyStore();
  mkdirSync(join(store.dir.root, "blocked"));
  writeFileSync(
    join(store.dir.root, "blocked", "ledger.sqlite"),
    "no database at all, but long enough to be looked at"
  );
  const {code, stderr} = await runCli(["rebuild"], join(store.dir.root, "blocked"));
  expect(code).toBe(1);
  expect(stderr).toMatch(/^台账文件 .*损坏，已停止/);
  expect(stderr).not.toContain("    at ");
});

test("with --accept-unknown a newcomer is taken, and the command says so before it is asked", async () => {
  const store = await basicStore();
  const people = Array.from({length: 40}, (_, at) => String(at + 1).padStart(5, "0"));
  const roster = fileOf(
    "名册.csv",
    csvOf(
      "members",
      people.map((person_id) => ({person_id}))
    )
  );
  const list = [...people, "00099"].map((person_id) => ({activity_id: "A1", person_id}));
  const file = fileOf("签到.csv", csvOf("participation", list));
  await runCli(["ingest", "members", roster, "--as-of", "2026-02-01"], store.dir.root);
  const refused = await runCli(["ingest", "participation", file], store.dir.root);
  expect(refused.code).toBe(2);
  expect(refused.stdout).toContain("加 --accept-unknown 先收下");
  const taken = await runCli(["ingest", "participation", file, "--accept-unknown"], store.dir.root);
  expect(taken.code).toBe(0);
  expect(taken.stdout).toContain("待名册确认");
}, 30_000);

test("an account is set up with what it is called, and listed with it", async () => {
  const {dir} = await emptyStore();
  const run = (...args: string[]) => runCli(["accounts", ...args], dir.root);
  const added = await run("add", "office1", "--role", "office", "--display-name", "宣传岗 会员0001");
  expect(added).toMatchObject({code: 0, stderr: ""});
  expect((await run("list")).stdout).toBe("office1\toffice\t校工会办公室\t未设密码\t宣传岗 会员0001\n");
  const refused = await run("add", "office2", "--role", "office", "--display-name", "名".repeat(41));
  expect(refused).toMatchObject({code: 2, stderr: "姓名或岗位请缩到 40 个字以内。\n"});
}, 40_000);

test("a reader who has read enough is no fault of a command", async () => {
  const child = startChild("pipelines/cli/cli.ts", ["doctor"], join(temporaryFolder(), "none"));
  child.stdout!.destroy();
  let said = "";
  child.stderr!.on("data", (text: Buffer) => (said += text));
  const [code] = (await once(child, "close")) as [number];
  expect([code, said]).toEqual([2, ""]);
});
