import {accessSync, constants, existsSync, readdirSync, statfsSync, statSync} from "node:fs";
import {readEnvironment} from "#pipelines/environment/environment.ts";
import {type DataDir, leftoversIn} from "#pipelines/host/data-dir.ts";
import {isServerRunning} from "#pipelines/host/server-lock.ts";
import {readSensitiveKey} from "#pipelines/sealed/sensitive-key.ts";
import {SealError} from "#pipelines/sealed/seal-error.ts";
import {good, type HealthLine, notice, problem} from "./health.ts";

const GIB = 1024 ** 3;
/** A file of ten million rows with its build needs less than 2 GB. */
const LEAST_FREE_GIB = 2;
const ENOUGH_FREE_GIB = 10;

export function nodeHealth(version: string): HealthLine {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 9))
    return problem("Node", `${version}，太旧`, "换用 Node 24（至少 20.9）。");
  if (major < 22) return notice("Node", `${version}，已停止维护`, "方便时换用 Node 24。");
  return good("Node", version);
}

export function serverHealth(dir: DataDir): HealthLine {
  return good("服务器", isServerRunning(dir) ? "有一个服务器在用这个数据文件夹" : "没有服务器在用这个数据文件夹");
}

export function diskHealth({root}: DataDir): HealthLine {
  const {bavail, blocks, bsize, ffree, files} = statfsSync(root);
  const free = (bavail * bsize) / GIB;
  const found = `可用 ${free.toFixed(1)} GB，共 ${((blocks * bsize) / GIB).toFixed(1)} GB`;
  const todo = "清理磁盘或扩容；磁盘满了就收不了报送。";
  // File systems without a fixed number of files say 0.
  if (files > 0 && ffree < 1000) return problem("磁盘空间", `${found}，只能再建 ${ffree} 个文件`, todo);
  if (free < LEAST_FREE_GIB) return problem("磁盘空间", found, todo);
  return free < ENOUGH_FREE_GIB ? notice("磁盘空间", found, todo) : good("磁盘空间", found);
}

export function rightsHealth({root, ledger}: DataDir): HealthLine {
  const what = "数据文件夹的权限";
  const chmod = `用服务器的操作系统账户运行；所有者应是它，权限 700：chmod -R go= ${root}`;
  for (const path of [root, ...(existsSync(ledger) ? [ledger] : [])])
    if (!isAllowed(path, constants.R_OK | constants.W_OK)) return problem(what, `不能读写 ${path}`, chmod);
  if (isOpenToOthers(root)) return notice(what, `${root} 别的操作系统账户也能进`, chmod);
  return good(what, "只有本账户能读写");
}

/** The key is never part of a backup, and nobody can replace it. */
export function keyHealth(dir: DataDir): HealthLine {
  const what = "敏感数据的密钥";
  const {SENSITIVE_KEY, SENSITIVE_KEY_FILE} = readEnvironment();
  const path = SENSITIVE_KEY_FILE ?? dir.key;
  const apart = "密钥不在备份里，请另外保管一份；丢了，困难帮扶的文件再也打不开。";
  try {
    if (!readSensitiveKey(dir)) {
      if (SENSITIVE_KEY_FILE) return problem(what, `没有 ${path}`, "把原来的密钥放回原处，重新启动。");
      return good(what, "还没有（首次收到困难帮扶文件时生成；以后要另外保管）");
    }
  } catch (error) {
    if (error instanceof SealError)
      return problem(what, error.message, "核对 SENSITIVE_KEY 或密钥文件，放回原来的密钥。");
    throw error;
  }
  if (SENSITIVE_KEY) return good(what, `在环境变量里。${apart}`);
  if (isOpenToOthers(path)) return notice(what, `${path} 别的操作系统账户也能读。${apart}`, `chmod 600 ${path}`);
  return good(what, `${path}。${apart}`);
}

export function leftoversHealth(dir: DataDir): HealthLine {
  const what = "临时文件";
  const left = existsSync(dir.tmp) ? leftoversIn(dir) : [];
  const running = existsSync(dir.tmp) ? readdirSync(dir.tmp).length - left.length : 0;
  if (left.length > 0)
    return notice(
      what,
      `异常中断留下 ${left.length} 个：${left.slice(0, 3).join("、")}`,
      "下次启动服务器或运行命令时自动删除。"
    );
  return good(what, running > 0 ? `${running} 项工作正在进行` : "没有留下的");
}

function isAllowed(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    // Whatever the system answers, this account may not.
    return false;
  }
}

/** Windows has no such bits. */
const isOpenToOthers = (path: string) => process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0;
