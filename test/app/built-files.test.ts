import {cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync} from "node:fs";
import type {Server} from "node:http";
import type {AddressInfo} from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test, vi} from "vitest";
import {serveBuild} from "#app/server/http/app.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {projectRoot} from "#pipelines/host/root.ts";
import {openStore} from "#pipelines/store/store.ts";
import {askRaw} from "../browserless.ts";
import {browserOf} from "../signed-in.ts";

const cache = join(projectRoot, ".cache");
let folder: string;
let dataDir: string;
let server: Server;
let url: string;

// The copy lies inside the project, where its imports are found.
beforeAll(async () => {
  mkdirSync(cache, {recursive: true});
  folder = mkdtempSync(join(cache, "build-"));
  cpSync(join(projectRoot, "build"), folder, {recursive: true});
  dataDir = mkdtempSync(join(tmpdir(), "built-"));
  await (await openStore(dataDirAt(dataDir))).ledger.close();
  vi.stubEnv("DATA_DIR", dataDir);
  const app = await serveBuild(folder);
  server = await new Promise((resolve) => {
    const listening = app.listen(0, "127.0.0.1", () => resolve(listening));
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await new Promise((resolve) => server?.close(resolve));
  vi.unstubAllEnvs();
  for (const each of [folder, dataDir]) rmSync(each, {recursive: true, force: true});
});

function removeBuilt(of: RegExp, under: string): void {
  const parent = join(folder, "client", under);
  for (const name of readdirSync(parent)) if (of.test(name)) rmSync(join(parent, name));
}

test.each(["gzip, br", "identity"])(
  "a file that a later build removed is not found, whoever asks (%s)",
  async (accepted) => {
    const script = readdirSync(join(projectRoot, "build", "client", "assets")).find((name) =>
      /^root-.*\.js$/.test(name)
    )!;
    const path = `/assets/${script}`;
    const visitors: Record<string, string>[] = [{}, await browserOf(dataDir, "office")];
    if (accepted !== "identity") expect((await askRaw(url, {path})).status).toBe(200);
    removeBuilt(/^root-/, "assets");
    for (const visitor of visitors) {
      const {status, headers, text} = await askRaw(url, {path, headers: {...visitor, "accept-encoding": accepted}});
      expect([status, headers["content-encoding"], text]).toEqual([
        404,
        undefined,
        "没有这个文件，系统可能刚刚更新过，请刷新页面。"
      ]);
      expect(headers["cache-control"]).toBe("no-store");
    }
  }
);

test("in the place of a removed file that is no asset stands a page, and says so itself", async () => {
  const browser = await browserOf(dataDir, "office");
  removeBuilt(/^favicon\.svg/, "");
  const headers = {...browser, "accept-encoding": "identity, gzip;q=0"};
  expect(await askRaw(url, {path: "/favicon.svg", headers})).toMatchObject({
    status: 404,
    headers: {"content-type": "text/html; charset=utf-8"}
  });
  const {status, headers: told} = await askRaw(url, {
    path: "/favicon.svg",
    headers: {...browser, "accept-encoding": "gzip"}
  });
  expect([status, told["content-type"], told["content-encoding"]]).toEqual([404, "text/html; charset=utf-8", "gzip"]);
});
