import {createReadStream, existsSync, readFileSync, statSync} from "node:fs";
import {basename} from "node:path";
import {accounts} from "./accounts.ts";
import {audit} from "./audit.ts";
import {backup, requireData, restore} from "./backup.ts";
import {doctor} from "./doctor.ts";
import {person} from "./person.ts";
import {retention} from "./retention.ts";
import {supervise} from "./supervise.ts";
import {COMMAND_LINE, parse, USAGE, UsageError} from "./usage.ts";
import {chineseMinuteOf} from "#pipelines/time/chinese-day.ts";
import {isDay, now, today} from "#pipelines/time/clock.ts";
import {OFFICE, type Sender, unitSender} from "#pipelines/contracts/sender.ts";
import {withNumbers} from "#pipelines/rebuild/with-numbers.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {EnvironmentError} from "#pipelines/environment/environment.ts";
import {dataDirFromEnvironment} from "#pipelines/host/data-dir.ts";
import {BackupError} from "#pipelines/backup/backup-error.ts";
import {ServerRunningError} from "#pipelines/host/server-lock.ts";
import {DiskFullError} from "#pipelines/host/disk-full.ts";
import {type Correction, readCorrections} from "#pipelines/files/corrections.ts";
import {findingLine, findingsInWords} from "#pipelines/findings/finding-words.ts";
import {isBlocking} from "#pipelines/findings/findings.ts";
import type {Newcomers} from "#pipelines/checks/newcomers.ts";
import {LedgerError} from "#pipelines/ledger/ledger-error.ts";
import {readPlans} from "#pipelines/plan/read-plan.ts";
import {PlanError} from "#pipelines/plan/plan-files.ts";
import {LEFT_OUT, type RebuildResult, rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {SealError} from "#pipelines/sealed/seal-error.ts";
import {SKIPPED_WORDS} from "#pipelines/checks/skipped-words.ts";
import {openSealedStore, type Store} from "#pipelines/store/store.ts";
import type {Outcome} from "#pipelines/submissions/outcome.ts";
import {submit} from "#pipelines/submissions/submissions.ts";

async function main(argv: string[]): Promise<number> {
  const [command, ...rest] = argv;
  if (command === "ingest") return ingest(rest);
  if (command === "rebuild") return rebuild();
  if (command === "accounts") return withStore(({ledger}) => accounts(ledger, rest));
  if (command === "audit") return withStore(({ledger}) => audit(ledger, rest));
  if (command === "retention") return withStore((store) => retention(store, rest));
  if (command === "supervise") return withStore((store) => supervise(store, rest));
  if (command === "person") return withStore((store) => person(store, rest));
  if (command === "backup") {
    requireData(dataDirFromEnvironment());
    return withStore((store) => backup(store, rest));
  }
  if (command === "restore") return restore(rest);
  if (command === "doctor") return doctor(rest);
  throw new UsageError(command === undefined ? USAGE : `没有“${command}”这个命令。\n${USAGE}`);
}

async function ingest(argv: string[]): Promise<number> {
  const request = readIngestArguments(argv);
  readPlans();
  const store = await openSealedStore(dataDirFromEnvironment());
  try {
    const {result, rebuilt} = await withNumbers(
      store,
      now(),
      () => sendFiles(store, request),
      (outcomes) => outcomes.some((outcome) => outcome !== "refused")
    );
    if (rebuilt) tellLeftOut(rebuilt);
    return result.includes("refused") ? 2 : 0;
  } finally {
    await store.ledger.close();
  }
}

/** Sends each file by itself and prints one line per file, for programs to parse. */
async function sendFiles(
  {dir, ledger}: Store,
  {dataset, files, sender, asOf, corrections, acceptsNewcomers, isJson}: IngestRequest
): Promise<Outcome["outcome"][]> {
  const outcomes: Outcome["outcome"][] = [];
  for (const file of files) {
    const outcome = await submit(dir, ledger, {
      dataset,
      fileName: basename(file),
      chunks: createReadStream(file, {highWaterMark: 1 << 20}),
      sender,
      account: COMMAND_LINE,
      asOf,
      corrections,
      acceptsNewcomers,
      today: today(),
      now: now()
    });
    outcomes.push(outcome.outcome);
    console.log(isJson ? JSON.stringify({file, ...withText(outcome)}) : describe(basename(file), dataset, outcome));
  }
  return outcomes;
}

interface IngestRequest {
  dataset: string;
  files: string[];
  sender: Sender;
  asOf: string | undefined;
  corrections: Correction[] | undefined;
  acceptsNewcomers: boolean;
  isJson: boolean;
}

function readIngestArguments(argv: string[]): IngestRequest {
  const options = {
    unit: {type: "string"},
    "as-of": {type: "string"},
    corrections: {type: "string"},
    "accept-unknown": {type: "boolean"},
    json: {type: "boolean"}
  } as const;
  const {values, positionals} = parse(argv, options);
  const [dataset, ...files] = positionals;
  const names = [...readContracts().values()].map(({name, title}) => `${name}（${title}）`).join("、");
  if (dataset === undefined) throw new UsageError(`${USAGE}\n数据集：${names}`);
  if (!readContracts().has(dataset)) throw new UsageError(`没有“${dataset}”这个数据集。可用的有：${names}`);
  if (files.length === 0) throw new UsageError(`没有给出文件。\n${USAGE}`);
  files.forEach(requireFile);
  const asOf = values["as-of"];
  if (asOf !== undefined && !isDay(asOf)) throw new UsageError(`--as-of 的“${asOf}”不是存在的日期，应如 2026-03-31`);
  const sender = values.unit === undefined ? OFFICE : unitSender(values.unit);
  const corrections = values.corrections === undefined ? undefined : correctionsIn(values.corrections, files);
  const acceptsNewcomers = values["accept-unknown"] ?? false;
  return {dataset, files, sender, asOf, corrections, acceptsNewcomers, isJson: values.json ?? false};
}

function requireFile(file: string): void {
  if (!existsSync(file)) throw new UsageError(`找不到文件“${file}”。请核对路径`);
  if (!statSync(file).isFile()) throw new UsageError(`“${file}”不是文件`);
}

/** The cells belong to one file. */
function correctionsIn(path: string, files: string[]): Correction[] {
  if (files.length !== 1) throw new UsageError("--corrections 只说一份文件的格，请每次发送一份文件");
  requireFile(path);
  const corrections = readCorrections(readFileSync(path, "utf8"));
  if (!corrections) throw new UsageError(`“${path}”不是更正清单，应如 [{"cell":"C7","was":"计科院","is":"U01"}]`);
  return corrections;
}

async function withStore(act: (store: Store) => Promise<number>): Promise<number> {
  const store = await openSealedStore(dataDirFromEnvironment());
  try {
    return await act(store);
  } finally {
    await store.ledger.close();
  }
}

async function rebuild(): Promise<number> {
  readPlans();
  const store = await openSealedStore(dataDirFromEnvironment());
  try {
    const started = performance.now();
    const build = await rebuildWarehouse(store.dir, store.ledger, {isForced: true, now: now()});
    tellLeftOut(build);
    console.log(
      `数据仓库已重建（第 ${build.build_id} 次，用时 ${((performance.now() - started) / 1000).toFixed(1)} 秒）`
    );
    return 0;
  } finally {
    await store.ledger.close();
  }
}

/** Writes to standard error, because programs parse standard output. */
function tellLeftOut({problem}: RebuildResult): void {
  if (problem) console.error(`${problem.message}${LEFT_OUT}`);
}

function describe(file: string, dataset: string, outcome: Outcome): string {
  const title = readContracts().get(dataset)?.title ?? dataset;
  const {read, added, updated, unchanged, refused, skipped} = outcome.counts;
  const counts = `读到 ${read} 行 = 新增 ${added} + 更新 ${updated} + 不变 ${unchanged} + 拒收 ${refused} + 跳过 ${skipped}`;
  switch (outcome.outcome) {
    case "already-accepted":
      return `${file}：这份文件已于 ${chineseMinuteOf(outcome.sent_at)} 收下，编号 ${outcome.submission_id}，没有任何变化`;
    case "refused": {
      const {blocking} = outcome.findings;
      return [`${file}：没有收下（${title}），有 ${blocking} 处要改。${counts}`, ...linesOf(outcome)].join("\n");
    }
    case "accepted":
    case "acceptable": {
      const kept = "submission_id" in outcome ? `，编号 ${outcome.submission_id}` : "";
      return [`${file}：已收下（${title}，数据截至 ${outcome.as_of}${kept}）。${counts}`, ...linesOf(outcome)].join(
        "\n"
      );
    }
  }
}

function linesOf({
  findings: {shown, blocking, warnings},
  skipped,
  newcomers,
  counts,
  corrected
}: Extract<Outcome, {findings: unknown}>): string[] {
  const more = blocking + warnings - shown.length;
  const unnamed = counts.skipped - skipped.length;
  return [
    ...(corrected > 0 ? [`  更正　${corrected} 格，原件照原样保存`] : []),
    ...shown.map((finding) => `  ${isBlocking(finding) ? "拒收" : "提示"}　${findingLine(finding)}`),
    ...(more > 0 ? [`  另有 ${more} 处未列出`] : []),
    ...newcomerLines(newcomers),
    ...skipped.map(({row, reason, text}) => `  跳过　第 ${row} 行：${SKIPPED_WORDS[reason]}${text && `（${text}）`}`),
    ...(unnamed > 0 ? [`  另跳过 ${unnamed} 行`] : [])
  ];
}

function newcomerLines(newcomers?: Newcomers): string[] {
  if (!newcomers || newcomers.is_accepted) return [];
  const {count, of, may_be_accepted} = newcomers;
  return [
    may_be_accepted
      ? `  ${count} 个工号不在名册里；确为新入职或调入的，加 --accept-unknown 先收下，待名册确认后计入数字`
      : `  ${of} 个工号中有 ${count} 个不在名册里，超过二十分之一，请核对是否选错了列或文件`
  ];
}

function withText(outcome: Outcome) {
  if (!("findings" in outcome)) return outcome;
  return {...outcome, findings: {...outcome.findings, shown: findingsInWords(outcome.findings)}};
}

/** What stops a command with words for the operator; anything else is a defect. */
const STOPS = [DiskFullError, EnvironmentError, SealError, LedgerError, BackupError, ServerRunningError];

// Who pipes into head has read enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

await main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (error instanceof UsageError) {
      console.error(error.message);
      process.exitCode = 2;
    } else if (STOPS.some((stop) => error instanceof stop)) {
      console.error((error as Error).message);
      process.exitCode = 1;
    } else if (error instanceof PlanError) {
      console.error(`年度计划文件有误，已停止：${error.message}`);
      process.exitCode = 1;
    } else {
      console.error(error);
      process.exitCode = 1;
    }
  }
);
