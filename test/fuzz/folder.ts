import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Opened} from "./target.ts";

/** Opens a target whose cases write files into one folder, which goes with it. */
export const withFolder = (open: (folder: string) => Opened["property"]) => (): Opened => {
  const folder = mkdtempSync(join(tmpdir(), "fuzz-"));
  return {property: open(folder), close: () => rmSync(folder, {recursive: true, force: true})};
};
