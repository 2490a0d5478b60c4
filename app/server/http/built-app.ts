import {spawnSync} from "node:child_process";
import {existsSync, readdirSync, statSync} from "node:fs";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";
import {projectRoot} from "#pipelines/host/root.ts";

const SOURCES = ["app", "pipelines", "public", "package.json", "vite.config.ts", "remix.config.js"];

export const buildFolder = join(projectRoot, "build");
const serverModule = join(buildFolder, "server", "index.js");

/** Builds the app if there is no build or its source is newer, so that one command starts a fresh or upgraded copy. */
export function buildIfStale(): void {
  if (
    existsSync(serverModule) &&
    statSync(serverModule).mtimeMs >= newestOf(SOURCES.map((name) => join(projectRoot, name)))
  )
    return;
  const remix = join(dirname(createRequire(import.meta.url).resolve("@remix-run/dev/package.json")), "dist", "cli.js");
  const {status, stdout, stderr} = spawnSync(process.execPath, [remix, "vite:build"], {
    cwd: projectRoot,
    encoding: "utf8"
  });
  // The output of the build matters only when it fails.
  if (status !== 0) throw new Error(`the app could not be built:\n${stdout}\n${stderr}`);
}

function newestOf(paths: string[]): number {
  return Math.max(
    0,
    ...paths.map((path) => {
      const stat = statSync(path);
      return stat.isDirectory() ? newestOf(readdirSync(path).map((name) => join(path, name))) : stat.mtimeMs;
    })
  );
}
