import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {projectRoot} from "#pipelines/host/root.ts";

const sources = () =>
  readdirSync(join(projectRoot, "app"), {recursive: true, encoding: "utf8"})
    .filter((name) => /\.tsx?$/.test(name))
    .sort()
    .map((name) => readFileSync(join(projectRoot, "app", name), "utf8"));

/** What the app's own source asks addresses and forms for, so that cases come past the first check of each. */
export interface SourceWords {
  /** Patterns of addresses: `/kpis/$code`. */
  paths: string[];
  /** Names of parameters and fields. */
  names: string[];
  intents: string[];
}

export function wordsOfSource(): SourceWords {
  const texts = sources();
  const all = (...patterns: RegExp[]) => [
    ...new Set(texts.flatMap((text) => patterns.flatMap((each) => [...text.matchAll(each)].map(([, word]) => word!))))
  ];
  return {
    paths: [...new Set(readdirSync(join(projectRoot, "app/routes")).sort().map(pathOf))],
    names: all(/\bname="([a-z_]+)"/g, /\.(?:get|getAll|has)\("([a-z_]+)"/g),
    intents: all(/\bintent\b[^"\n]{0,20}"([a-z-]+)"/g, /\bcase "([a-z-]+)":/g)
  };
}

/** `kpis.$code_.csv.ts` → `/kpis/$code/csv` */
function pathOf(file: string): string {
  const parts = file
    .replace(/\.tsx?$/, "")
    .split(/\.(?![^[]*\])/)
    .map((part) => part.replace(/_$/, "").replaceAll(/\[(.)\]/g, "$1"))
    .filter((part) => part !== "_index");
  return `/${parts.join("/")}`;
}
