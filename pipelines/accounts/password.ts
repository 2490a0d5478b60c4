import {readFileSync} from "node:fs";
import {join} from "node:path";
import {hash, verify} from "@node-rs/argon2";
import {projectRoot} from "#pipelines/host/root.ts";

const SHORTEST = 10;
const LONGEST = 128;

/** OWASP's first recommendation for argon2id, which is the library's default algorithm. */
const COST = {memoryCost: 19_456, timeCost: 2, parallelism: 1};

/** Returns the problem with a new password in words. Length and commonness count; special characters do not. */
export function passwordProblem(password: string, name: string): string | undefined {
  const length = [...password].length;
  if (length < SHORTEST) return `密码至少 ${SHORTEST} 个字符；可以用一句好记的话。`;
  if (length > LONGEST) return `密码最多 ${LONGEST} 个字符。`;
  const plain = plainOf(password);
  if (name.length >= 3 && plain.includes(plainOf(name))) return "密码里不要含有账户名。";
  if (new Set(plain).size < 4 || commonPasswords().has(plain)) return "这个密码太常见，容易被猜中，请换一个。";
  return undefined;
}

/** Hashes a password with a salt of its own. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), COST);
}

export function isPassword(hashed: string, password: string): Promise<boolean> {
  return verify(hashed, password.normalize("NFKC"));
}

const plainOf = (text: string) => text.normalize("NFKC").toLowerCase();

let common: Set<string> | undefined;

function commonPasswords(): Set<string> {
  const path = join(projectRoot, "pipelines", "accounts", "common-passwords.txt");
  return (common ??= new Set(readFileSync(path, "utf8").split("\n")));
}
