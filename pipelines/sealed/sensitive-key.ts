import {randomBytes} from "node:crypto";
import {linkSync, readFileSync, realpathSync, rmSync} from "node:fs";
import {basename, dirname, join, relative, resolve} from "node:path";
import {type Environment, readEnvironment} from "#pipelines/environment/environment.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {syncFolder, writeDurably} from "#pipelines/host/durable.ts";
import {badKey, noKey} from "./seal-error.ts";

type KeyEnvironment = Pick<Environment, "SENSITIVE_KEY" | "SENSITIVE_KEY_FILE">;

/**
 * Reads the key of sensitive files: from the environment, from the file that it names, or from the file beside the data
 * directory.
 */
export function readSensitiveKey(dir: DataDir, env: KeyEnvironment = readEnvironment()): Buffer | undefined {
  if (env.SENSITIVE_KEY) return keyIn(env.SENSITIVE_KEY, "SENSITIVE_KEY ");
  const path = env.SENSITIVE_KEY_FILE ? requireOutside(dir, resolve(env.SENSITIVE_KEY_FILE)) : dir.key;
  const text = readIfThere(path);
  return text === undefined ? undefined : keyIn(text, "密钥文件");
}

/** Creates the key beside the data directory; of two processes at once, both get the first one's. */
export function makeSensitiveKey(dir: DataDir, env: KeyEnvironment = readEnvironment()): Buffer {
  // A named file that does not exist is more likely on an unmounted disk than new.
  if (env.SENSITIVE_KEY_FILE) throw noKey();
  const draft = `${dir.key}-${process.pid}-${randomBytes(4).toString("hex")}`;
  try {
    writeDurably(draft, Buffer.from(`${randomBytes(KEY_BYTES).toString("hex")}\n`));
    linkSync(draft, dir.key);
    syncFolder(dirname(dir.key));
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === "EACCES" || code === "EROFS" || code === "EPERM")
      throw badKey("数据目录旁不能写入密钥文件，请设置 SENSITIVE_KEY_FILE。");
    if (code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, {force: true});
  }
  return keyIn(readFileSync(dir.key, "utf8"), "密钥文件");
}

const KEY_BYTES = 32;

function keyIn(text: string, where: string): Buffer {
  const digits = text.trim();
  if (!/^[0-9a-f]{64}$/i.test(digits)) throw badKey(`${where}里应是 64 位十六进制数字。`);
  return Buffer.from(digits, "hex");
}

/** The key must not lie in the data directory, because copies of the directory would contain it. */
function requireOutside(dir: DataDir, path: string): string {
  const inside = relative(realPathOf(dir.root), realPathOf(path));
  if (inside === "" || !/^\.\.([\\/]|$)|^([A-Za-z]:)?[\\/]/.test(inside))
    throw badKey("SENSITIVE_KEY_FILE 不能放在 DATA_DIR 里面，否则拿走数据就拿走了密钥；请放到别处。");
  return path;
}

/** Resolves a path that may not exist yet, by its nearest existing folder. */
function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || dirname(path) === path) throw error;
    return join(realPathOf(dirname(path)), basename(path));
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    if (code === "EACCES" || code === "EPERM" || code === "EISDIR") throw badKey("密钥文件不能读取。");
    throw error;
  }
}
