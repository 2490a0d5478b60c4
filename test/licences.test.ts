import {execFileSync} from "node:child_process";
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {projectRoot} from "#pipelines/host/root.ts";
import {isAllowed, licencesText, readLicences} from "./release/licences.ts";

const licences = readLicences();

test("every package that runs is under a licence that the union may use", () => {
  expect(licences.length).toBeGreaterThan(150);
  expect(licences.filter(({licence}) => !isAllowed(licence))).toEqual([]);
});

test("a choice needs one allowed licence, a sum all of them", () => {
  expect(["MIT", "(MIT OR GPL-3.0-or-later)", "(MIT AND Zlib)"].filter(isAllowed)).toHaveLength(3);
  expect(["", "GPL-3.0-only", "(MIT AND GPL-3.0-only)", "UNLICENSED"].filter(isAllowed)).toEqual([]);
});

test("the list of licences is that of the locked packages", () => {
  expect(readFileSync(join(projectRoot, "docs", "licences.md"), "utf8")).toBe(licencesText(licences));
});

test("the bill of materials is CycloneDX and names what is installed and runs", () => {
  const said = execFileSync("npm", ["run", "--silent", "sbom"], {cwd: projectRoot, encoding: "utf8", maxBuffer: 64e6});
  const bill = JSON.parse(said) as {
    bomFormat: string;
    components: {name: string; version: string}[];
  };
  expect(bill.bomFormat).toBe("CycloneDX");
  const named = new Set(bill.components.map(({name, version}) => `${name}@${version}`));
  const {dependencies} = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  expect(Object.entries(dependencies).filter(([name, version]) => !named.has(`${name}@${version}`))).toEqual([]);
  expect([...named].filter((name) => /^(vitest|eslint|playwright-core)@/.test(name))).toEqual([]);
});
