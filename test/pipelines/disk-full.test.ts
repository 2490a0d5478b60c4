import {spawn} from "node:child_process";
import {readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {projectRoot} from "#pipelines/host/root.ts";
import {basicStore, csvOf, keptIn, sendAccepted, temporaryFolder} from "./store.ts";

/** The command line where no file may grow beyond so many kilobytes, as on a disk with no more room. */
async function ingestWithin(kilobytes: number, dataDir: string, file: string) {
  const command = `trap '' XFSZ; ulimit -f ${kilobytes * 2}; exec "${process.execPath}" --import tsx pipelines/cli/cli.ts ingest activities "${file}"`;
  const child = spawn("sh", ["-c", command], {cwd: projectRoot, env: {...process.env, DATA_DIR: dataDir}});
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return {code, said};
}

const many = csvOf(
  "activities",
  Array.from({length: 20_000}, (_, index) => ({activity_id: `F${index}`, activity_name: `活动${index}`}))
);

test("a disk that fills up while a file comes in keeps nothing of it, says so, and takes it when there is room", async () => {
  const store = await basicStore();
  const file = join(temporaryFolder(), "many.csv");
  writeFileSync(file, many);
  const before = await keptIn(store);
  const {code, said} = await ingestWithin(512, store.dir.root, file);
  expect([code, said.trim()]).toEqual([1, "服务器磁盘已满，什么都没有保存。请告知管理员清理磁盘后再发送。"]);
  expect(await keptIn(store)).toEqual(before);
  expect(readdirSync(store.dir.tmp)).toEqual([]);
  expect((await sendAccepted(store, "activities", many)).counts.added).toBe(20_000);
});
