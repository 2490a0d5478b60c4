import {chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import Database from "libsql";
import {afterAll, beforeAll, expect, onTestFinished, test, vi} from "vitest";
import {writeLastRun} from "#pipelines/backup/last-runs.ts";
import {checkHealth, type HealthLine} from "#pipelines/doctor/check-health.ts";
import {nodeHealth} from "#pipelines/doctor/machine.ts";
import {lockAtOnce} from "#pipelines/host/exclusive.ts";
import {auditAlone} from "#pipelines/ledger/audit.ts";
import {readMigrations} from "#pipelines/ledger/migrations.ts";
import {newestBuild, rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore, type Store} from "#pipelines/store/store.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {runInFile} from "../ledger-file.ts";
import {runCli} from "./child.ts";
import {csvOf, emptyStore, sendAccepted, sendBasics, temporaryFolder} from "./store.ts";

const NOW = "2026-11-15T06:00:00.000Z";

type SoundStore = Store & {ids: string[]};

let sound: {folder: string; ids: string[]};

/** Made once, and copied for each test. */
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "union-plan-"));
  const store = await openStore(dataDirAt(folder));
  await sendBasics(store);
  const aid = csvOf("assistance", [{record_id: "B1", person_id: "00001", unit_code: "U01"}]);
  const sealed = await sendAccepted(store, "assistance", aid);
  const media = await sendAccepted(store, "media", csvOf("media", [{item_id: "M1"}]));
  await rebuildWarehouse(store.dir, store.ledger, {now: NOW});
  await store.ledger.close();
  sound = {folder, ids: [sealed.submission_id, media.submission_id]};
});

afterAll(() => rmSync(sound.folder, {recursive: true}));

/** Everything that is looked at is well. */
async function soundStore(): Promise<SoundStore> {
  const folder = temporaryFolder();
  cpSync(sound.folder, folder, {recursive: true});
  chmodSync(folder, 0o700);
  const store = await emptyStore(folder);
  writeLastRun(store.dir, "backup", {at: NOW, folder, isGood: true, found: ""});
  writeLastRun(store.dir, "drill", {at: NOW, folder, isGood: true, found: "数字相同"});
  return {...store, ids: sound.ids};
}

async function lines({dir}: Pick<Store, "dir">, {now = NOW, isThorough = true} = {}): Promise<HealthLine[]> {
  const found = await checkHealth(dir, {now, isThorough});
  // These two are of the machine that the test runs on.
  return found.filter(({what}) => what !== "Node" && what !== "磁盘空间");
}

const wrong = async (store: Pick<Store, "dir">, request = {}) =>
  (await lines(store, request)).filter(({state}) => state !== "good").map(({what, state}) => `${what} ${state}`);

test("a sound installation has nothing to be noticed, and the key is said to be in no backup", async () => {
  const store = await soundStore();
  expect(await wrong(store)).toEqual([]);
  expect((await lines(store)).find(({what}) => what === "敏感数据的密钥")?.found).toContain("密钥不在备份里");
});

test("every moment is told in the time of China, as the clock on the wall shows it", async () => {
  const store = await soundStore();
  const told = new Map((await lines(store, {now: "2026-11-15T16:30:00.000Z"})).map(({what, found}) => [what, found]));
  expect(told.get("时钟")).toBe("北京时间 2026-11-16 00:30");
  expect(told.get("备份")).toContain("最近一次 2026-11-15 14:00，");
  expect(told.get("恢复演练")).toBe("2026-11-15 14:00 通过：数字相同");
  expect([...told.values()].filter((found) => /\d{4}-\d\d-\d\dT/.test(found))).toEqual([]);
});

type Fault = [fault: string, says: string, make: (store: SoundStore) => void | Promise<void>];

const flip = (path: string) => {
  const bytes = readFileSync(path);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = bytes[at]! ^ 0xff;
  writeFileSync(path, bytes);
};

const FAULTS: Fault[] = [
  [
    "an original with one other byte",
    "报送的文件 problem",
    ({dir, ids}) => flip(join(dir.submissions, ids[1]!, "original"))
  ],
  [
    "rows cut short",
    "报送的文件 problem",
    ({dir, ids}) => truncateSync(join(dir.submissions, ids[1]!, "rows.parquet"), 40)
  ],
  ["rows that are gone", "报送的文件 problem", ({dir, ids}) => rmSync(join(dir.submissions, ids[1]!, "rows.parquet"))],
  [
    "a sealed file with one other byte",
    "报送的文件 problem",
    ({dir, ids}) => flip(join(dir.submissions, ids[0]!, "rows.sealed"))
  ],
  ["a folder that others may enter", "数据文件夹的权限 notice", ({dir}) => chmodSync(dir.root, 0o755)],
  ["what a killed process left", "临时文件 notice", ({dir}) => void mkdirSync(join(dir.tmp, "999999999-build-1"))],
  ["a warehouse that is gone", "数据仓库 notice", ({dir}) => rmSync(newestBuild(dir)!.path)],
  [
    "a warehouse of another recipe",
    "数据仓库 notice",
    async ({dir}) => {
      const {path} = newestBuild(dir)!;
      writeFileSync(path.replace(/[0-9a-f]{12}\.duckdb$/, "000000000000.duckdb"), readFileSync(path));
      rmSync(path);
    }
  ],
  [
    "a warehouse with a damaged block",
    "数据仓库 problem",
    ({dir}) => {
      const {path} = newestBuild(dir)!;
      const bytes = readFileSync(path);
      for (let at = 12_500; at < bytes.length; at += 997) bytes[at] = bytes[at]! ^ 0xff;
      writeFileSync(path, bytes);
    }
  ],
  [
    "an altered audit",
    "审计记录 problem",
    async ({dir}) => {
      runInFile(dir, "drop trigger audit_stays");
      runInFile(dir, "update audit set who = '会员0001' where audit_id = 2");
    }
  ],
  [
    "a row that refers to nothing",
    "台账 problem",
    ({dir}) => {
      const database = new Database(dir.ledger);
      database.exec("pragma foreign_keys = off");
      database.exec("insert into verdicts (submission_id, verdict, given_at) values ('none', 'approve', '2026-01-01')");
      database.close();
    }
  ],
  [
    "an older ledger than the program",
    "台账 problem",
    ({dir}) => runInFile(dir, `pragma user_version = ${readMigrations().length - 1}`)
  ],
  [
    "a newer ledger than the program",
    "台账 problem",
    ({dir}) => runInFile(dir, `pragma user_version = ${readMigrations().length + 1}`)
  ],
  [
    "a ledger that is gone",
    "台账 problem",
    async ({dir, ledger}) => {
      await ledger.close();
      for (const end of ["", "-wal", "-shm"]) rmSync(dir.ledger + end, {force: true});
    }
  ],
  [
    "a backup that failed",
    "备份 problem",
    ({dir}) => writeLastRun(dir, "backup", {at: NOW, folder: dir.root, isGood: false, found: "磁盘满了"})
  ],
  [
    "a backup that is elsewhere",
    "备份 notice",
    ({dir}) => writeLastRun(dir, "backup", {at: NOW, folder: "/nowhere", isGood: true, found: ""})
  ],
  [
    "a drill that failed",
    "恢复演练 problem",
    ({dir}) => writeLastRun(dir, "drill", {at: NOW, folder: dir.root, isGood: false, found: "K01 不同"})
  ],
  ["no backup at all", "备份 problem", ({dir}) => rmSync(join(dir.root, "last-backup.json"))]
];

test.each(FAULTS)("finds %s", async (_, says, make) => {
  const store = await soundStore();
  await make(store);
  const found = await wrong(store);
  expect(found).toContain(says);
  expect((await lines(store)).every(({state, todo}) => (state === "good") === (todo === undefined))).toBe(true);
});

test("a clock that was set back is found by what the ledger says of later", async () => {
  const store = await soundStore();
  await auditAlone(store.ledger, {at: "2026-11-15T09:00:00.000Z", who: "office", action: "audit-exported"});
  expect(await wrong(store)).toEqual(["时钟 problem"]);
  expect((await lines(store)).find(({what}) => what === "时钟")?.found).toBe(
    "现在是北京时间 2026-11-15 14:00，台账里却已有 2026-11-15 17:00 的记录：系统时钟被调回过，或曾经走快"
  );
  expect(await wrong(store, {now: "2026-11-15T08:59:30.000Z"})).toEqual([]);
});

test("without the key the key is what is wrong, not the files that it would open", async () => {
  const store = await soundStore();
  vi.stubEnv("SENSITIVE_KEY", "");
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(await wrong(store)).toEqual(expect.arrayContaining(["加密的文件 problem"]));
  expect(await wrong(store)).not.toContain("报送的文件 problem");
  rmSync(join(store.dir.submissions, store.ids[0]!, "rows.sealed"));
  expect(await wrong(store)).toContain("报送的文件 problem");
});

test("a backup is noticed after two days and wrong after two weeks", async () => {
  const store = await soundStore();
  expect(await wrong(store, {now: "2026-11-17T05:00:00.000Z"})).toEqual([]);
  expect(await wrong(store, {now: "2026-11-18T06:00:00.000Z"})).toEqual(["备份 notice"]);
  expect(await wrong(store, {now: "2026-12-01T06:00:00.000Z"})).toEqual(["备份 problem"]);
});

test("looked at quickly, a file must be there but is not read", async () => {
  const store = await soundStore();
  flip(join(store.dir.submissions, store.ids[1]!, "original"));
  expect(await wrong(store, {isThorough: false})).toEqual([]);
  rmSync(join(store.dir.submissions, store.ids[1]!, "original"));
  expect(await wrong(store, {isThorough: false})).toEqual(["报送的文件 problem"]);
});

test("a version of Node that is too old is wrong, and one past its end is noticed", () => {
  expect(["18.20.0", "20.8.1", "20.20.2", "22.1.0", "24.0.0"].map((version) => nodeHealth(version).state)).toEqual([
    "problem",
    "problem",
    "notice",
    "good",
    "good"
  ]);
});

test("the command ends with 2 where something is wrong, and says whether a server runs", async () => {
  const store = await soundStore();
  const well = await runCli(["doctor"], store.dir.root);
  expect(well.stdout).toContain("没有服务器在用");
  const release = lockAtOnce(store.dir.serverLock)!;
  rmSync(join(store.dir.submissions, store.ids[1]!, "rows.parquet"));
  const ill = await runCli(["doctor"], store.dir.root);
  release();
  expect(ill.code).toBe(2);
  expect(ill.stdout).toContain("有一个服务器在用");
  expect(ill.stdout).toMatch(/有问题　报送的文件：.*rows\.parquet 缺失\n　　→ /);
});
