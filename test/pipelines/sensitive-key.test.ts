import {mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test, vi} from "vitest";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {keyIdOf} from "#pipelines/sealed/seal.ts";
import {makeSensitiveKey, readSensitiveKey} from "#pipelines/sealed/sensitive-key.ts";
import {runChild} from "./child.ts";
import {temporaryFolder} from "./store.ts";

const DIGITS = "0a".repeat(32);

function dataDir() {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "data"));
  return {folder, dir: dataDirAt(join(folder, "data"))};
}

test("the environment comes first, then the file it names, then the file beside the data directory", () => {
  const {folder, dir} = dataDir();
  const named = join(folder, "named");
  expect(readSensitiveKey(dir, {})).toBeUndefined();
  const made = makeSensitiveKey(dir, {});
  writeFileSync(named, "0b".repeat(32));
  expect(readSensitiveKey(dir, {})).toEqual(made);
  expect(readSensitiveKey(dir, {SENSITIVE_KEY_FILE: named})).toEqual(Buffer.from("0b".repeat(32), "hex"));
  const both = {SENSITIVE_KEY: DIGITS.toUpperCase(), SENSITIVE_KEY_FILE: named};
  expect(readSensitiveKey(dir, both)).toEqual(Buffer.from(DIGITS, "hex"));
});

test("a key is made once, outside the data directory, for its owner alone", () => {
  const {folder, dir} = dataDir();
  const made = makeSensitiveKey(dir, {});
  expect(made).toHaveLength(32);
  expect(makeSensitiveKey(dir, {})).toEqual(made);
  expect(readdirSync(folder).sort()).toEqual(["data", "data.key"]);
  expect(readdirSync(dir.root)).toEqual([]);
  expect(statSync(dir.key).mode & 0o777).toBe(0o600);
  expect(readFileSync(dir.key, "utf8")).toBe(`${made.toString("hex")}\n`);
  expect(makeSensitiveKey(dataDir().dir, {})).not.toEqual(made);
});

test("processes that make it at the same moment agree on one", async () => {
  const {folder, dir} = dataDir();
  vi.stubEnv("SENSITIVE_KEY", undefined);
  const made = await Promise.all(
    Array.from({length: 4}, () => runChild("test/pipelines/make-key.ts", [], dir.root))
  ).finally(() => vi.unstubAllEnvs());
  const id = keyIdOf(readSensitiveKey(dir, {})!);
  expect(made.map(({stdout}) => stdout.trim())).toEqual([id, id, id, id]);
  expect(readdirSync(folder).sort()).toEqual(["data", "data.key"]);
});

test("a file inside the data directory is refused, also by another name of it, there or not", () => {
  const {folder, dir} = dataDir();
  writeFileSync(join(dir.root, "inside"), DIGITS);
  symlinkSync(dir.root, join(folder, "link"));
  const inside = [join(dir.root, "inside"), join(folder, "link", "inside"), join(dir.root, "later", "key"), dir.root];
  for (const path of inside)
    expect(() => readSensitiveKey(dir, {SENSITIVE_KEY_FILE: path}), path).toThrow("不能放在 DATA_DIR 里面");
  writeFileSync(join(folder, "..data"), DIGITS);
  expect(readSensitiveKey(dir, {SENSITIVE_KEY_FILE: join(folder, "..data")})).toEqual(Buffer.from(DIGITS, "hex"));
});

test("a named file that is not there is not made, and what is no key is refused without being said", () => {
  const {folder, dir} = dataDir();
  const away = {SENSITIVE_KEY_FILE: join(folder, "away")};
  expect(readSensitiveKey(dir, away)).toBeUndefined();
  expect(() => makeSensitiveKey(dir, away)).toThrow("没有敏感数据的加密密钥");
  expect(readdirSync(folder)).toEqual(["data"]);
  for (const text of ["short", `${DIGITS}00`, DIGITS.replace("0", "x")]) {
    writeFileSync(join(folder, "wrong"), text);
    for (const env of [{SENSITIVE_KEY: text}, {SENSITIVE_KEY_FILE: join(folder, "wrong")}]) {
      let said = "";
      try {
        readSensitiveKey(dir, env);
      } catch (error) {
        said = (error as Error).message;
      }
      expect(said).toContain("64 位十六进制");
      expect(said).not.toContain(text);
    }
  }
});
