import {mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {isMemoryOnly} from "./strace-lines.ts";

/** Files with their bytes, and folders, by path; a folder comes before what is in it. */
export type Tree = Map<string, Buffer | "folder">;

export function readTree(folder: string): Tree {
  const tree: Tree = new Map();
  for (const entry of readdirSync(folder, {recursive: true, withFileTypes: true})) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1);
    if (!isMemoryOnly(name)) tree.set(name, entry.isDirectory() ? "folder" : readFileSync(path));
  }
  return new Map([...tree].sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function writeTree(tree: Tree, folder: string): void {
  mkdirSync(folder, {recursive: true});
  for (const [name, content] of tree) {
    const path = join(folder, name);
    if (content === "folder") mkdirSync(path, {recursive: true});
    else {
      mkdirSync(dirname(path), {recursive: true});
      writeFileSync(path, content);
    }
  }
}
