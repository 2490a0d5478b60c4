import {existsSync, mkdirSync, renameSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {buildSync} from "esbuild";
import {projectRoot} from "#pipelines/host/root.ts";

/**
 * Returns what Node is given to run a TypeScript file of the project. In a run of the tests its sources are put into
 * one file once, because hundreds of processes are started, and each would spend seconds on loading them one by one.
 */
export function programArguments(script: string): string[] {
  const folder = process.env.KEPT_PROGRAMS;
  const source = join(projectRoot, script);
  if (folder === undefined) return ["--import", "tsx", source];
  const program = join(folder, `${script.replaceAll("/", "-")}.mjs`);
  if (!existsSync(program)) {
    const {outputFiles} = buildSync({
      entryPoints: [source],
      bundle: true,
      packages: "external",
      platform: "node",
      format: "esm",
      write: false,
      logLevel: "error"
    });
    mkdirSync(folder, {recursive: true});
    // Another process may do the same at once.
    const part = join(folder, `${process.pid}.part`);
    writeFileSync(part, outputFiles[0]!.contents);
    renameSync(part, program);
  }
  return [program];
}
