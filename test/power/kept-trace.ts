import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {brotliCompressSync, brotliDecompressSync} from "node:zlib";
import {projectRoot} from "#pipelines/host/root.ts";
import type {Operation} from "./operation.ts";
import type {Trace} from "./record.ts";

const pathOf = (scenario: string) => join(projectRoot, "test", "fixtures", "power", `${scenario}.json.br`);

/** Keeps a trace for machines without strace. */
export function keepTrace({scenario, initial, operations}: Trace): void {
  const text = JSON.stringify({scenario, initial: [...initial], operations}, (_, value: unknown) =>
    isBuffer(value) ? {base64: Buffer.from(value.data).toString("base64")} : value
  );
  mkdirSync(dirname(pathOf(scenario)), {recursive: true});
  writeFileSync(pathOf(scenario), brotliCompressSync(text));
}

export function readKeptTrace(scenario: string): Trace {
  const text = brotliDecompressSync(readFileSync(pathOf(scenario))).toString();
  const read = JSON.parse(text, (_, value: unknown) =>
    isBase64(value) ? Buffer.from(value.base64, "base64") : value
  ) as {initial: [string, Buffer | "folder"][]; operations: Operation[]};
  return {scenario, initial: new Map(read.initial), operations: read.operations};
}

const isBuffer = (value: unknown): value is {type: "Buffer"; data: number[]} =>
  typeof value === "object" && value !== null && (value as {type?: unknown}).type === "Buffer";

const isBase64 = (value: unknown): value is {base64: string} =>
  typeof value === "object" && value !== null && "base64" in value;
