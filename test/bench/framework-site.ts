import {execFile} from "node:child_process";
import {cp, readdir, readFile, writeFile} from "node:fs/promises";
import type {Server} from "node:http";
import type {AddressInfo} from "node:net";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {promisify} from "node:util";
import {brotliCompressSync, gzipSync} from "node:zlib";
import express from "express";
import expressStaticGzip from "express-static-gzip";
import type {CubeRow} from "../cube-row.ts";

/** The address of a static page of Observable Framework with four charts and a table. */
export interface FrameworkSite {
  url: string;
  close: () => void;
}

const run = promisify(execFile);
const SOURCE = fileURLToPath(new URL("framework-page", import.meta.url));

/**
 * Installs Framework beside a copy of the page in `folder`, builds the page over the rows of a KPI, and serves it as the
 * app's own files are served, compressed beforehand. It has its own lock, because only this comparison needs it.
 */
export async function serveFrameworkPage(folder: string, rows: CubeRow[]): Promise<FrameworkSite> {
  const site = join(folder, "framework-page");
  await cp(SOURCE, site, {recursive: true});
  for (const [name, part] of Object.entries(partsOf(rows)))
    await writeFile(join(site, "src", `${name}.json`), JSON.stringify(part));
  await run("npm", ["ci", "--no-audit", "--no-fund"], {cwd: site});
  await run("npx", ["observable", "build"], {cwd: site});
  const built = join(site, "dist");
  await compressAll(built);
  const app = express().use(expressStaticGzip(built, {enableBrotli: true, orderPreference: ["br", "gz"]}));
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, "127.0.0.1", () => resolve(listening));
  });
  return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => void server.close()};
}

/** The data files of the page, each for one of its charts. */
function partsOf(rows: CubeRow[]): Record<string, CubeRow[]> {
  const last = rows.reduce((month, row) => (row.month > month ? row.month : month), "");
  return {
    months: rows.filter(({unit_code, segment}) => unit_code === null && segment === null),
    units: rows.filter(({unit_code, segment, month}) => unit_code !== null && segment === null && month === last),
    cells: rows.filter(({unit_code, segment}) => unit_code !== null && segment === null),
    segments: rows.filter(({unit_code, segment, month}) => unit_code === null && segment !== null && month === last)
  };
}

async function compressAll(folder: string): Promise<void> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const content = await readFile(path);
    await writeFile(`${path}.br`, brotliCompressSync(content));
    await writeFile(`${path}.gz`, gzipSync(content));
  }
}
