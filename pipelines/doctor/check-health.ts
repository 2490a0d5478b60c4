import {existsSync} from "node:fs";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {type Ledger, openLedger} from "#pipelines/ledger/ledger.ts";
import {readSealProblem} from "#pipelines/sealed/sealed-files.ts";
import {backupHealth} from "./backup-health.ts";
import {good, type HealthLine, problem} from "./health.ts";
import {keptFilesHealth} from "./kept-files.ts";
import {auditHealth, clockHealth, fileHealth} from "./ledger-health.ts";
import {diskHealth, keyHealth, leftoversHealth, nodeHealth, rightsHealth, serverHealth} from "./machine.ts";
import {warehouseHealth} from "./warehouse-health.ts";

export {HEALTH_WORDS, type HealthLine, type HealthState} from "./health.ts";

export interface HealthRequest {
  now: string;
  /** Also reads every kept file and the whole warehouse, which takes as long as reading the data directory. */
  isThorough: boolean;
}

/**
 * Looks at an installation and changes nothing, whether a server runs on it or not, and whatever is wrong with it.
 * `/admin/system` may call it with `isThorough: false`.
 */
export async function checkHealth(dir: DataDir, {now, isThorough}: HealthRequest): Promise<HealthLine[]> {
  if (!existsSync(dir.root))
    return [
      nodeHealth(process.versions.node),
      problem("数据文件夹", `${dir.root} 不存在`, "核对 DATA_DIR；第一次启动服务器时会自动建立。")
    ];
  const machine = [
    nodeHealth(process.versions.node),
    serverHealth(dir),
    diskHealth(dir),
    rightsHealth(dir),
    keyHealth(dir),
    leftoversHealth(dir)
  ];
  const file = fileHealth(dir);
  if (file.state === "problem") return [...machine, file, ...backupHealth(dir, {now, isEmpty: false})];
  return [...machine, file, ...(await withLedger(dir, (ledger) => contentHealth(dir, ledger, {now, isThorough})))];
}

async function contentHealth(dir: DataDir, ledger: Ledger, {now, isThorough}: HealthRequest): Promise<HealthLine[]> {
  const clock = await clockHealth(ledger, now);
  const audit = await auditHealth(ledger);
  const seal = await readSealProblem(dir, ledger);
  const {lines, count} = await keptFilesHealth(dir, ledger, {isThorough, hasKey: seal === undefined});
  const sealed = seal ? [problem("加密的文件", seal.message, "把原来的密钥放回原处，重新启动；绝不会另造一把。")] : [];
  const warehouse = await warehouseHealth(dir, ledger, isThorough);
  return [clock, audit, ...sealed, ...lines, warehouse, ...backupHealth(dir, {now, isEmpty: count === 0})];
}

/** The ledger is of this version and sound, so that opening it changes nothing. */
async function withLedger(dir: DataDir, read: (ledger: Ledger) => Promise<HealthLine[]>): Promise<HealthLine[]> {
  if (!existsSync(dir.ledger)) return [good("内容", "还没有任何报送")];
  const ledger = await openLedger(dir.ledger);
  try {
    return await read(ledger);
  } finally {
    await ledger.close();
  }
}
