import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, onTestFinished, test, vi} from "vitest";
import {readLastRun} from "#pipelines/backup/last-runs.ts";
import {makeBackup, type MadeBackup} from "#pipelines/backup/make-backup.ts";
import {manifestText, readManifest, requireWhole} from "#pipelines/backup/manifest.ts";
import {restoreBackup} from "#pipelines/backup/restore-backup.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {holdServerLock} from "#pipelines/host/server-lock.ts";
import {restoredPath, restoringPath} from "#pipelines/host/swapped-dir.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore, type Store} from "#pipelines/store/store.ts";
import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";
import {runCli, startChild} from "./child.ts";
import {csvOf, emptyStore, readSeries, sendAccepted, sendBasics, temporaryFolder} from "./store.ts";

const NOW = "2026-11-15T06:00:00.000Z";
let folder: string;
let place: string;
let store: Store;
let made: MadeBackup;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "union-plan-"));
  place = join(folder, "backups");
  store = await openStore(dataDirAt(join(folder, "data")));
  await sendBasics(store);
  made = await makeBackup(store, place, NOW);
});

afterAll(async () => {
  await store.ledger.close();
  rmSync(folder, {recursive: true});
});

test("what is restored has the submissions and the numbers of the backup, and the old directory stays beside", async () => {
  const live = await readSeries(await rebuildWarehouse(store.dir, store.ledger, {now: NOW}));
  const dir = dataDirAt(join(temporaryFolder(), "data"));
  await (await emptyStore(dir.root)).ledger.close();
  const {before, numbers} = await restoreBackup(made.folder, dir);
  expect(numbers).toBe("same");
  expect(existsSync(join(before!, "ledger.sqlite"))).toBe(true);
  const restored = await emptyStore(dir.root);
  expect(await readSeries(await rebuildWarehouse(dir, restored.ledger, {now: NOW}))).toEqual(live);
  expect(await readSubmissions(restored.ledger)).toEqual(await readSubmissions(store.ledger));
});

test("a second backup shares what did not change, and both can be read whole", async () => {
  await sendAccepted(store, "media", csvOf("media", [{item_id: "M1"}]));
  const second = await makeBackup(store, place, "2026-11-15T07:00:00.000Z");
  expect(second.shared).toBe(made.files - 1);
  const name = readManifest(made.folder).files.find(({path}) => path.endsWith("original"))!.path;
  const inode = ({folder: of}: MadeBackup) => statSync(join(of, "data", name)).ino;
  expect(inode(second)).toBe(inode(made));
  for (const each of [made, second]) await requireWhole(each.folder, readManifest(each.folder));
});

test.each(["changed", "cut short", "missing"])("each single file that is %s is refused by its name", async (how) => {
  for (const path of [...readManifest(made.folder).files.map((file) => join("data", file.path)), "manifest.json"]) {
    const file = join(made.folder, path);
    const bytes = readFileSync(file);
    if (how === "missing") rmSync(file);
    else if (how === "cut short") truncateSync(file, bytes.length - 1);
    else writeFileSync(file, Buffer.from(bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 1 : byte))));
    const to = dataDirAt(join(folder, "never"));
    const refusal = await restoreBackup(made.folder, to).then(
      () => "restored",
      (error: Error) => error.message
    );
    rmSync(file, {force: true});
    writeFileSync(file, bytes);
    expect(refusal).toContain(path);
    expect(existsSync(to.root)).toBe(false);
  }
});

test.each(["../outside", "files/../../outside", "/outside", ""])(
  "a manifest that names “%s” leads nowhere",
  async (path) => {
    const copy = temporaryFolder();
    cpSync(made.folder, copy, {recursive: true});
    const {format: _, ...manifest} = readManifest(copy);
    const outside = join(copy, "outside");
    writeFileSync(outside, "1");
    const file = {...manifest.files[0]!, path};
    writeFileSync(join(copy, "manifest.json"), manifestText({...manifest, files: [...manifest.files, file]}));
    const dir = dataDirAt(join(temporaryFolder(), "data"));
    await expect(restoreBackup(copy, dir)).rejects.toThrow("不是一份备份的内容");
    expect(existsSync(dir.root)).toBe(false);
  }
);

test("a link in the place of a file is refused, and nothing of where it leads is taken", async () => {
  const copy = temporaryFolder();
  cpSync(made.folder, copy, {recursive: true});
  const [first] = readManifest(copy).files;
  const path = join(copy, "data", first!.path);
  renameSync(path, `${path}.elsewhere`);
  symlinkSync(`${path}.elsewhere`, path);
  await expect(restoreBackup(copy, dataDirAt(join(temporaryFolder(), "data")))).rejects.toThrow("是链接");
});

test("a directory on which a server runs is not restored over", async () => {
  const dir = dataDirAt(join(temporaryFolder(), "data"));
  const release = holdServerLock(dir);
  await expect(restoreBackup(made.folder, dir)).rejects.toThrow("已有一个服务器在用数据文件夹");
  release();
  expect(readdirSync(dir.root)).toEqual(["server.lock.sqlite"]);
});

test("killed between the two renames, the restored directory takes its place at the next opening", async () => {
  const dir = dataDirAt(join(temporaryFolder(), "data"));
  await restoreBackup(made.folder, dir);
  renameSync(dir.root, restoredPath(dir.root));
  const opened = await emptyStore(dir.root);
  expect(await readSubmissions(opened.ledger)).toHaveLength(3);
});

test("a server that starts after such a kill locks the restored directory, not an empty one", async () => {
  const dir = dataDirAt(join(temporaryFolder(), "data"));
  await restoreBackup(made.folder, dir);
  renameSync(dir.root, restoredPath(dir.root));
  holdServerLock(dir)();
  expect(existsSync(dir.ledger)).toBe(true);
});

test("a restore after such a kill keeps the restored directory beside", async () => {
  const dir = dataDirAt(join(temporaryFolder(), "data"));
  await restoreBackup(made.folder, dir);
  renameSync(dir.root, restoredPath(dir.root));
  const {before} = await restoreBackup(made.folder, dir);
  expect(existsSync(join(before!, "ledger.sqlite"))).toBe(true);
});

test("what a killed restore left beside goes when the directory is opened, and a running one is left alone", async () => {
  const {root} = dataDirAt(join(temporaryFolder(), "data"));
  const [killed, running] = [4_194_303, process.pid].map((pid) => restoringPath(root, pid));
  for (const path of [killed!, running!]) mkdirSync(path);
  await (await emptyStore(root)).ledger.close();
  expect([killed, running].map((path) => existsSync(path!))).toEqual([false, true]);
});

test("the computing of a backup's numbers ends with the process that asked for it", async () => {
  const child = startChild("pipelines/backup/rebuilt-numbers.ts", [], join(temporaryFolder(), "data"));
  let said = "";
  child.stdout!.setEncoding("utf8").on("data", (text: string) => (said += text));
  child.stdin!.end();
  expect(await new Promise((resolve) => child.once("close", resolve))).toBe(1);
  expect(said).toBe("");
});

test("a backup of a directory that is not there is refused, and none is made", async () => {
  const root = temporaryFolder();
  const ended = await runCli(["backup", join(root, "backups")], join(root, "data"));
  expect(ended).toMatchObject({code: 1, stdout: ""});
  expect(ended.stderr).toMatch(/^数据文件夹 .*data 不存在，没有可备份的；请核对 DATA_DIR/);
  expect(readdirSync(root)).toEqual([]);
});

test("a folder for backups that cannot be written is said in words, and by whose right it should be", async () => {
  const file = join(temporaryFolder(), "file");
  writeFileSync(file, "");
  await expect(makeBackup(store, join(file, "backups"), NOW)).rejects.toThrow(
    /不能写（ENOTDIR）：请建好它，所有者是运行服务器的操作系统账户/
  );
});

test("a backup is tried elsewhere with the key of the installation, and without any key that is what is said", async () => {
  vi.stubEnv("SENSITIVE_KEY", "");
  onTestFinished(() => void vi.unstubAllEnvs());
  const root = temporaryFolder();
  const own = dataDirAt(join(root, "data"));
  const sealing = await emptyStore(own.root);
  await sendBasics(sealing);
  const people = ["00001", "00002", "00003"].map((person_id, at) => ({record_id: `B${at}`, person_id}));
  const records = people.map((each) => ({
    ...each,
    record_type: "困难建档",
    file_date: "2026-03-02",
    file_status: "在档"
  }));
  await sendAccepted(sealing, "assistance", csvOf("assistance", records));
  const {folder: backup} = await makeBackup(sealing, join(root, "backups"), NOW);
  expect(existsSync(own.key)).toBe(true);
  const tried = await runCli(["restore", backup, "--to", join(root, "tried")], own.root);
  expect(tried).toMatchObject({code: 0, stderr: ""});
  expect(tried.stdout).toContain("重新汇总的数字与备份时相同");
  expect(tried.stdout).not.toContain("密钥不在这里");
  expect(readLastRun(own, "drill")).toMatchObject({isGood: true});
  const elsewhere = await runCli(["restore", backup], join(temporaryFolder(), "data"));
  expect(elsewhere.code).toBe(0);
  expect(elsewhere.stdout).toContain("备份里有加密的文件，它们的密钥不在这里：请把原来的密钥放回");
});

test("the command says to stop the server, and not that no other was started", async () => {
  const dir = dataDirAt(join(temporaryFolder(), "data"));
  await (await emptyStore(dir.root)).ledger.close();
  const release = holdServerLock(dir);
  const ended = await runCli(["restore", made.folder], dir.root);
  release();
  expect(ended).toMatchObject({code: 1, stdout: ""});
  expect(ended.stderr).toBe(`没有恢复：有一个服务器在用数据文件夹 ${dir.root}，请先停下它。原来的数据没有改动。\n`);
});
