import {createHash} from "node:crypto";
import {mkdtemp, readdir, readFile, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import Papa from "papaparse";
import {afterAll, beforeAll, expect, test} from "vitest";
import {generateSample, type SampleSubmission} from "../../datasets/sample/generate.ts";
import {type Contract, type Field, headersOf, type Rule, type When} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {readPlan, readPlanCodes} from "#pipelines/plan/read-plan.ts";

type Row = Record<string, string>;
interface Sent {
  submission: SampleSubmission;
  contract: Contract;
  rows: Row[];
}

const contracts = readContracts();
const folders: string[] = [];
let sent: Sent[] = [];

beforeAll(async () => {
  const folder = await newFolder();
  const manifest = await generateSample(folder);
  sent = await Promise.all(manifest.map((submission) => read(folder, submission)));
}, 60_000);

afterAll(() => Promise.all(folders.map((folder) => rm(folder, {recursive: true}))));

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "sample-"));
  folders.push(folder);
  return folder;
}

async function read(folder: string, submission: SampleSubmission): Promise<Sent> {
  const contract = contracts.get(submission.dataset);
  if (!contract) throw new Error(`no contract ${submission.dataset}`);
  const text = (await readFile(join(folder, submission.file), "utf8")).replace(/^\uFEFF/, "");
  const {data, meta, errors} = Papa.parse<Row>(text, {header: true, skipEmptyLines: true});
  if (errors.length > 0) throw new Error(`${submission.file}: ${errors[0]?.message}`);
  const nameOf = new Map(meta.fields?.map((header) => [header, fieldUnder(contract, header)?.name ?? `?${header}`]));
  const rows = data.map((row) =>
    Object.fromEntries(Object.entries(row).map(([header, value]) => [nameOf.get(header), value]))
  );
  return {submission, contract, rows};
}

const fieldUnder = (contract: Contract, header: string) =>
  contract.fields.find((field) => headersOf(field).includes(header));
const codesIn = (value: string | undefined) => (value ?? "").split(";").filter(Boolean);
const keyOf = (contract: Contract, row: Row) => contract.primaryKey.map((name) => row[name]).join("|");

/** The newest row of each key, as the warehouse takes it. */
function newest(dataset: string): Row[] {
  const rows = new Map<string, Row>();
  for (const one of sent)
    if (one.contract.name === dataset) for (const row of one.rows) rows.set(keyOf(one.contract, row), row);
  return [...rows.values()];
}

test("the same seed writes the same bytes", async () => {
  const hashes = await Promise.all(
    [await newFolder(), await newFolder()].map(async (folder) => {
      await generateSample(folder);
      const hash = createHash("sha256");
      for (const file of (await readdir(folder)).sort()) hash.update(file).update(await readFile(join(folder, file)));
      return hash.digest("hex");
    })
  );
  expect(hashes[0]).toBe(hashes[1]);
});

test("the year has the union's size", () => {
  const between = (low: number, high: number) => (count: number) => count >= low && count <= high;
  const sizes: Record<string, (count: number) => boolean> = {
    units: between(37, 37),
    members: between(3200, 3500),
    clubs: between(15, 25),
    activities: between(560, 650),
    participation: between(55_000, 65_000),
    welfare: between(24_000, 28_000),
    assistance: between(200, 500),
    proposals: between(150, 150),
    meetings: between(45, 120),
    awards: between(200, 400),
    media: between(100, 300),
    digital: between(40, 50),
    procurement: between(8, 30),
    progress: between(250, 400),
    assignments: between(107, 107)
  };
  const wrong = Object.entries(sizes).filter(([dataset, isRight]) => !isRight(newest(dataset).length));
  expect(wrong.map(([dataset]) => [dataset, newest(dataset).length])).toEqual([]);
  expect(sent.length).toBeGreaterThanOrEqual(150);
  expect(sent.length).toBeLessThanOrEqual(225);
});

test("submissions stand in the order of sending, and nothing is sent after the middle of November", () => {
  const times = sent.map(({submission}) => submission.sent_at);
  expect(times).toEqual([...times].sort());
  expect(new Set(times).size).toBe(times.length);
  expect(times.at(-1)?.slice(0, 10)).toBe("2026-11-16");
  const early = sent.filter(({submission: {as_of, sent_at}}) => as_of > sent_at.slice(0, 10));
  expect(early).toEqual([]);
  const misdated = sent.filter(
    ({contract, submission: {as_of, sent_at}}) => contract.mode === "upsert" && as_of !== sent_at.slice(0, 10)
  );
  expect(misdated).toEqual([]);
});

test("headers are known, cells are what the contract allows", () => {
  const wrong = new Set<string>();
  for (const {submission, contract, rows} of sent) {
    for (const name of Object.keys(rows[0] ?? {}))
      if (name.startsWith("?")) wrong.add(`${submission.file}: header ${name}`);
    for (const field of contract.fields) {
      for (const row of rows) {
        const reason = faultOf(field, row[field.name] ?? "");
        if (reason) wrong.add(`${submission.file}: ${field.name} ${reason}`);
      }
    }
  }
  expect([...wrong]).toEqual([]);
});

const PATTERNS: Partial<Record<Field["type"], RegExp>> = {
  integer: /^-?\d+$/,
  number: /^-?\d+(\.\d+)?$/,
  boolean: /^[是否]$/,
  date: /^\d{4}-\d\d-\d\d$/,
  datetime: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/,
  yearmonth: /^\d{4}-\d\d$/
};

function faultOf({type, constraints = {}}: Field, value: string): string | undefined {
  if (value === "") return constraints.required ? "is required" : undefined;
  const pattern = PATTERNS[type];
  if (pattern && !pattern.test(value)) return `is not ${type}: ${value}`;
  if (
    type.startsWith("date") &&
    new Date(`${value.slice(0, 10)}T00:00:00Z`).toISOString().slice(0, 10) !== value.slice(0, 10)
  )
    return `no such day: ${value}`;
  if (constraints.minimum !== undefined && Number(value) < constraints.minimum) return `too small: ${value}`;
  if (constraints.maximum !== undefined && Number(value) > constraints.maximum) return `too large: ${value}`;
  const values = type === "list" ? codesIn(value) : [value];
  return constraints.enum && !values.every((one) => constraints.enum?.includes(one))
    ? `not allowed: ${value}`
    : undefined;
}

test("no key stands twice in one file", () => {
  const wrong = sent.filter(
    ({contract, rows}) => new Set(rows.map((row) => keyOf(contract, row))).size !== rows.length
  );
  expect(wrong.map(({submission}) => submission.file)).toEqual([]);
});

test("what a row refers to was sent before it", () => {
  const codes = readPlan(2026)!.deliverables.map(({code}) => code);
  const known = new Map<string, Set<string>>([["deliverables.code", new Set(codes)]]);
  const wrong = new Set<string>();
  for (const {submission, contract, rows} of sent) {
    for (const [name] of Object.entries(rows[0] ?? {})) {
      const values = known.get(`${contract.name}.${name}`) ?? new Set();
      known.set(`${contract.name}.${name}`, values);
      for (const row of rows) values.add(row[name] ?? "");
    }
    for (const {name, type, reference, referenceMayComeLater} of contract.fields) {
      if (reference === undefined || referenceMayComeLater) continue;
      for (const row of rows) {
        const values = type === "list" ? codesIn(row[name]) : [row[name] ?? ""].filter(Boolean);
        if (!values.every((value) => known.get(reference)?.has(value)))
          wrong.add(`${submission.file}: ${name} ${row[name]}`);
      }
    }
  }
  expect([...wrong]).toEqual([]);
  const chairs = newest("units").flatMap(({chair_person_id, publicity_person_id}) => [
    chair_person_id ?? "",
    publicity_person_id ?? ""
  ]);
  expect(chairs.filter((id) => id && !known.get("members.person_id")?.has(id))).toEqual([]);
});

test("the rules of the contracts hold", () => {
  const categories = new Map(newest("activities").map((row) => [row.activity_id ?? "", row.category ?? ""]));
  const wrong = sent.flatMap(({submission, contract, rows}) =>
    (contract.rules ?? [])
      .filter((rule) => !rows.every((row) => holds(rule, row, {categories, sentOn: submission.sent_at.slice(0, 10)})))
      .map((rule) => `${submission.file}: ${rule.rule} ${rule.field} ${rule.words}`)
  );
  expect(wrong).toEqual([]);
});

function holds(rule: Rule, row: Row, {categories, sentOn}: {categories: Map<string, string>; sentOn: string}): boolean {
  const value = row[rule.field] ?? "";
  if ("when" in rule && rule.when && !isMet(rule.when, row)) return true;
  switch (rule.rule) {
    case "requiredWhen":
      return value !== "";
    case "blankWhen":
      return value === "";
    case "equalsWhen":
      return value === "" || Number(value) === rule.value;
    case "differsWhen":
      return value === "" || Number(value) !== rule.value;
    case "expectedWhen":
      return value === "" || rule.values.includes(value);
    case "notBefore":
      return value === "" || (row[rule.other] ?? "") === "" || value >= (row[rule.other] ?? "");
    case "notAbove":
      return value === "" || (row[rule.other] ?? "") === "" || Number(value) <= Number(row[rule.other]);
    case "notBelow":
      return value === "" || Number(value) >= rule.value;
    case "notSame":
      return value === "" || value !== row[rule.other];
    case "sameYear":
      return value === "" || value.slice(0, 4) === row[rule.other];
    case "notInFuture":
      return value.slice(0, 10) <= sentOn;
    case "headcountOnly":
      return !rule.values.includes(categories.get(value) ?? "");
    case "unitOfRow":
    case "unitOfKpi":
      return /^-?[0-9.]*$/.test(value);
    case "knownMeasures":
      return value
        .split(";")
        .every(
          (part) => !part.startsWith("kpi:") || [part, `${row[rule.of]} ${part}`].some((one) => measures.has(one))
        );
  }
}

const measures = new Set(readPlanCodes().measures);

function isMet({field, includes, in: oneOf, is, above}: When, row: Row): boolean {
  const value = row[field] ?? "";
  if (includes !== undefined) return codesIn(value).includes(includes);
  if (oneOf !== undefined) return oneOf.includes(value);
  if (is !== undefined) return value === (is ? "是" : "否");
  return above === undefined ? value !== "" : value !== "" && Number(value) > above;
}

test("a unit sends rows of its own only", () => {
  const organizers = new Map(newest("activities").map((row) => [row.activity_id, row.organizer_unit_code]));
  const wrong = sent.filter(({submission: {unit}, contract, rows}) => {
    if (unit === null) return !contract.sender.includes("office");
    if (!contract.sender.includes("unit")) return true;
    const column = contract.name === "activities" ? "organizer_unit_code" : "unit_code";
    return rows.some(
      (row) => (contract.name === "participation" ? organizers.get(row.activity_id) : row[column]) !== unit
    );
  });
  expect(wrong.map(({submission}) => submission.file)).toEqual([]);
});

test("nobody signs in, is paid or is visited after the file was sent", () => {
  const happened = [
    "checkin_time",
    "issued_date",
    "redeemed_date",
    "pay_date",
    "visit_date",
    "file_date",
    "reply_date",
    "close_date",
    "held_date",
    "publish_date",
    "result_date"
  ];
  const wrong = sent.filter(({submission, rows}) =>
    rows.some((row) => happened.some((name) => (row[name] ?? "").slice(0, 10) > submission.sent_at.slice(0, 10)))
  );
  expect(wrong.map(({submission}) => submission.file)).toEqual([]);
});

test("people are plainly invented", () => {
  const members = newest("members");
  expect(
    members.filter(
      ({name, mobile, person_id}) =>
        !/^会员\d{4}$/.test(name ?? "") || mobile !== "" || !/^\d{5}$/.test(person_id ?? "")
    )
  ).toEqual([]);
});

test("later submissions correct earlier ones", () => {
  const seen = new Map<string, Set<string>>();
  const updates = new Map<string, number>();
  for (const {contract, rows} of sent) {
    if (contract.mode === "snapshot") continue;
    const keys = seen.get(contract.name) ?? new Set();
    seen.set(contract.name, keys);
    for (const row of rows) {
      const key = keyOf(contract, row);
      if (keys.has(key)) updates.set(contract.name, (updates.get(contract.name) ?? 0) + 1);
      keys.add(key);
    }
  }
  expect([...updates.keys()].sort()).toEqual([
    "activities",
    "assistance",
    "awards",
    "media",
    "meetings",
    "participation",
    "proposals",
    "welfare"
  ]);
});
