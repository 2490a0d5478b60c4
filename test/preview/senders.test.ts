import {expect, test} from "vitest";
import {csvOf, emptyStore, type Row, sendAccepted, sharedStore, temporaryFolder} from "../pipelines/store.ts";
import {readHashedKnown} from "#app/features/submissions/upload/check-known.server.ts";
import {contractOf} from "../pipelines/csv.ts";
import {inventedId, inventedMobile} from "../pipelines/invented-numbers.ts";
import {randomOf, textsOf} from "./texts.ts";
import {bothWays} from "./twin.ts";

const store = sharedStore();

const ACTIVITIES = csvOf("activities", [
  {activity_id: "A1"},
  {activity_id: "A1", organizer_unit_code: "U02"},
  {activity_id: "A2", organizer_unit_code: "U02"},
  {activity_id: "B1", organizer_unit_code: "U02"},
  {activity_id: "B2", organizer_unit_code: " "}
]);
const PARTICIPATION = csvOf("participation", [
  {activity_id: "A1", person_id: "00001"},
  {activity_id: "A2", person_id: "00001"},
  {activity_id: "A2", person_id: "00003"},
  {activity_id: "A2", person_id: " "},
  {activity_id: "H1", person_id: "00001"},
  {activity_id: "H1", person_id: "99999"},
  {activity_id: "A9", person_id: "00002"}
]);

test.each([
  ["activities", ACTIVITIES, "U01", ["row/taken", "row/foreign", "row/taken", "row/foreign"]],
  ["activities", ACTIVITIES, "U02", ["row/duplicate", "row/foreign", "row/taken"]],
  ["activities", ACTIVITIES, "U09", ["file/unit-unknown"]],
  ["members", csvOf("members", [{person_id: "00001"}]), "U01", ["file/sender"]],
  ["participation", PARTICIPATION, "U01", ["row/foreign", "cell/headcount-only"]],
  ["participation", PARTICIPATION, "U02", ["cell/headcount-only", "cell/reference"]],
  ["participation", PARTICIPATION, undefined, ["cell/required", "cell/headcount-only", "cell/reference"]]
])("%s from %s: the browser finds what the server finds", async (dataset, csv, unit, codes) => {
  const {server, browser} = await bothWays(store(), dataset, csv, {unit});
  expect(browser).toEqual(server);
  expect(browser.findings.shown.map(({code}) => code)).toEqual(expect.arrayContaining(codes));
});

test("a person of an earlier list is old to both, and is told once", async () => {
  const later = emptyStore();
  await sendAccepted(later, "units", csvOf("units", [{unit_code: "U01"}]), {asOf: "2026-01-01"});
  const roster = (...people: string[]) =>
    csvOf(
      "members",
      people.map((person_id) => ({person_id}))
    );
  await sendAccepted(later, "members", roster("00001", "00002"), {asOf: "2026-01-01"});
  await sendAccepted(later, "members", roster("00001"), {asOf: "2026-05-01"});
  await sendAccepted(later, "activities", csvOf("activities", [{activity_id: "A1"}, {activity_id: "A2"}]));
  const came = [{person_id: "00002"}, {person_id: "00001"}, {person_id: "00002", activity_id: "A2"}];
  const csv = csvOf(
    "participation",
    came.map((row) => ({activity_id: "A1", ...row}))
  );
  const {server, browser} = await bothWays(later, "participation", csv);
  expect(browser).toEqual(server);
  expect(browser.findings.shown).toMatchObject([{code: "cell/reference-old", value: "00002", place: {row: 2}}]);
});

test("a list that refers to itself knows what its later rows bring", async () => {
  const units = [
    {unit_code: "U05", parent_unit_code: "U06"},
    {unit_code: "U06", parent_unit_code: "U07"}
  ];
  const {server, browser} = await bothWays(store(), "units", csvOf("units", units));
  expect(browser).toEqual(server);
  expect(browser.findings.shown).toMatchObject([{code: "cell/reference", value: "U07", place: {row: 3}}]);
});

test("before anything was sent both say what has to come first", async () => {
  const empty = emptyStore(temporaryFolder());
  const {server, browser} = await bothWays(empty, "participation", PARTICIPATION);
  expect(browser).toEqual(server);
  expect(browser.findings.shown.map(({code}) => code)).toEqual(["file/reference-empty", "file/reference-empty"]);
});

test("no value of a person or record goes to the browser in clear, and no two answers are alike", async () => {
  const contract = contractOf("participation");
  const [one, other] = [
    await readHashedKnown(store(), contract, "U01"),
    await readHashedKnown(store(), contract, "U01")
  ];
  expect(JSON.stringify(one)).not.toMatch(/0000[123]|"A1"|"H1"|会员/);
  expect(one.references["members.person_id"]!.current).toHaveLength(3);
  expect(one.references["members.person_id"]).not.toEqual(other.references["members.person_id"]);
});

const DATASETS = ["activities", "participation", "welfare", "members", "digital", "proposals", "assistance", "awards"];
const KNOWN = [
  "1",
  "2",
  "第二学院工会",
  "二学院",
  "U01；第二学院",
  "无",
  "#N/A",
  "320300000000000000",
  inventedMobile(),
  inventedId(),
  `电话 ${inventedMobile(1)}`,
  "U01",
  "U02",
  "00001",
  "00002",
  "A1",
  "A2",
  "H1",
  "T05-04;T05-99",
  "T04-08",
  "心理健康",
  "校级评选",
  "个人"
];

/** A table in which many cells are what somebody might have typed. */
function spoilt(dataset: string, seed: number): string {
  const below = randomOf(seed);
  const texts = textsOf(seed, 400);
  const {fields} = contractOf(dataset);
  const rows = Array.from({length: 60}, () => {
    const row: Row = {};
    for (const {name, constraints, type} of fields) {
      const words = constraints?.enum ?? (type === "string" ? KNOWN : []);
      if (below(3) === 0 && words.length > 0) row[name] = words[below(words.length)]!;
      else if (below(12) === 0) row[name] = texts[below(texts.length)]!;
      else if (below(8) === 0) row[name] = KNOWN[below(KNOWN.length)]!;
    }
    return row;
  });
  const lines = csvOf(dataset, rows);
  const [header = ""] = lines.split("\n");
  const example = fields.map((field) => field.example ?? "").join(",");
  const foot = `合计,,${below(9)}\n填表人：甲 ${inventedMobile(2)}\n,,\n`;
  return below(2) ? `${lines}${foot}` : `${dataset} 一览\n\n${lines}${header}\n${example}\n${dataset} 一览\n`;
}

test.each(DATASETS.flatMap((dataset) => [1, 2, 3].map((seed) => [dataset, seed] as const)))(
  "%s with many slips, number %i: the same findings in the same order",
  async (dataset, seed) => {
    const unit = contractOf(dataset).sender.includes("unit") && seed > 1 ? "U02" : undefined;
    const {server, browser} = await bothWays(store(), dataset, spoilt(dataset, seed * 7919), {unit});
    expect(browser).toEqual(server);
    expect(browser.findings.blocking).toBeGreaterThan(0);
  }
);
