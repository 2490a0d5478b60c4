import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {projectRoot} from "#pipelines/host/root.ts";

export interface CorpusFile {
  name: string;
  bytes: Buffer;
}

/** Longer files say nothing new, and take the time of others. */
const MOST_BYTES = 64 * 1024;
const FOLDERS = ["test/fixtures/submissions", "datasets/contracts", "datasets/plan", "datasets"];

let read: CorpusFile[] | undefined;

/** All fixtures and data sets of the project that somebody could send, in a fixed order. */
export function corpus(): CorpusFile[] {
  return (read ??= [...new Set(FOLDERS.flatMap(namesIn))].sort().flatMap((name) => {
    const bytes = readFileSync(join(projectRoot, name));
    return bytes.length <= MOST_BYTES ? [{name, bytes}] : [];
  }));
}

/** Those with one of these endings. */
export const corpusOf = (...endings: string[]) =>
  corpus().filter(({name}) => endings.some((ending) => name.endsWith(`.${ending}`)));

function namesIn(folder: string): string[] {
  return readdirSync(join(projectRoot, folder), {recursive: folder !== "datasets", withFileTypes: true})
    .filter((entry) => entry.isFile() && entry.name !== "findings.json" && !entry.name.endsWith(".ts"))
    .map(({parentPath, name}) => join(parentPath, name).slice(projectRoot.length + 1));
}
