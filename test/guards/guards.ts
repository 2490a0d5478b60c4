import {spawnSync} from "node:child_process";
import {cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {projectRoot} from "#pipelines/host/root.ts";
import {type Guard, GUARDS} from "./guard-list.ts";

// `npm run guards`: breaks one guard after the other in a copy of the program, and sees whether a test turns red.
const copy = mkdtempSync(join(tmpdir(), "guards-"));
const LEFT_OUT = new Set(["node_modules", ".git", "data"]);
cpSync(projectRoot, copy, {
  recursive: true,
  filter: (path) => path === projectRoot || !LEFT_OUT.has(path.slice(projectRoot.length + 1))
});
symlinkSync(join(projectRoot, "node_modules"), join(copy, "node_modules"));

const unbroken = [...new Set(GUARDS.map(({tests}) => tests))].filter((tests) => testsOf(tests).failed > 0);
if (unbroken.length > 0) throw new Error(`red before anything is broken: ${unbroken.join(", ")}`);
const results = GUARDS.map((guard) => {
  const {failed, names} = broken(guard);
  console.log(`${failed > 0 ? "红" : "绿"} ${guard.what}：${names[0] ?? "没有测试报错"}`);
  return {guard, failed, first: names[0]};
});
console.log("\n| 改坏 | 文件 | 报错的测试 |\n|---|---|---|");
for (const {guard, first} of results)
  console.log(`| ${guard.what} | \`${guard.file}\` | \`${guard.tests}\` “${first ?? "无"}” |`);
rmSync(copy, {recursive: true, force: true});
process.exitCode = results.every(({failed}) => failed > 0) ? 0 : 1;

function broken({file, from, to, tests}: Guard) {
  const path = join(copy, file);
  const text = readFileSync(path, "utf8");
  if (text.split(from).length !== 2) throw new Error(`${file} has not once: ${from}`);
  writeFileSync(path, text.replace(from, to));
  try {
    return testsOf(tests);
  } finally {
    writeFileSync(path, text);
  }
}

/** Runs tests of the copy. A run that ends without results, such as one that cannot compile, proves nothing. */
function testsOf(tests: string): {failed: number; names: string[]} {
  const report = join(copy, "report.json");
  const given = ["vitest", "run", "--config", "test/vitest.config.ts", "--reporter=json", `--outputFile=${report}`];
  spawnSync("npx", [...given, tests], {cwd: copy, stdio: "ignore"});
  const {numTotalTests, testResults} = JSON.parse(readFileSync(report, "utf8")) as {
    numTotalTests: number;
    testResults: {assertionResults: {status: string; title: string}[]}[];
  };
  rmSync(report);
  if (numTotalTests === 0) throw new Error(`no tests ran: ${tests}`);
  const names = testResults
    .flatMap(({assertionResults}) => assertionResults)
    .filter(({status}) => status === "failed")
    .map(({title}) => title);
  return {failed: names.length, names};
}
