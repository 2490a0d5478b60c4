import {existsSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";

/** The project's folder, found from this file upwards, because the built server lies at another depth. */
export const projectRoot = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(folder: string): string {
  if (existsSync(join(folder, "datasets", "contracts"))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error("datasets/contracts was not found in any folder above the code");
  return findRoot(parent);
}
