import {existsSync, readdirSync, readFileSync} from "node:fs";
import {dirname, join, normalize} from "node:path";
import {expect, test} from "vitest";
import {projectRoot} from "#pipelines/host/root.ts";

const textOf = (path: string) => readFileSync(join(projectRoot, path), "utf8");
const exists = (path: string) => existsSync(join(projectRoot, path));
const filesIn = (folder: string) =>
  readdirSync(join(projectRoot, folder), {recursive: true, encoding: "utf8"}).map((name) => join(folder, name));

const README = ["README.md", "README.zh-CN.md"];
const documents = [
  ...readdirSync(projectRoot).filter((name) => name.endsWith(".md")),
  ...filesIn("docs").filter((path) => path.endsWith(".md"))
];
const architecture = textOf("docs/architecture.md");
const packageFile = JSON.parse(textOf("package.json")) as {version: string; scripts: Record<string, string>};

/** Each match's first group, with the document it stands in. */
function namedIn(paths: string[], pattern: RegExp): {by: string; name: string}[] {
  return paths.flatMap((by) => [...textOf(by).matchAll(pattern)].map(([, name = ""]) => ({by, name})));
}

const lineOf = ({by, name}: {by: string; name: string}) => `${by}: ${name}`;

/** The text between a heading and the next one of its level. */
function sectionOf(text: string, heading: string): string {
  const from = text.indexOf(`\n## ${heading}\n`);
  if (from === -1) throw new Error(`no section ${heading}`);
  const to = text.indexOf("\n## ", from + 1);
  return text.slice(from, to === -1 ? undefined : to);
}

/** The rows of the first table in a text below its header, cell by cell. */
function tableRows(text: string): string[][] {
  const [, ...rows] = text.split("\n").filter((line) => line.startsWith("|") && !line.startsWith("|-"));
  return rows.map((row) => row.slice(2, -2).split(" | "));
}

/** What stands in backticks. */
const codeIn = (cell = "") => /`([^`]+)`/.exec(cell)?.[1] ?? "";

test.each(README)("%s is short enough to be read, and fits a terminal", (path) => {
  const lines = textOf(path).trimEnd().split("\n");
  expect(lines.length).toBeLessThanOrEqual(90);
  expect(lines.filter((line) => columnsOf(line) > 110)).toEqual([]);
});

/** A Chinese character takes two columns. */
function columnsOf(line: string): number {
  return (
    line.length + (line.match(/[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/g)?.length ?? 0)
  );
}

test("a link in a document leads to a file, and to a heading of it", () => {
  const links = namedIn(documents, /\]\(([^)\s]+)\)/g).filter(({name}) => !/^https?:/.test(name));
  expect(links.length).toBeGreaterThan(40);
  const broken = links.filter(({by, name}) => {
    const [path = "", anchor] = name.split("#");
    const target = path === "" ? by : normalize(join(dirname(by), path));
    return !exists(target) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
  });
  expect(broken.map(lineOf)).toEqual([]);
});

function anchorsOf(path: string): string[] {
  return [...textOf(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, "")
      .replaceAll(" ", "-")
  );
}

test("a path that a document names is there", () => {
  const current = documents.filter((path) => path !== "CHANGELOG.md");
  const paths = namedIn(current, /(?<![\w/.#<(-])((?:app|pipelines|datasets|test|docs)\/[\w$./-]*[\w$/])/g);
  expect(paths.length).toBeGreaterThan(150);
  expect(paths.filter(({name}) => !exists(name)).map(lineOf)).toEqual([]);
});

test("a command that a document names is one of ours", () => {
  const commands = namedIn(documents, /\bnpm run (?:--silent )?([a-z][\w:-]*)/g);
  expect(commands.length).toBeGreaterThan(30);
  expect(commands.filter(({name}) => packageFile.scripts[name] === undefined).map(lineOf)).toEqual([]);
});

test("an operator finds every command of the command line", () => {
  const commands = Object.keys(packageFile.scripts).filter((name) =>
    packageFile.scripts[name]!.includes("/cli/cli.ts")
  );
  expect(commands.length).toBeGreaterThanOrEqual(6);
  expect(commands.filter((name) => !textOf("docs/operate.md").includes(`| \`npm run ${name}`))).toEqual([]);
});

test("an operator finds every environment variable that the code reads, and no other", () => {
  const names = tableRows(sectionOf(textOf("docs/operate.md"), "环境变量")).map(([cell]) => codeIn(cell));
  const code = ["app", "pipelines", "datasets/sample"].flatMap(filesIn).filter((path) => /\.tsx?$/.test(path));
  expect(names.sort()).toEqual([...new Set(code.flatMap(variablesOf))].sort());
});

/** Named as a member, taken apart, or listed in a module of the environment. */
function variablesOf(path: string): string[] {
  const source = textOf(path).replaceAll("import.meta.env", "");
  const members = [...source.matchAll(/\benv(?:\.|\[")([A-Z][A-Z0-9_]+)\b/g)].map(([, name]) => name!);
  const destructured = [...source.matchAll(/\{([^{}]*)\} = (?:process\.)?env\b/g)].flatMap(([, names]) =>
    upperCaseIn(names!)
  );
  const keys = /environment/.test(path) ? source.matchAll(/^\s*"?([A-Z][A-Z0-9_]+)"?\??:/gm) : [];
  return [...members, ...destructured, ...[...keys].map(([, name]) => name!)];
}

const upperCaseIn = (names: string) => names.match(/\b[A-Z][A-Z0-9_]+\b/g) ?? [];

test("a program finds every address of the API", () => {
  const routes = readdirSync(join(projectRoot, "app", "routes")).filter((name) => /^(api\.|healthz)/.test(name));
  const addresses = routes.filter((name) => name !== "api.$.ts").map(addressOf);
  expect(addresses).toContain("/api/submissions/<id>/withdraw");
  const text = textOf("docs/api.md");
  expect(addresses.filter((address) => !new RegExp(`^### \`(GET|POST) ${address}\``, "m").test(text))).toEqual([]);
});

/** `api.kpis.$file.ts` answers at `/api/kpis/<file>`. */
function addressOf(route: string): string {
  const parts = route
    .replace(/\.tsx?$/, "")
    .replace("[.]", "\0")
    .split(".");
  const names = parts.filter((part) => part !== "_index").map((part) => part.replace(/^\$(.+)$/, "<$1>"));
  return `/${names.join("/").replace("\0", ".")}`;
}

test("the rooms of the pipelines are told in the order that the architecture test holds", () => {
  const [, list = ""] = /const ROOMS[^=]*= \[([^\]]*)\]/.exec(textOf("test/architecture.test.ts")) ?? [];
  const rooms = [...list.matchAll(/"(\w+)"/g)].map(([, room]) => room);
  expect(rooms.length).toBeGreaterThan(15);
  const rows = tableRows(sectionOf(architecture, "The rooms of `pipelines`"));
  expect(rows.map(([room]) => codeIn(room))).toEqual(rooms);
});

test("the main files of a room stand in it", () => {
  const rooms = tableRows(sectionOf(architecture, "The rooms of `pipelines`"));
  const files = rooms.flatMap(([room, , names = ""]) =>
    [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => `pipelines/${codeIn(room)}/${name}`)
  );
  expect(files.length).toBeGreaterThan(rooms.length);
  expect(files.filter((path) => !exists(path))).toEqual([]);
});

const guesses = tableRows(sectionOf(architecture, "Where is …?"));

test("a newcomer is asked for a check, a status rule, an address, a chart and a column at least", () => {
  expect(guesses.length).toBeGreaterThanOrEqual(5);
});

test.each(guesses)("%s is found in one guess, %s, in %s", (_what, guess, path, content) => {
  expect(codeIn(path)).toContain(codeIn(guess));
  expect(textOf(codeIn(path))).toContain(codeIn(content));
});

const examples = [...architecture.matchAll(/^`([^`]+)`:\n\n```\w+\n([^]*?)```$/gm)].map(([, path, code]) => ({
  path: path!,
  // Where lines are left out stands a line with three dots.
  parts: code!.split("\n…\n").map((part) => part.trim())
}));

test("the rules of style are shown by examples", () => {
  expect(examples.length).toBeGreaterThanOrEqual(9);
});

test.each(examples)("an example of style stands in $path", ({path, parts}) => {
  const source = textOf(path);
  expect(parts.filter((part) => !source.includes(part))).toEqual([]);
});

const decisions = readdirSync(join(projectRoot, "docs", "decisions")).filter((name) => name !== "README.md");

test.each(decisions)("the decision %s has a date, a context, a decision and a price, and is in the index", (name) => {
  const text = textOf(`docs/decisions/${name}`);
  const [, date] = /^(\d{4}-\d\d-\d\d)-[a-z0-9-]+\.md$/.exec(name) ?? [];
  expect(text).toContain(`\nDate: ${date}\n`);
  expect([...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual(["Context", "Decision", "Cost"]);
  expect(textOf("docs/decisions/README.md")).toContain(`](${name})`);
});

test("the changelog has a section for the version of the package", () => {
  expect(textOf("CHANGELOG.md")).toContain(`\n## [${packageFile.version}]`);
});

test("the demo accounts are those that the demo makes", () => {
  const demo = textOf("datasets/sample/demo-accounts.ts");
  const names = tableRows(sectionOf(textOf("README.md"), "Who sees what")).map(([account]) => codeIn(account));
  expect(names.length).toBe(6);
  expect(names.filter((name) => !demo.includes(`"${name}"`) && !name.startsWith("unit-U"))).toEqual([]);
  for (const path of README) expect(textOf(path)).toContain(/PASSWORD = "([^"]+)"/.exec(demo)?.[1]);
});
