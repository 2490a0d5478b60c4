import {readdirSync, readFileSync} from "node:fs";
import {dirname, join, normalize} from "node:path";
import {expect, test} from "vitest";
import {projectRoot} from "#pipelines/host/root.ts";
import {LAYERS, type Layer, readModels} from "#pipelines/models/models.ts";

interface Import {
  by: string;
  /** A path in the project, or a package. */
  of: string;
  isType: boolean;
}

const FOLDERS = ["app", "pipelines", "datasets/sample"];

/**
 * The rooms of `pipelines`, from the ground up: each may import from those before it, never from those behind.
 * `docs/architecture.md` says what each is for.
 */
const ROOMS = [
  "environment",
  "time",
  "host",
  "duckdb",
  "contracts",
  "findings",
  "files",
  "ledger",
  "evidence",
  "sealed",
  "accepted",
  "checks",
  "compare",
  "plan",
  "models",
  "numbers",
  "topics",
  "accounts",
  "meetings",
  "frozen",
  "completeness",
  "privacy",
  "removals",
  "closings",
  "rebuild",
  "states",
  "submissions",
  "promises",
  "retention",
  "messages",
  "store",
  "backup",
  "doctor",
  "cli"
];

const MAY_IMPORT: Record<string, string[]> = {
  "app/routes": ["app/features", "app/server", "app/charts", "app/ui", "app/format"],
  "app/features": ["app/features", "app/server", "app/charts", "app/ui", "app/format", "pipelines"],
  // Runs in Node before there is a bundle, so it shares nothing with the pages.
  "app/server/http": ["app/server/http", "pipelines"],
  "app/server": ["app/server", "app/format", "pipelines"],
  // A chart shows its numbers as a table too.
  "app/charts": ["app/charts", "app/ui", "app/format"],
  "app/ui": ["app/ui", "app/format"],
  "app/format": [],
  pipelines: ["pipelines"],
  "datasets/sample": ["datasets/sample", "pipelines"]
};

/** Decks show what these draw, and materials are made from decks; the frame of every page is no feature of its own. */
const MAY_SHOW: Record<string, string[]> = {
  // The frozen state holds what each of these shows.
  deck: [
    "overview",
    "task",
    "kpi",
    "meetings",
    "changes",
    "datasets",
    "supervision",
    "outputs",
    "submissions",
    "units",
    "instructions"
  ],
  materials: ["deck", "meetings", "supervision", "instructions"]
};

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
  if (of.startsWith("#")) return of.slice(1);
  return of.startsWith(".") ? normalize(join(dirname(by), of)) : of;
}

const isOurs = ({of}: Import) => FOLDERS.some((folder) => isIn(of, folder));
const featureOf = (path: string) => /^app\/features\/([^/]+)/.exec(path)?.[1];
const roomOf = (path: string) => /^pipelines\/([^/]+)\//.exec(path)?.[1];
const isServer = (path: string) => /\.server\.tsx?$/.test(path);
const isBeforeTheBundle = (path: string) => isIn(path, "app/server/http");
const said = ({by, of}: Import) => `${by} → ${of}`;

test("every folder takes only from those it may", () => {
  const outside = imports.filter(isOurs).filter(({by, of}) => {
    const folder = Object.keys(MAY_IMPORT).find((name) => isIn(by, name) || by.startsWith(`${name}.`));
    return folder !== undefined && !MAY_IMPORT[folder]!.some((name) => isIn(of.replace(/\.tsx?$/, ""), name));
  });
  expect(outside.map(said)).toEqual([]);
});

test("nobody reaches into the part that runs before the bundle", () => {
  const reaching = imports.filter(({by, of}) => isBeforeTheBundle(of) && !isBeforeTheBundle(by));
  expect(reaching.map(said)).toEqual([]);
});

test("every file of the pipelines stands in a room of the list", () => {
  const homeless = files.filter((path) => isIn(path, "pipelines") && !ROOMS.includes(roomOf(path) ?? ""));
  expect(homeless).toEqual([]);
});

test("a room takes only from the rooms below it, values and types alike", () => {
  const upwards = imports.filter(({by, of}) => {
    const [from, to] = [roomOf(by), roomOf(of)];
    return from !== undefined && to !== undefined && ROOMS.indexOf(to) > ROOMS.indexOf(from);
  });
  expect(upwards.map(said)).toEqual([]);
});

test("no files import one another in a circle, by value or by type", () => {
  expect(files.filter((path) => reachedFrom(path).has(path))).toEqual([]);
});

const importedBy = new Map(files.map((path) => [path, imports.filter(({by}) => by === path).map(({of}) => of)]));

/** All files that one needs, directly or through others; itself only if it stands in a circle. */
function reachedFrom(path: string): Set<string> {
  const reached = new Set(importedBy.get(path));
  for (const each of reached) for (const of of importedBy.get(each) ?? []) reached.add(of);
  return reached;
}

test("a file of its own room is named by its path, any other by the alias", () => {
  const climbing = files.flatMap((path) =>
    linesOf(path).filter((line) => {
      const [, of = ""] = /\bfrom "(\.\.[^"]*)"/.exec(line) ?? [];
      const home = roomOf(path) ?? featureOf(path);
      const target = of && pathOf(path, of);
      return (
        of !== "" && isOurs({by: path, of: target, isType: false}) && (roomOf(target) ?? featureOf(target)) !== home
      );
    })
  );
  expect(climbing).toEqual([]);
});

test("the pipelines run without a web server", () => {
  const packages = imports.filter((one) => isIn(one.by, "pipelines") && !isOurs(one)).map(({of}) => of);
  const others = packages.filter((name) => !name.startsWith("node:"));
  expect([...new Set(others)].sort()).toEqual([
    "@duckdb/node-api",
    "@node-rs/argon2",
    "devextreme-exceljs-fork",
    "fastest-levenshtein",
    "htmlparser2",
    "kysely",
    "libsql",
    "lru-cache",
    "ml-matrix",
    "nodemailer",
    "otpauth",
    "p-limit",
    "papaparse",
    "saxes",
    "sharp",
    "unhomoglyph",
    "uuid",
    "valibot",
    "yauzl"
  ]);
});

test("only the ledger's room knows which database it is", () => {
  const knowing = imports
    .filter(({of}) => of === "kysely" || of === "libsql")
    // A lock between processes is an open transaction of a file that holds nothing.
    .filter(({by}) => !isIn(by, "pipelines/ledger") && by !== "pipelines/host/exclusive.ts");
  expect(knowing.map(said)).toEqual([]);
});

test("what changes the submissions rebuilds the numbers, for there is no other way to it", () => {
  const alone = /import \{[^}]*\b(submit|giveVerdicts|reportZero|rebuildWarehouse)\b/;
  const without = files
    .filter((path) => isIn(path, "app") && path !== "app/server/http/start.ts")
    .flatMap((path) => linesOf(path).filter((line) => alone.test(line)));
  expect(without).toEqual([]);
});

test("only server modules reach the pipelines for more than a type", () => {
  const reached = imports
    .filter(({by, of, isType}) => isIn(by, "app") && isIn(of, "pipelines") && !isType)
    .filter(({by}) => !isServer(by) && !isBeforeTheBundle(by));
  expect(reached.map(said)).toEqual([]);
});

test("what a browser draws takes no value from a server module", () => {
  const taken = imports
    .filter(({by, of, isType}) => isIn(by, "app") && isServer(of) && !isType)
    // Remix takes loaders, and what only they use, out of the browser's bundle.
    .filter(({by}) => !isServer(by) && !isIn(by, "app/routes") && by !== "app/root.tsx");
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

test("a program is started by its arguments, never by a line for a shell", () => {
  const starting = files.filter((path) => readFileSync(join(projectRoot, path), "utf8").includes("node:child_process"));
  expect(starting.length).toBeGreaterThan(2);
  const byLine = /\b(exec|execSync)\(|import \{[^}]*\b(exec|execSync)\b[^}]*\} from "node:child_process"|\bshell: /;
  const taken = starting.flatMap((path) => linesOf(path).filter((line) => byLine.test(line.replace(/\.exec\(/g, ""))));
  expect(taken).toEqual([]);
});

test("nothing but the environment's own room reads what it is set to", () => {
  const reading = files
    .filter((path) => path !== "pipelines/environment/environment.ts")
    .flatMap((path) => linesOf(path).filter((line) => /process\.env/.test(line)));
  expect(reading).toEqual([]);
});

test("nothing but the clock asks what day it is", () => {
  const asking = files
    .filter((path) => path !== "pipelines/time/clock.ts")
    // The presenter's desk shows the time in the room, and no number depends on it.
    .filter((path) => path !== "app/features/deck/player/wall-clock.ts")
    .flatMap((path) => linesOf(path).filter((line) => /new Date\(\s*\)|Date\.now\(/.test(line)));
  expect(asking).toEqual([]);
});

const MAY_READ: Record<Layer, RegExp> = {
  staging: /^raw\./,
  people: /^(staging\.|raw\.plan_)/,
  macros: /^people\./,
  shares: /^people\./,
  // The plan comes clean from its folder, so it needs no staging.
  marts: /^(staging\.|raw\.plan_)/,
  kpis: /^(marts|people)\./,
  // Where a row stands in its file only `raw` knows.
  suspects: /^(raw|marts|people)\./
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

test("a KPI model adds up and leaves dividing to the one reader", () => {
  const dividing = readModels("kpis").filter(({sql}) => /\/|\b(avg|mean|median)\s*\(/i.test(codeOf(sql)));
  expect(dividing.map(({path}) => path)).toEqual([]);
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
