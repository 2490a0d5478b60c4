import {mkdir, writeFile} from "node:fs/promises";
import type {Server} from "node:http";
import type {AddressInfo} from "node:net";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import express from "express";
import expressStaticGzip from "express-static-gzip";
import {build} from "vite";
import {compressedFiles} from "../../vite.config.ts";
import {type CubeRow, type FileName, FILES} from "./static-page/rows.ts";

/** The address of a static page with four charts and a table, made as Observable Framework makes its pages. */
export interface StaticSite {
  url: string;
  close: () => void;
}

/**
 * Builds the page over the rows of a KPI and serves it as the app's own files are served: minified, in one module
 * where Framework would load some thirty, compressed beforehand.
 */
export async function serveStaticPage(folder: string, rows: CubeRow[]): Promise<StaticSite> {
  const outDir = join(folder, "static-page");
  await build({
    root: fileURLToPath(new URL("static-page", import.meta.url)),
    base: "./",
    build: {outDir, emptyOutDir: true},
    plugins: [compressedFiles()],
    logLevel: "error",
    configFile: false
  });
  await mkdir(outDir, {recursive: true});
  for (const name of FILES) await writeFile(join(outDir, `${name}.json`), JSON.stringify(rowsFor(name, rows)));
  const app = express().use(expressStaticGzip(outDir, {enableBrotli: true, orderPreference: ["br", "gz"]}));
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, "127.0.0.1", () => resolve(listening));
  });
  return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => void server.close()};
}

/** The rows that one part of the page draws. */
function rowsFor(name: FileName, rows: CubeRow[]): CubeRow[] {
  const last = rows.reduce((month, row) => (row.month > month ? row.month : month), "");
  const wanted: Record<FileName, (row: CubeRow) => boolean> = {
    months: ({unit_code, segment}) => unit_code === null && segment === null,
    units: ({unit_code, segment, month}) => unit_code !== null && segment === null && month === last,
    cells: ({unit_code, segment}) => unit_code !== null && segment === null,
    segments: ({unit_code, segment, month}) => unit_code === null && segment !== null && month === last
  };
  return rows.filter(wanted[name]);
}
