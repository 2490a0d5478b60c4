import {expect, test} from "vitest";
import {SAID} from "./crash/fault.ts";
import {RecordedDisk} from "./power/disk.ts";
import type {Kept} from "./power/effect.ts";
import {readKeptTrace} from "./power/kept-trace.ts";
import {powerStates} from "./power/states.ts";
import {readStrace} from "./power/strace-lines.ts";
import {randomFor} from "../datasets/sample/random.ts";

const hex = (text: string) => [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
const text = (given: string) => `"${hex(given)}"`;
const handle = (number: number, path: string) => `${number}<${hex(path)}>`;

/** A file that is written beside, synced, renamed and its folder synced, as strace tells it. */
const LINES = [
  `7 openat(AT_FDCWD<${hex("/d")}>, ${text("/d/data/next")}, O_WRONLY|O_CREAT|O_EXCL, 0600) = ${handle(3, "/d/data/next")}`,
  `7 write(${handle(3, "/d/data/next")}, ${text("first")}, 5 <unfinished ...>`,
  `8 write(${handle(1, "pipe:[5]")}, ${text("half way\n")}, 9) = 9`,
  `7 <... write resumed>) = 5`,
  `7 write(${handle(3, "/d/data/next")}, ${text("second")}, 6) = 4`,
  `7 fsync(${handle(3, "/d/data/next")}) = 0`,
  `7 mkdir(${text("/d/data")}, 0700) = -1 EEXIST (File exists)`,
  `7 rename(${text("/d/data/next")}, ${text("/d/data/kept")}) = 0`,
  `7 unlink(${text("/elsewhere/next")}) = 0`,
  `7 fsync(${handle(4, "/d/data")}) = 0`,
  `7 write(${handle(1, "pipe:[5]")}, ${text("done\n")}, 5) = 5`
].join("\n");

const recorded = (lines = LINES) => {
  const initial = new Map([["data", "folder" as const]]);
  return new RecordedDisk({scenario: "tiny", initial, operations: readStrace(lines, "/d")}, "done");
};

const filesOf = (disk: RecordedDisk, kept: Kept) =>
  Object.fromEntries([...disk.treeOf(kept)].map(([path, content]) => [path, content.toString()]));

test("what strace wrote is read as what was done below the folder, in the order in which it was done", () => {
  expect(readStrace(LINES, "/d")).toEqual([
    {do: "make", path: "data/next", kind: "file"},
    {do: "say", text: "half way\n"},
    {do: "write", path: "data/next", at: 0, bytes: Buffer.from("first")},
    // Four of its six bytes were written.
    {do: "write", path: "data/next", at: 5, bytes: Buffer.from("seco")},
    {do: "sync", path: "data/next"},
    {do: "rename", path: "data/next", to: "data/kept"},
    {do: "sync", path: "data"},
    {do: "say", text: "done\n"}
  ]);
});

test("a call that the recorder does not know is no call that it passes over", () => {
  expect(() => readStrace(`7 fallocate(${handle(3, "/d/data/next")}, 0, 0, 10) = 0`, "/d")).toThrow("fallocate");
  expect(() => readStrace(`7 write(${handle(3, "/d/data/next")}, ${text("a")}, 1) = 1`, "/d")).toThrow("nobody opened");
});

test("a file that was synced, renamed and its folder synced is the only state after the acknowledgement", () => {
  const disk = recorded();
  const states = powerStates(disk, randomFor("tiny"));
  const acknowledged = states.filter(({isAcknowledged}) => isAcknowledged);
  expect(acknowledged.map(({kept}) => filesOf(disk, kept))).toEqual([{data: "folder", "data/kept": "firstseco"}]);
});

test("before its sync a file may be empty, torn, without its bytes or without its name", () => {
  const disk = recorded();
  const states = powerStates(disk, randomFor("tiny")).map(({kept}) => filesOf(disk, kept));
  const next = new Set(states.map((files) => files["data/next"]));
  expect(next).toEqual(
    new Set([
      undefined,
      "",
      "fi",
      "first",
      "firstse",
      "firstseco",
      "\0\0\0\0\0",
      "first\0\0\0\0",
      "\0\0\0\0\0seco",
      "fi\0\0\0seco"
    ])
  );
});

test("without the sync of its folder a renamed file may lack its name, and without its own its bytes", () => {
  const without = (path: string) =>
    LINES.split("\n")
      .filter((line) => !line.includes(`fsync(${path}`))
      .join("\n");
  const leftOf = (lines: string) => {
    const disk = recorded(lines);
    const states = powerStates(disk, randomFor("tiny")).filter(({isAcknowledged}) => isAcknowledged);
    return new Set(states.map(({kept}) => filesOf(disk, kept)["data/kept"]));
  };
  expect(leftOf(without(handle(4, "/d/data")))).toEqual(new Set([undefined, "firstseco"]));
  expect(leftOf(without(handle(3, "/d/data/next")))).toContain("");
});

test("the trace that is kept for machines without strace ends with an acknowledged upload, and drafts removed", () => {
  const disk = new RecordedDisk(readKeptTrace("upload-csv"), SAID.acknowledged);
  const paths = [...disk.treeOf(disk.whole).keys()];
  expect(disk.moments.at(-1)!.isAcknowledged).toBe(true);
  expect(paths.filter((path) => /submissions\/.*\/rows\./.test(path))).toHaveLength(5);
  const drafts = paths.map((path) => path.split("/")).filter(([, folder, name]) => folder === "tmp" && name);
  expect(drafts).toEqual([]);
});
