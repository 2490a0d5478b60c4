import {readdirSync, readFileSync} from "node:fs";
import {dirname, join, normalize} from "node:path";
import {expect, test} from "vitest";
import {LAYERS, type Layer, readModels} from "#pipelines/models/models.ts";
import {projectRoot} from "#pipelines/host/root.ts";

interface Import {
  by: string;
  /** A path in the project without its ending, or a package. */
  of: string;
  isType: boolean;
}

const FOLDERS = ["app", "pipelines", "datasets/sample"];

const MAY_IMPORT: Record<string, string[]> = {
  "app/routes": ["app/features", "app/server", "app/charts", "app/ui", "app/format"],
  "app/features": ["app/features", "app/server", "app/charts", "app/ui", "app/format", "pipelines"],
  "app/server": ["app/server", "pipelines"],
  // A chart shows its numbers as a table too.
  "app/charts": ["app/charts", "app/ui", "app/format"],
  "app/ui": ["app/ui", "app/format"],
  "app/format": [],
  pipelines: ["pipelines"],
  "datasets/sample": ["datasets/sample", "pipelines"]
};

/** Run by node before there is a bundle, so they need no `.server` in their names. */
const BEFORE_THE_BUNDLE = [
  "app/server/http/start.ts",
  "app/server/built-app.ts",
  "app/server/known-hosts.ts",
  "app/server/own-origin.ts",
  "app/server/plain-requests.ts",
  "app/server/refuse.ts",
  "app/server/security-headers.ts",
  "app/server/slow-down.ts"
];

/** Checks files in the browser as the pipelines do on the server, with the part of them that knows no server. */
const WORKER = "app/features/submissions/upload/check.worker.ts";

/** `deck` shows what these draw; the frame of every page is no feature of its own. */
const MAY_SHOW: Record<string, string[]> = {deck: ["overview", "task", "kpi"]};

const isIn = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(projectRoot, folder), {recursive: true, encoding: "utf8"}).map((name) => join(folder, name))
).filter((path) => /\.tsx?$/.test(path));

const imports = files.flatMap(importsOf);

function importsOf(by: string): Import[] {
  const source = readFileSync(join(projectRoot, by), "utf8");
  const found = source.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^;"']*?\sfrom\s+)?"([^"]+)"/gm);
  const lazy = source.matchAll(/\bimport\("([^"]+)"\)/g);
  return [
    ...[...found].map(([, type, of = ""]) => ({by, of: pathOf(by, of), isType: type !== undefined})),
    ...[...lazy].map(([, of = ""]) => ({by, of: pathOf(by, of), isType: false}))
  ];
}

function pathOf(by: string, of: string): string {
  if (of.startsWith("~/")) return join("app", of.slice(2));
  return of.startsWith(".") ? normalize(join(dirname(by), of)) : of;
}

const isOurs = ({of}: Import) => FOLDERS.some((folder) => isIn(of, folder));
const featureOf = (path: string) => /^app\/features\/([^/]+)/.exec(path)?.[1];
const isServer = (path: string) => /\.server(\.tsx?)?$/.test(path);
const said = ({by, of}: Import) => `${by} → ${of}`;

test("every folder takes only from those it may", () => {
  const outside = imports.filter(isOurs).filter(({by, of}) => {
    const folder = Object.keys(MAY_IMPORT).find((name) => isIn(by, name) || by.startsWith(`${name}.`));
    return folder !== undefined && !MAY_IMPORT[folder]!.some((name) => isIn(of.replace(/\.tsx?$/, ""), name));
  });
  expect(outside.map(said)).toEqual([]);
});

test("the pipelines run without a web server", () => {
  const packages = imports.filter((one) => isIn(one.by, "pipelines") && !isOurs(one)).map(({of}) => of);
  const others = packages.filter((name) => !name.startsWith("node:"));
  expect([...new Set(others)].sort()).toEqual([
    "@duckdb/node-api",
    "@node-rs/argon2",
    "exceljs",
    "fflate",
    "libsql",
    "otpauth",
    "papaparse",
    "saxes",
    "uuid",
    "yauzl"
  ]);
});

test("only server modules reach the pipelines for more than a type", () => {
  const reached = imports
    .filter(({by, of, isType}) => isIn(by, "app") && isIn(of, "pipelines") && !isType)
    .filter(
      ({by, of}) =>
        !isServer(by) && !BEFORE_THE_BUNDLE.includes(by) && !(by === WORKER && isIn(of, "pipelines/preview"))
    );
  expect(reached.map(said)).toEqual([]);
});

test("what the browser checks files with knows no server", () => {
  const reached = new Set([WORKER]);
  for (const path of reached) {
    for (const {of, isType} of imports.filter(({by}) => by === path)) if (!isType) reached.add(of);
  }
  expect(reached.size).toBeGreaterThan(20);
  const packages = [...reached].filter((path) => !FOLDERS.some((folder) => isIn(path, folder)));
  expect(packages.sort()).toEqual(["fflate", "papaparse", "saxes"]);
  const tied = [...reached].filter((path) => isIn(path, "pipelines") || isIn(path, "app"));
  const words = tied.flatMap((path) => linesOf(path).filter((line) => /\b(Buffer|process)\b[.(]|node:/.test(line)));
  expect(words).toEqual([]);
});

test("what a browser draws takes no value from a server module", () => {
  const taken = imports
    .filter(({by, of, isType}) => isIn(by, "app") && isServer(of) && !isType)
    // Remix takes loaders, and what only they use, out of the browser's bundle.
    .filter(({by}) => !isServer(by) && !isIn(by, "app/routes") && by !== "app/root.tsx")
    .filter(({by}) => !BEFORE_THE_BUNDLE.includes(by));
  expect(taken.map(said)).toEqual([]);
});

test("features stay apart", () => {
  const crossing = imports.filter(({by, of}) => {
    const [from, to] = [featureOf(by), featureOf(of)];
    return from !== undefined && to !== undefined && from !== to && !MAY_SHOW[from]?.includes(to);
  });
  expect(crossing.map(said)).toEqual([]);
});

test("only charts know the chart library", () => {
  const users = imports.filter(({by, of}) => /^echarts(\/|$)/.test(of) && !isIn(by, "app/charts"));
  expect(users.map(said)).toEqual([]);
});

test("the parts every page is made of know nothing of unions", () => {
  const unionWords = /工会|会员|教职工|单位|承诺|工程|\b(member|unit|union|deliverable|programme|submission|kpi)s?\b/i;
  const knowing = files
    .filter((path) => isIn(path, "app/ui") || isIn(path, "app/charts"))
    // The address keeps the filters by their names.
    .filter((path) => path !== "app/ui/address.ts")
    .flatMap((path) => linesOf(path).filter((line) => unionWords.test(line)));
  expect(knowing).toEqual([]);
});

test("nothing but the clock asks what day it is", () => {
  const asking = files
    .filter((path) => path !== "pipelines/time/clock.ts")
    .flatMap((path) => linesOf(path).filter((line) => /new Date\(\s*\)|Date\.now\(/.test(line)));
  expect(asking).toEqual([]);
});

const MAY_READ: Record<Layer, RegExp> = {
  staging: /^raw\./,
  people: /^(staging\.|raw\.plan_)/,
  shares: /^people\./,
  // The plan comes clean from its folder, so it needs no staging.
  marts: /^(staging\.|raw\.plan_)/,
  kpis: /^(marts|people)\./
};

test.each(LAYERS)("%s reads the layers before it and never its own", (layer) => {
  const reached = readModels(layer).flatMap(({path, sql}) =>
    [...codeOf(sql).matchAll(/\b(?:from|join)\s+([a-z_]+\.[a-z0-9_]+)/g)]
      .map(([, table = ""]) => table)
      .filter((table) => !MAY_READ[layer].test(table))
      .map((table) => `${path} → ${table}`)
  );
  expect(reached).toEqual([]);
});

test("no model asks what day it is", () => {
  const clock = /\b(current_date|current_timestamp|localtimestamp|now\s*\(|today\s*\(|get_current)/i;
  const asking = LAYERS.flatMap(readModels).filter(({sql}) => clock.test(codeOf(sql)));
  expect(asking.map(({path}) => path)).toEqual([]);
});

test("every model begins by saying what a row of it is", () => {
  const silent = LAYERS.flatMap(readModels).filter(({sql}) => !/^-- [A-Z].*[.:]?\n/.test(sql));
  expect(silent.map(({path}) => path)).toEqual([]);
});

function codeOf(sql: string): string {
  return sql.replace(/--.*$/gm, "");
}

function linesOf(path: string): string[] {
  const lines = readFileSync(join(projectRoot, path), "utf8").split("\n");
  return lines.map((line, at) => `${path}:${at + 1} ${line.trim()}`);
}
