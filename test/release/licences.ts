import {readFileSync} from "node:fs";
import {join} from "node:path";
import {projectRoot} from "#pipelines/host/root.ts";

/**
 * What a package of the running program may be under. The LGPL is that of the picture library, which is loaded as a
 * file of its own; MPL files are used as they are.
 */
export const ALLOWED = [
  "MIT",
  "MIT-0",
  "ISC",
  "0BSD",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "Unlicense",
  "Zlib",
  "Python-2.0",
  "CC0-1.0",
  "LGPL-3.0-or-later",
  "MPL-2.0",
  // Lists of facts.
  "CC-BY-3.0",
  "CC-BY-4.0"
];

/** Builds for other platforms, which the lock names without their licence, and packages that tell it in another place. */
const UNSTATED: [RegExp, string][] = [
  [/^@duckdb\/node-bindings-/, "MIT"],
  [/^@rollup\/rollup-/, "MIT"],
  [/^(eval|format|require-like)$/, "MIT"]
];

export interface Licensed {
  name: string;
  version: string;
  licence: string;
}

interface Lock {
  packages: Record<string, {version?: string; license?: string; dev?: boolean; devOptional?: boolean}>;
}

/** Reads the packages that run in production, on any platform, by name. */
export function readLicences(): Licensed[] {
  const {packages} = JSON.parse(readFileSync(join(projectRoot, "package-lock.json"), "utf8")) as Lock;
  const found = Object.entries(packages).flatMap(([path, {version = "", license = "", dev}]) =>
    path === "" || dev ? [] : [licensedOf(path.replace(/^.*node_modules\//, ""), version, license)]
  );
  const distinct = new Map(found.map((each) => [`${each.name}@${each.version}`, each]));
  return [...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}

function licensedOf(name: string, version: string, stated: string): Licensed {
  const licence = stated || UNSTATED.find(([names]) => names.test(name))?.[1] || "";
  return {name, version, licence};
}

/** A choice is allowed if one of it is, a sum if all of it are. */
export function isAllowed(licence: string): boolean {
  const text = licence.replace(/[()]/g, "");
  if (text.includes(" OR ")) return text.split(" OR ").some(isAllowed);
  return text.split(" AND ").every((each) => ALLOWED.includes(each));
}

/** The text of `docs/licences.md`. */
export function licencesText(licences: Licensed[]): string {
  const kinds = [...new Set(licences.map(({licence}) => licence))].sort();
  const rows = kinds.map((kind) => {
    const names = licences.filter(({licence}) => licence === kind).map(({name, version}) => `${name} ${version}`);
    return `| ${kind} | ${names.length} | ${names.join("、")} |`;
  });
  return `# 用到的软件和许可证

运行时用到的 npm 软件包 ${licences.length} 个（各平台的都算，开发时用的不算），由 \`npx tsx test/release/make-licences.ts\` 按 \`package-lock.json\` 生成；
不在允许之列的许可证通不过测试。完整的软件物料清单（SBOM，CycloneDX）用 \`npm run --silent sbom\` 打印。

| 许可证 | 个数 | 软件包 |
|---|---|---|
${rows.join("\n")}
`;
}
