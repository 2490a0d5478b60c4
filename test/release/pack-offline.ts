import {execFileSync} from "node:child_process";
import {createHash} from "node:crypto";
import {
  cpSync,
  createReadStream,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join, resolve} from "node:path";
import {pipeline} from "node:stream/promises";
import {projectRoot} from "#pipelines/host/root.ts";

// Packs the program with all it needs to run on a machine of this kind without a network.
const folder = resolve(process.argv[2] ?? "build");
const {version} = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as {version: string};
const name = `union-plan-dashboard-${version}-${process.platform}-${process.arch}-node${process.versions.node.split(".")[0]}`;

const run = (command: string, given: string[], cwd: string) => execFileSync(command, given, {cwd, stdio: "inherit"});

const beside = mkdtempSync(join(tmpdir(), "pack-"));
try {
  const program = join(beside, name);
  const listed = execFileSync("git", ["ls-files", "-z"], {cwd: projectRoot, encoding: "utf8"}).split("\0");
  for (const file of listed.filter((each) => each !== "" && !/^(test|\.ci)\//.test(each))) {
    mkdirSync(dirname(join(program, file)), {recursive: true});
    cpSync(join(projectRoot, file), join(program, file));
  }
  run("npm", ["ci", "--no-audit", "--no-fund", "--prefer-offline"], program);
  run("npm", ["run", "build"], program);
  run("npm", ["prune", "--omit=dev", "--no-audit", "--no-fund", "--offline"], program);
  renameSync(join(program, "docs", "deploy", "安装说明.md"), join(program, "安装说明.md"));
  mkdirSync(folder, {recursive: true});
  const archive = join(folder, `${name}.tar.gz`);
  run("tar", ["-czf", archive, "-C", beside, name], beside);
  const hash = createHash("sha256");
  await pipeline(createReadStream(archive), hash);
  writeFileSync(`${archive}.sha256`, `${hash.digest("hex")}  ${name}.tar.gz\n`);
  console.log(`已打包：${archive}\n校验值：${archive}.sha256`);
} finally {
  rmSync(beside, {recursive: true, force: true});
}
