import {existsSync, readdirSync, readFileSync, renameSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {setTimeout as sleep} from "node:timers/promises";
import {afterEach, expect, test, vi} from "vitest";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import {readMatrix} from "#pipelines/completeness/matrix.ts";
import {readHistory} from "#pipelines/submissions/history.ts";
import {lockMonth} from "#pipelines/submissions/month-locks.ts";
import {newestBuild, rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {withScratch} from "#pipelines/duckdb/scratch.ts";
import {readSealed, sealedPath} from "#pipelines/sealed/sealed-files.ts";
import {openRows} from "#pipelines/sealed/sealed-rows.ts";
import {openSealedStore, openStore, type Store} from "#pipelines/store/store.ts";
import {giveVerdicts} from "#pipelines/submissions/verdicts.ts";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {reportZero} from "#pipelines/submissions/zero-report.ts";
import {gb18030Of} from "../bench/gb18030.ts";
import {runCli, startChild} from "./child.ts";
import {
  actorOf,
  basicStore,
  csvOf,
  keptRows,
  readSeries,
  type Row,
  send,
  sendAccepted,
  temporaryFolder,
  withdraw
} from "./store.ts";
import {cellsOf, workbookOf} from "./workbooks.ts";
import {readSubmission} from "#pipelines/ledger/submission-entries.ts";

const NOW = "2026-11-15T06:00:00.000Z";
const OTHER_KEY = "0c".repeat(32);
const SENSITIVE = ["K35", "K36", "K37", "K38"];

afterEach(() => vi.unstubAllEnvs());

const filed = (record_id: string, given: Row = {}): Row => ({
  record_id,
  record_type: "困难建档",
  hardship_level: "相对困难",
  eligible_verified: "是",
  file_date: "2026-03-02",
  file_status: "在档",
  apply_date: "2026-03-01",
  pay_date: "2026-03-20",
  amount_yuan: "2000.50",
  ...given
});

const csv = (...records: Row[]) => csvOf("assistance", records);
const rebuild = ({dir, ledger}: Store, isForced = false) => rebuildWarehouse(dir, ledger, {now: NOW, isForced});
const historyOf = async ({dir, ledger}: Store, id: string) =>
  readHistory(dir, ledger, {name: "test-history", submission: (await readSubmission(ledger, id))!, namesPeople: true});

/** Every file below a folder that holds one of the texts, in any encoding a file of ours has. */
function filesWith(root: string, texts: string[]): string[] {
  const forms = texts.flatMap((text) => [Buffer.from(text), Buffer.from(text, "utf16le"), gb18030Of(text)]);
  return readdirSync(root, {recursive: true, encoding: "utf8", withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => forms.some((form) => readFileSync(path).includes(form)));
}

test("after sending and building, nothing of the file stands anywhere in the clear", async () => {
  const store = await basicStore();
  const planted = ["甲号帮扶金丝雀", "乙号帮扶金丝雀", "丙号帮扶金丝雀", "丁号帮扶金丝雀", "8765432.25"];
  const [a = "", b = "", c = "", d = "", amount] = planted;
  await sendAccepted(store, "assistance", csv(filed(a, {amount_yuan: amount}), filed(b)), {unit: "U01"});
  await sendAccepted(store, "assistance", gb18030Of(csv(filed(a, {amount_yuan: "2100"}), filed(c))));
  await sendAccepted(
    store,
    "assistance",
    Buffer.from(`\uFEFF${csv(filed(c), filed(d)).replaceAll(",", "\t")}`, "utf16le")
  );
  await sendAccepted(store, "assistance", await workbookOf({台账: cellsOf(csv(filed(d, {person_id: "00002"})))}));
  const refused = await send(store, "assistance", csv(filed(b, {pay_date: "2026-01-01"})));
  expect(refused.outcome).toBe("refused");
  await rebuild(store);
  expect(filesWith(store.dir.root, planted)).toEqual([]);
  // What it was asked with finds them where they do stand.
  const elsewhere = temporaryFolder();
  writeFileSync(join(elsewhere, "a"), gb18030Of(a));
  writeFileSync(join(elsewhere, "b"), Buffer.from(b, "utf16le"));
  writeFileSync(join(elsewhere, "c"), c);
  expect(filesWith(elsewhere, planted)).toHaveLength(3);
  const folders = readdirSync(store.dir.submissions).map((name) =>
    readdirSync(join(store.dir.submissions, name)).sort()
  );
  expect(folders.filter((names) => names.includes("rows.sealed"))).toEqual(
    Array.from({length: 4}, () => ["original.sealed", "rows.sealed"])
  );
});

test("rows come back as they were typed, in the file's order, and the file byte for byte", async () => {
  const store = await basicStore();
  const sent = gb18030Of(
    csv(filed("H2", {amount_yuan: "0.1234", eligible_verified: "否"}), filed("H1", {file_date: ""}))
  );
  const {submission_id} = await sendAccepted(store, "assistance", sent);
  expect(readSealed(store.dir, {submissionId: submission_id, role: "original"})).toEqual(sent);
  const kept = {
    person_id: "00001",
    unit_code: "U01",
    record_type: "困难建档",
    object_type: "困难职工",
    hardship_level: "相对困难",
    hardship_cause: null,
    plan_made: null,
    file_status: "在档",
    apply_date: "2026-03-01",
    approve_date: null,
    pay_date: "2026-03-20",
    visit_date: null
  };
  expect(await keptRows(store, submission_id)).toEqual([
    {record_id: "H2", ...kept, eligible_verified: false, file_date: "2026-03-02", amount_yuan: "0.1234"},
    {record_id: "H1", ...kept, eligible_verified: true, file_date: null, amount_yuan: "2000.5000"}
  ]);
});

test("a later file updates, a withdrawal brings the earlier rows back, and the history tells what gave way", async () => {
  const store = await basicStore();
  const first = await sendAccepted(store, "assistance", csv(filed("H1"), filed("H2")), {unit: "U01"});
  const second = await sendAccepted(store, "assistance", csv(filed("H1", {amount_yuan: "9"}), filed("H3")), {
    unit: "U01"
  });
  expect(second.counts).toMatchObject({added: 1, updated: 1, unchanged: 0});
  expect((await send(store, "assistance", csv(filed("H1"), filed("H2")), {unit: "U01"})).outcome).toBe(
    "already-accepted"
  );
  expect((await historyOf(store, second.submission_id)).replaced).toEqual([
    {key: "H1", fields: [{title: "金额（元）", before: "2000.5", after: "9"}]}
  ]);
  expect(await historyOf(store, first.submission_id)).toEqual({replaced: [], changed: [], superseded: 1});
  await withdraw(store, second.submission_id);
  expect(await historyOf(store, first.submission_id)).toEqual({replaced: [], changed: [], superseded: 0});
  const again = await sendAccepted(store, "assistance", csv(filed("H1", {amount_yuan: "9"})));
  expect((await readSubmission(store.ledger, again.submission_id))!.has_replaced).toBe(1);
});

test("another unit's records are known to be taken, locked months are kept, and rows stand against a zero report", async () => {
  const store = await basicStore();
  const {submission_id} = await sendAccepted(store, "assistance", csv(filed("H1")), {unit: "U01"});
  const foreign = await send(store, "assistance", csv(filed("H1", {unit_code: "U02", person_id: "00002"})), {
    unit: "U02"
  });
  expect(foreign).toMatchObject({outcome: "refused", findings: {shown: [{code: "row/taken"}]}});
  const {dir, ledger} = store;
  const report = {dataset: "assistance", unit: "U01", account: null, month: "2026-03", today: "2026-11-15", now: NOW};
  expect(await reportZero(dir, ledger, report)).toMatchObject({outcome: "refused", message: /已有本单位 1 行数据/});
  expect((await reportZero(dir, ledger, {...report, unit: "U02"})).outcome).toBe("accepted");
  await ledger.transaction((tx) => lockMonth(tx, {month: "2026-03", by: "office", now: NOW}));
  const taken = await giveVerdicts(dir, ledger, {
    submissionIds: [submission_id],
    verdict: "withdraw",
    by: actorOf("U01"),
    today: "2026-11-15",
    now: NOW
  });
  expect(taken).toMatchObject({outcome: "refused", code: "locked"});
});

test("a file that was altered is refused by name wherever it is read, and no number is made of the rest", async () => {
  const store = await basicStore();
  const {submission_id} = await sendAccepted(store, "assistance", csv(filed("H1")));
  await sendAccepted(store, "assistance", csv(filed("H2")));
  const before = await readSeries(await rebuild(store));
  for (const role of ["rows", "original"] as const) {
    const path = sealedPath(store.dir, {submissionId: submission_id, role});
    const bytes = readFileSync(path);
    bytes[bytes.length - 20]! ^= 1;
    writeFileSync(path, bytes);
  }
  const said = `报送 ${submission_id} 的加密文件缺失、损坏或被改动过`;
  expect(() => readSealed(store.dir, {submissionId: submission_id, role: "original"})).toThrow(said);
  await expect(historyOf(store, submission_id)).rejects.toThrow(said);
  await expect(send(store, "assistance", csv(filed("H3")))).rejects.toThrow(said);
  const built = await rebuild(store, true);
  expect(built.problem?.message).toContain(said);
  expect(await readSeries(built)).toEqual(before.filter(({code}) => !SENSITIVE.includes(code)));
  expect(before.some(({code}) => SENSITIVE.includes(code))).toBe(true);
});

test("two files that changed places are refused", async () => {
  const store = await basicStore();
  const [a, b] = [
    await sendAccepted(store, "assistance", csv(filed("H1"))),
    await sendAccepted(store, "assistance", csv(filed("H2")))
  ].map(({submission_id}) => sealedPath(store.dir, {submissionId: submission_id, role: "rows"}));
  renameSync(a!, `${a}.away`);
  renameSync(b!, a!);
  renameSync(`${a}.away`, b!);
  expect((await rebuild(store)).problem?.code).toBe("damaged");
});

test("with another key or none, everything else works, and with its own it is all there again", async () => {
  const store = await basicStore();
  const {submission_id} = await sendAccepted(store, "assistance", csv(filed("H1"), filed("H2", {person_id: "00002"})));
  const before = await rebuild(store);
  const series = await readSeries(before);
  const others = series.filter(({code}) => !SENSITIVE.includes(code));
  for (const [given, code] of [
    [OTHER_KEY, "other-key"],
    [undefined, "no-key"],
    ["no key at all", "bad-key"]
  ] as const) {
    vi.stubEnv("SENSITIVE_KEY", given);
    const built = await rebuild(store);
    expect(built.problem?.code).toBe(code);
    expect(built.build_id).toBeGreaterThan(before.build_id);
    expect(await readSeries(built)).toEqual(others);
    await expect(send(store, "assistance", csv(filed("H3")))).rejects.toMatchObject({code});
    await expect(historyOf(store, submission_id)).rejects.toMatchObject({code});
    expect((await send(store, "media", csvOf("media", [{item_id: "N1"}]), {isDryRun: true})).outcome).toBe(
      "acceptable"
    );
    expect(existsSync(store.dir.key)).toBe(false);
  }
  vi.stubEnv("SENSITIVE_KEY", "5e".repeat(32));
  const after = await rebuild(store);
  expect(after.problem).toBeUndefined();
  const sensitive = (all: typeof series) => all.filter(({code}) => SENSITIVE.includes(code));
  expect(sensitive(await readSeries(after))).toEqual(sensitive(series));
  expect(sensitive(series).length).toBeGreaterThan(0);
});

test("without the key nobody is said to have sent nothing", async () => {
  const store = await basicStore();
  await sendAccepted(store, "assistance", csv(filed("H1")), {unit: "U01"});
  const datasets = async () => {
    const db = await memoryDatabase();
    await rebuild(store);
    await db.run(`attach ${literal(newestBuild(store.dir)!.path)} as built (read_only)`);
    await db.run("use built");
    const matrix = await readMatrix(db, store.ledger, {year: 2026, on: "2026-11-15"});
    return [...new Set(matrix.cells.map(({dataset}) => dataset))].sort();
  };
  const all = await datasets();
  vi.stubEnv("SENSITIVE_KEY", OTHER_KEY);
  expect(await datasets()).toEqual(all.filter((name) => name !== "assistance"));
  expect(all).toContain("assistance");
});

test("a command without the key says so once, and its other numbers stand", async () => {
  const store = await basicStore();
  await sendAccepted(store, "assistance", csv(filed("H1")));
  vi.stubEnv("SENSITIVE_KEY", OTHER_KEY);
  const {code, stdout, stderr} = await runCli(["rebuild"], store.dir.root);
  expect([code, stdout.includes("数据仓库已重建")]).toEqual([0, true]);
  expect(stderr.match(/不是同一把/g)).toHaveLength(1);
  const file = join(temporaryFolder(), "assistance.csv");
  writeFileSync(file, csv(filed("H2")));
  const sent = await runCli(["ingest", "assistance", file], store.dir.root);
  expect([sent.code, sent.stderr.trim()]).toEqual([1, expect.stringMatching(/^服务器上的加密密钥[^\n]*$/)]);
});

/** As an earlier version kept it. */
async function keepOpen(store: Store, submissionId: string): Promise<void> {
  const {dir, ledger} = store;
  const folder = join(dir.submissions, submissionId);
  await withScratch(dir, "open", async ({db}) => {
    await openRows(db, dir, [(await readSubmission(ledger, submissionId))!]);
    await db.run(
      `copy (select * exclude (submission_id, row_number) from opened_assistance order by row_number)
      to ${literal(join(folder, "rows.parquet"))} (format parquet)`
    );
  });
  writeFileSync(join(folder, "original"), readSealed(dir, {submissionId, role: "original"}));
}

const ALL = ["original", "original.sealed", "rows.parquet", "rows.sealed"];
/** What lies there before it is sealed, and wherever that may be broken off. */
const HALVES = [
  ["original", "rows.parquet"],
  ["original", "rows.parquet", "rows.sealed"],
  ["original", "rows.sealed"],
  ["original", "original.sealed", "rows.sealed"]
];

test.each(HALVES.map((names) => [names.join(", "), names] as const))(
  "what an earlier version kept in the clear is sealed at the next start, from %s on",
  async (_, names) => {
    const store = await basicStore();
    const sent = csv(filed("帮扶金丝雀一", {amount_yuan: "1"}), filed("帮扶金丝雀二"));
    const {submission_id} = await sendAccepted(store, "assistance", sent);
    const series = await readSeries(await rebuild(store));
    const rowsBefore = await keptRows(store, submission_id);
    await keepOpen(store, submission_id);
    const folder = join(store.dir.submissions, submission_id);
    const aside = temporaryFolder();
    for (const name of ALL.filter((each) => !names.includes(each))) renameSync(join(folder, name), join(aside, name));
    writeFileSync(join(folder, "rows.sealed.draft"), "half of it");
    const again = await openSealedStore(store.dir);
    await again.ledger.close();
    expect(
      readdirSync(folder)
        .filter((name) => !name.endsWith(".draft"))
        .sort()
    ).toEqual(["original.sealed", "rows.sealed"]);
    expect(filesWith(store.dir.root, ["帮扶金丝雀"])).toEqual([]);
    expect(readSealed(store.dir, {submissionId: submission_id, role: "original"}).toString()).toBe(sent);
    expect(await keptRows(store, submission_id)).toEqual(rowsBefore);
    expect(await readSeries(await rebuild(store, true))).toEqual(series);
  }
);

test("with another key nothing is sealed a second way, and what lies open is not read", async () => {
  const store = await basicStore();
  const first = await sendAccepted(store, "assistance", csv(filed("H1")));
  const second = await sendAccepted(store, "assistance", csv(filed("H2")));
  const folder = join(store.dir.submissions, first.submission_id);
  await keepOpen(store, first.submission_id);
  for (const role of ["rows", "original"] as const)
    renameSync(join(folder, `${role}.sealed`), join(temporaryFolder(), role));
  vi.stubEnv("SENSITIVE_KEY", OTHER_KEY);
  await (await openSealedStore(store.dir)).ledger.close();
  expect(readdirSync(folder).sort()).toEqual(["original", "rows.parquet"]);
  expect((await rebuild(store)).problem?.code).toBe("other-key");
  vi.stubEnv("SENSITIVE_KEY", "5e".repeat(32));
  await (await openSealedStore(store.dir)).ledger.close();
  expect(readdirSync(folder).sort()).toEqual(["original.sealed", "rows.sealed"]);
  expect(await keptRows(store, second.submission_id)).toHaveLength(1);
});

test("what a killed process was checking is gone at the next start", async () => {
  const store = await basicStore();
  const child = startChild("test/pipelines/endless.ts", ["sensitive", "0"], store.dir.root);
  const gone = new Promise((resolve) => child.once("close", resolve));
  const planted = ["帮扶金丝雀"];
  for (let waited = 0; waited < 400 && filesWith(store.dir.tmp, planted).length === 0; waited++) await sleep(25);
  child.kill("SIGKILL");
  await gone;
  expect(filesWith(store.dir.tmp, planted).length).toBeGreaterThan(0);
  await (await openStore(store.dir)).ledger.close();
  expect(readdirSync(store.dir.tmp)).toEqual([]);
  expect(filesWith(store.dir.root, planted)).toEqual([]);
}, 60_000);

test("what outgrows memory while sealed rows are open goes to disk sealed too", async () => {
  const store = await basicStore();
  const {submission_id} = await sendAccepted(store, "assistance", csv(filed("CANARYCANARY")));
  const spilled = async (opens: boolean) =>
    withScratch(store.dir, "spill", async ({db, folder}) => {
      if (opens) await openRows(db, store.dir, [(await readSubmission(store.ledger, submission_id))!]);
      const source = opens ? "opened_assistance" : "(select 'CANARYCANARY' as record_id)";
      await db.run("set memory_limit = '40MB'");
      await db.run(
        `create table large as select record_id || n as text, md5(n::varchar) as noise from ${source}, range(1000000) as numbers(n)`
      );
      const spill = join(folder, "spill");
      return {files: readdirSync(spill).length, found: filesWith(spill, ["CANARYCANARY"]).length};
    });
  const [open, sealed] = [await spilled(false), await spilled(true)];
  expect([open.found > 0, sealed.files > 0, sealed.found]).toEqual([true, true, 0]);
});
