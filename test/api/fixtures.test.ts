import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {projectRoot} from "#pipelines/host/root.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {openStore} from "#pipelines/store/store.ts";
import {runCli} from "../pipelines/child.ts";
import {sendBasics} from "../pipelines/store.ts";
import {type RunningServer, startServer} from "../running-server.ts";

/** What people really send, as fixtures.test.ts declares it, by the API and by the command. */
interface Case {
  dataset: string;
  as_of?: string;
  unit?: string;
  columns?: Record<string, string>;
  file_name?: string;
  outcome: string;
  findings: {code: string; cell?: string; format?: string}[];
}

const FIXTURES = join(projectRoot, "test", "fixtures", "submissions");
const cases = readdirSync(FIXTURES).map((name) => {
  const expected = JSON.parse(readFileSync(join(FIXTURES, name, "findings.json"), "utf8")) as Case;
  const input = readdirSync(join(FIXTURES, name)).find((file) => file.startsWith("input."))!;
  return {name, expected, fileName: expected.file_name ?? input, bytes: readFileSync(join(FIXTURES, name, input))};
});

let folder: string;
let server: RunningServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "api-fixtures-"));
  const store = await openStore(dataDirAt(join(folder, "data")));
  await sendBasics(store);
  await store.ledger.close();
  server = await startServer(join(folder, "data"), {today: "2026-11-15"});
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, {recursive: true, force: true});
});

interface Told {
  code: string;
  format?: string;
  place?: {cell?: string};
  text: {where: string; fix: string};
}

/** What looks odd beside earlier files is not of the file itself. */
const ofFile = ({code}: {code: string}) => code !== "row/similar" && code !== "cell/outlier";
const inShort = ({code, format, place}: Told) => [code, format ?? "", place?.cell ?? ""].join(" ").trim();
const expectedOf = ({findings}: Case) =>
  findings.map(({code, format, cell}) => [code, format ?? "", cell ?? ""].join(" ").trim());

test("the API finds in every fixture what is to be found", {timeout: 240_000}, async () => {
  for (const {name, expected, fileName, bytes} of cases) {
    const {dataset, unit, as_of, columns} = expected;
    const search = new URLSearchParams({dry_run: "1", ...(unit && {unit}), ...(as_of && {as_of})});
    const response = await server.ask(`/api/submissions/${dataset}?${search}`, {
      method: "POST",
      body: bytes,
      headers: {
        "x-file-name": encodeURIComponent(fileName),
        ...(columns && {"x-columns": encodeURIComponent(JSON.stringify(columns))})
      }
    });
    const {findings} = (await response.json()) as {findings: Told[]};
    expect(response.status, name).toBe(expected.outcome === "refused" ? 422 : 200);
    expect(findings.filter(ofFile).map(inShort), name).toEqual(expectedOf(expected));
    for (const {text} of findings) expect(text.where && text.fix, name).toMatch(/[\u4e00-\u9fff]/);
  }
});

test("the command refuses what is to be refused, and says the same of it", {timeout: 240_000}, async () => {
  const refused = cases.filter(({expected}) => expected.outcome === "refused" && !expected.columns);
  const groups = new Map<string, typeof refused>();
  for (const each of refused) {
    const {dataset, unit = "", as_of = ""} = each.expected;
    const key = JSON.stringify([dataset, unit, as_of]);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  for (const [key, group] of groups) {
    const [dataset = "", unit = "", asOf = ""] = JSON.parse(key) as string[];
    const files = group.map(({name, fileName, bytes}) => {
      mkdirSync(join(folder, name), {recursive: true});
      writeFileSync(join(folder, name, fileName), bytes);
      return join(folder, name, fileName);
    });
    const options = [...(unit ? ["--unit", unit] : []), ...(asOf ? ["--as-of", asOf] : [])];
    const {code, stdout} = await runCli(["ingest", dataset, ...files, "--json", ...options], join(folder, "data"));
    const lines = stdout.trim().split("\n");
    expect([code, lines.length], stdout).toEqual([2, group.length]);
    for (const [at, line] of lines.entries()) {
      const told = JSON.parse(line) as {outcome: string; findings: {shown: Told[]}};
      const {name, expected} = group[at]!;
      expect(told.outcome, name).toBe("refused");
      expect(told.findings.shown.filter(ofFile).map(inShort), name).toEqual(expectedOf(expected));
    }
  }
});
