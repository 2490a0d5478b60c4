import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";

/** Reads the style sheets of a build, each by its address. */
export function builtStyles(folder: string): Map<string, string> {
  const assets = join(folder, "client", "assets");
  const names = readdirSync(assets).filter((name) => name.endsWith(".css"));
  return new Map(names.map((name) => [`/assets/${name}`, readFileSync(join(assets, name), "utf8")]));
}
