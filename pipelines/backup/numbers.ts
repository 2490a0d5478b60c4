import {spawn} from "node:child_process";
import {createHash} from "node:crypto";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import * as v from "valibot";
import {text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import {environmentWith} from "#pipelines/environment/environment.ts";
import {projectRoot} from "#pipelines/host/root.ts";
import {BackupError} from "./backup-error.ts";

/** What the numbers of a state are compared by: of each KPI the hash of all its rows. */
export const NUMBERS = v.object({recipe: v.string(), revision: v.number(), kpis: v.record(v.string(), v.string())});
export type Numbers = v.InferOutput<typeof NUMBERS>;

const LINES = query(
  {code: text, line: text},
  "select code, to_json(one)::varchar as line from kpis.series as one order by code, line"
);

/** Returns the hash of all rows of each KPI. */
export async function hashKpis(db: DuckDBConnection): Promise<Record<string, string>> {
  const hashes = new Map<string, ReturnType<typeof createHash>>();
  for (const {code, line} of await LINES.rows(db)) {
    if (!hashes.has(code)) hashes.set(code, createHash("sha256"));
    hashes.get(code)!.update(line).update("\n");
  }
  return Object.fromEntries([...hashes].map(([code, hash]) => [code, hash.digest("hex")]));
}

/** Returns the codes of the KPIs whose rows differ. */
export function differingKpis(a: Numbers, b: Numbers): string[] {
  return [...new Set([...Object.keys(a.kpis), ...Object.keys(b.kpis)])].filter((code) => a.kpis[code] !== b.kpis[code]);
}

/** Opens a data directory in a process of its own, as a start would, and rebuilds its numbers. */
export async function rebuildNumbers(root: string, key: Buffer | undefined): Promise<Numbers> {
  const child = spawn(process.execPath, ["--import", "tsx", join(projectRoot, "pipelines/backup/rebuilt-numbers.ts")], {
    cwd: projectRoot,
    env: environmentWith({DATA_DIR: root, SENSITIVE_KEY: key?.toString("hex") ?? "", SENSITIVE_KEY_FILE: ""}),
    // It ends when this process is gone.
    stdio: ["pipe", "pipe", "pipe"]
  });
  const said = {stdout: "", stderr: ""};
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (said.stdout += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (said.stderr += chunk));
  const code = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (code !== 0) throw new BackupError(`备份打开后不能重新汇总：${said.stderr.trim()}`);
  return v.parse(v.pipe(v.string(), v.parseJson(), NUMBERS), said.stdout);
}
