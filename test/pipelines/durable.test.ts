import {readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {makeDurable, NOT_SYNCED, writeDurably} from "#pipelines/host/durable.ts";
import {runChild} from "./child.ts";
import {temporaryFolder} from "./store.ts";

test("a file that cannot be synced ends the process with one clear line, before anything builds on it", async () => {
  const {code, stdout, stderr} = await runChild("test/pipelines/unsynced.ts", [], temporaryFolder());
  expect(code).toBe(NOT_SYNCED);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^磁盘没有把 \/dev\/null 写牢（EINVAL），已停止[^\n]*\n$/);
});

test("what is written durably is there, and never in place of something", async () => {
  const path = join(temporaryFolder(), "kept");
  writeDurably(path, Buffer.from("一"));
  await makeDurable([path]);
  expect(readFileSync(path, "utf8")).toBe("一");
  expect(() => writeDurably(path, Buffer.from("二"))).toThrow("EEXIST");
});
