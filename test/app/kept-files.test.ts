import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {beforeEach, expect, test} from "vitest";
import {type FileCopy, KeptFiles} from "#app/features/submissions/upload/kept-files.server.ts";
import {type DataDir, dataDirAt, prepareDataDir} from "#pipelines/host/data-dir.ts";
import {piecesOf, temporaryFolder} from "../pipelines/store.ts";

const FACTS = {
  dataset: "media",
  fileName: "推文.csv",
  unit: "U01",
  asOf: undefined,
  acceptsNewcomers: false,
  session: "own"
};
const CONTENT = "编号,标题\nN1,会员0001的推文\n".repeat(2000);

let dir: DataDir;
beforeEach(() => {
  dir = dataDirAt(temporaryFolder());
  prepareDataDir(dir);
});

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const read: Uint8Array[] = [];
  for await (const chunk of chunks) read.push(chunk);
  return Buffer.concat(read).toString("utf8");
}

const inTmp = () => readdirSync(dir.tmp).map((name) => join(dir.tmp, name, "file"));

async function copied(kept: KeptFiles, content = CONTENT): Promise<FileCopy> {
  const copy = kept.copy(dir, piecesOf(content));
  expect(await textOf(copy.chunks)).toBe(content);
  return copy;
}

async function keptId(kept: KeptFiles, session = "own", content = CONTENT): Promise<string> {
  const copy = await copied(kept, content);
  const id = copy.keep({...FACTS, session});
  copy.drop();
  return id ?? "";
}

const taken = (kept: KeptFiles, id: string, session = "own") =>
  kept.take(id, session, async ({chunks, ...facts}) => [await textOf(chunks), facts] as const);

test("a checked file is sent once, as it came, by the session that had it checked", async () => {
  const kept = new KeptFiles();
  const id = await keptId(kept);
  expect(inTmp().map((path) => readFileSync(path, "utf8"))).toEqual([CONTENT]);
  expect(await taken(kept, id, "another")).toBeUndefined();
  expect(await taken(kept, id)).toMatchObject([CONTENT, {dataset: "media", fileName: "推文.csv", unit: "U01"}]);
  expect(inTmp()).toEqual([]);
  expect(await taken(kept, id)).toBeUndefined();
});

test("two clicks at once send it once", async () => {
  const kept = new KeptFiles();
  const id = await keptId(kept);
  const both = await Promise.all([taken(kept, id), taken(kept, id)]);
  expect(both.filter((sent) => sent !== undefined)).toHaveLength(1);
});

test("a session has one such file, the last; others keep theirs", async () => {
  const kept = new KeptFiles();
  const first = await keptId(kept);
  const foreign = await keptId(kept, "another");
  const second = await keptId(kept, "own", "后来的");
  expect(inTmp()).toHaveLength(2);
  expect(await taken(kept, first)).toBeUndefined();
  expect((await taken(kept, second))?.[0]).toBe("后来的");
  expect((await taken(kept, foreign, "another"))?.[0]).toBe(CONTENT);
});

test("it goes when its session sends a file without it", async () => {
  const kept = new KeptFiles();
  await keptId(kept);
  const foreign = await keptId(kept, "another");
  kept.forget("own");
  expect(inTmp()).toHaveLength(1);
  expect((await taken(kept, foreign, "another"))?.[0]).toBe(CONTENT);
});

test("it goes when its time is over", async () => {
  const kept = new KeptFiles({keptMs: 100});
  const id = await keptId(kept);
  expect(inTmp()).toHaveLength(1);
  await expect.poll(inTmp, {timeout: 5000}).toEqual([]);
  expect(await taken(kept, id)).toBeUndefined();
});

test("what was refused, and what is too large, is not kept", async () => {
  const refused = await copied(new KeptFiles());
  refused.drop();
  expect(inTmp()).toEqual([]);
  const kept = new KeptFiles({mostBytes: 20_000});
  expect(Buffer.byteLength(CONTENT)).toBeGreaterThan(20_000);
  expect(await keptId(kept)).toBe("");
  expect(inTmp()).toEqual([]);
});

test("a file that could not be sent is removed all the same", async () => {
  const kept = new KeptFiles();
  const id = await keptId(kept);
  await expect(kept.take(id, "own", () => Promise.reject(new Error("no room")))).rejects.toThrow("no room");
  expect(inTmp()).toEqual([]);
});
