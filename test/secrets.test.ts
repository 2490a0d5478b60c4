import {execFileSync} from "node:child_process";
import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {projectRoot} from "#pipelines/host/root.ts";

/** What a secret or a real person looks like in a file. The patterns are written so that none finds itself. */
const PATTERNS: Record<string, RegExp> = {
  "a private key": /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/g,
  "a key of a cloud":
    /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bLTAI[0-9A-Za-z]{12,20}\b|\bAKID[0-9A-Za-z]{32}\b|\bAIza[\w-]{35}\b/g,
  "a token of a forge or a registry":
    /\b(?:gh[pousr]_[0-9A-Za-z]{36}|github_pat_\w{60,}|glpat-[\w-]{20}|npm_[0-9A-Za-z]{36})\b/g,
  "a token of a chat": /\bxox[abprs]-[\w-]{10,}|\baccess_token=[0-9a-f]{64}\b|[?&]key=[0-9a-f]{8}-[0-9a-f-]{27}\b/g,
  "a signed token": /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/g,
  "a token of this program": /\bupd_[\w-]{40,}/g,
  "an address with a password": /\b[a-z]+:\/\/[^\s/:@"'`$<{]+:[^\s/@"'`$<{]{6,}@[\w.-]+/g
};

/** An 身份证号 with a right check digit and a real day of birth. */
const ID_NUMBER = /(?<![\dA-Za-z.-])\d{17}[\dXx](?![\dA-Za-z.-])/g;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

function isIdNumber(text: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(text[at]), 0);
  const [year, month, day] = [text.slice(6, 10), text.slice(10, 12), text.slice(12, 14)].map(Number) as [
    number,
    number,
    number
  ];
  const isDay = year >= 1900 && year <= 2030 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  return isDay && "10X98765432"[sum % 11] === text[17]!.toUpperCase();
}

/** A mobile number; those in use here are plainly invented: with five equal digits, or counting up. */
const MOBILE = /(?<![\w.-])1[3-9]\d{9}(?![\w.-])/g;
const isInvented = (text: string) => /(\d)\1{4}|12345|23456|(\d{2})\2\2/.test(text);

/** Numbers that tests need right, of people who do not exist, and addresses that tests refuse. */
const KNOWN: Record<string, string[]> = {
  "test/app/meetings.test.ts": ["1101011990" + "03078515", "138001" + "38000"],
  "test/fixtures/submissions/private-number-beside-the-table/input.csv": ["0000001900" + "01010017"],
  "test/fixtures/submissions/private-number-in-an-unknown-column/input.csv": ["0000001900" + "01010017"],
  "test/fixtures/submissions/web-table-with-hidden-rows-and-a-number/input.xls": ["139001" + "39000"],
  "test/pipelines/rebuild.test.ts": ["139000" + "07788"]
};

const files = execFileSync("git", ["ls-files", "-z"], {cwd: projectRoot, encoding: "utf8", maxBuffer: 64e6})
  .split("\0")
  .filter((name) => name !== "" && existsSync(join(projectRoot, name)));

function foundIn(text: string): string[] {
  const secrets = Object.entries(PATTERNS).flatMap(([what, pattern]) =>
    [...text.matchAll(pattern)].map(([found]) => `${what}: ${found}`)
  );
  const ids = [...text.matchAll(ID_NUMBER)].filter(([found]) => isIdNumber(found)).map(([found]) => `an ID: ${found}`);
  const mobiles = [...text.matchAll(MOBILE)]
    .filter(([found]) => !isInvented(found))
    .map(([found]) => `a mobile: ${found}`);
  return [...secrets, ...ids, ...mobiles];
}

test("no file of the repository holds a secret, or a number that could be a real person's", () => {
  expect(files.length).toBeGreaterThan(800);
  const found = files.flatMap((name) =>
    foundIn(readFileSync(join(projectRoot, name), "latin1"))
      .filter((each) => !KNOWN[name]?.some((known) => each.endsWith(known)))
      .map((each) => `${name} ${each}`)
  );
  expect(found).toEqual([]);
});

test("what is known to be invented still stands where it was", () => {
  for (const [name, known] of Object.entries(KNOWN))
    for (const each of known) expect(readFileSync(join(projectRoot, name), "latin1"), name).toContain(each);
});

// In two parts, so that this file is none of those that hold one.
test.each([
  ["-----BEGIN RSA", " PRIVATE KEY-----"],
  ["AKIA", "ABCDEFGHIJKLMNOP"],
  ["ghp", `_${"a1".repeat(18)}`],
  ["upd", `_${"a1".repeat(22)}`],
  ["eyJhbGciOiJIUzI1NiJ9", ".eyJzdWIiOiIxMjM0NTY3In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P"],
  ["smtps://plan:", "correct-horse@mail.example.edu.cn"],
  ["1101051949", "1231002X"],
  ["1391", "8273645"]
])("a file with %s… would be found", (start, rest) => {
  expect(foundIn(`x = "${start}${rest}"`)).toHaveLength(1);
});
