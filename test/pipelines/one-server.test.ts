import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect, test, vi} from "vitest";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {isServerRunning} from "#pipelines/host/server-lock.ts";
import {startServer} from "../running-server.ts";
import {runChild, runCli, startChild} from "./child.ts";

const TODAY = "2026-11-15";
const START = "app/server/http/start.ts";

test("one data directory has one server, commands go on beside it, and a killed server leaves the place free", async () => {
  vi.stubEnv("PORT", "0");
  const folder = mkdtempSync(join(tmpdir(), "union-plan-"));
  const dir = dataDirAt(folder);
  const first = await startServer(folder, {today: TODAY});
  expect(isServerRunning(dir)).toBe(true);
  const second = await runChild(START, [], folder);
  expect(second.code).toBe(1);
  expect(second.stderr).toContain(`已有一个服务器在用数据文件夹 ${folder}，这一个没有启动`);
  expect(await runCli(["rebuild"], folder)).toMatchObject({code: 0});
  expect((await first.ask("/healthz")).status).toBe(200);
  expect(await first.stop()).toBe(0);
  const third = startChild(START, [], folder);
  await new Promise((resolve) => third.stdout!.once("data", resolve));
  expect(isServerRunning(dir)).toBe(true);
  const gone = new Promise((resolve) => third.once("close", resolve));
  third.kill("SIGKILL");
  await gone;
  expect(isServerRunning(dir)).toBe(false);
  rmSync(folder, {recursive: true});
}, 180_000);
