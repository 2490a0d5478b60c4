import {expect, test} from "vitest";
import {unitFinder} from "#pipelines/checks/unit-names.ts";
import {findingLine} from "#pipelines/findings/finding-words.ts";
import {setUnitAlias} from "#pipelines/ledger/unit-aliases.ts";
import {basicStore, csvOf, keptRows, ofFile, type Row, send, sendAccepted} from "./store.ts";

const UNITS = [
  {unit_code: "U01"},
  {unit_code: "U02", unit_name: "第二学院"},
  {unit_code: "U05", unit_name: "计算机科学与技术学院"},
  {unit_code: "U06", unit_name: "中国矿业大学图书馆"}
];

async function storeWithUnits() {
  const store = await basicStore();
  await sendAccepted(store, "units", csvOf("units", UNITS), {asOf: "2026-01-02"});
  return store;
}

async function sent(store: Awaited<ReturnType<typeof storeWithUnits>>, dataset: string, rows: Row[]) {
  const outcome = await send(store, dataset, csvOf(dataset, rows));
  if (outcome.outcome !== "accepted" && outcome.outcome !== "refused") throw new Error(outcome.outcome);
  const kept = outcome.outcome === "accepted" ? await keptRows(store, outcome.submission_id) : [];
  const {shown} = ofFile(outcome.findings);
  return {kept, findings: shown, lines: shown.map(findingLine)};
}

test("a unit's name, as people write it, is kept as its code and said once with a count", async () => {
  const store = await storeWithUnits();
  const names = ["第二学院", "第二 学院工会", "中国矿业大学第二学院", "第二学院分工会", "图书馆", "第二学院"];
  const rows = names.map((organizer_unit_code, at) => ({activity_id: `N${at}`, organizer_unit_code}));
  const {kept, findings, lines} = await sent(store, "activities", rows);
  expect(kept.map((row) => row.organizer_unit_code)).toEqual(["U02", "U02", "U02", "U02", "U06", "U02"]);
  expect(findings.map(({code}) => code)).toEqual(Array(5).fill("cell/unit-named"));
  expect(findings[0]).toMatchObject({value: "第二学院", unit: "U02", name: "第二学院", count: 2, place: {cell: "D2"}});
  expect(lines[0]).toMatch(
    /^D2 格（主办单位编码），文件第 2 行等 2 处：“第二学院”；应为：单位编码，如 U02。按 U02（第二学院）接收/
  );
});

test("an alias the office keeps is as good as a name, until it is taken back", async () => {
  const store = await storeWithUnits();
  const at = {set_at: "2026-11-15T00:00:00.000Z"};
  await store.ledger.transaction((tx) => setUnitAlias(tx, {alias: "计院", unit_code: "U05", ...at}));
  const row = {activity_id: "N1", organizer_unit_code: "计院工会"};
  expect((await sent(store, "activities", [row])).kept).toMatchObject([{organizer_unit_code: "U05"}]);
  await store.ledger.transaction((tx) => setUnitAlias(tx, {alias: "计院", unit_code: "", ...at}));
  expect((await sent(store, "activities", [{...row, activity_id: "N2"}])).kept).toEqual([]);
});

test("a short form is a question and no answer", async () => {
  const store = await storeWithUnits();
  const {kept, findings, lines} = await sent(store, "activities", [{activity_id: "N1", organizer_unit_code: "计科院"}]);
  expect(kept).toEqual([]);
  expect(findings).toMatchObject([{code: "cell/reference", suggestion: "U05（计算机科学与技术学院）"}]);
  expect(lines[0]).toMatch(/是不是 U05（计算机科学与技术学院）？/);
  const vague = await sent(store, "activities", [{activity_id: "N1", organizer_unit_code: "学院"}]);
  expect(vague.findings[0]).not.toHaveProperty("suggestion");
});

test.each([
  ["U1", "U01"],
  ["U-01", "U01"],
  ["U 01", "U01"],
  ["UO1", "U01"],
  ["01", "U01"],
  ["U01计算机学院", "U01"],
  ["计算机科学与技术学院", "U01"],
  ["数学与统计学院", "U05"],
  ["X9", undefined],
  ["2026", undefined],
  ["学院", undefined]
])("%s is guessed to be %s", (value, code) => {
  const units = unitFinder(
    Object.entries({U01: "计算机学院", U05: "数学学院", U10: "体育学院"}).map(([unit_code, name]) => {
      return {unit_code, name, title: name};
    })
  );
  expect(units.named(value)).toBeUndefined();
  expect(units.guessed(value)?.unit_code).toBe(code);
});

test("names in a list of units are kept as codes, beside codes", async () => {
  const store = await storeWithUnits();
  const row = {proposal_id: "P1", co_unit_codes: "U01；图书馆；第二学院"};
  expect((await sent(store, "proposals", [row])).kept).toMatchObject([{co_unit_codes: ["U01", "U06", "U02"]}]);
});

test("a unit may send rows under its own name, and no other's", async () => {
  const store = await storeWithUnits();
  const csv = csvOf("activities", [{activity_id: "N1", organizer_unit_code: "第二学院"}]);
  expect(await send(store, "activities", csv, {unit: "U02"})).toMatchObject({outcome: "accepted"});
  expect(await send(store, "activities", csv.replace("N1", "N2"), {unit: "U01"})).toMatchObject({
    outcome: "refused",
    findings: {shown: [{code: "row/foreign"}, {code: "cell/unit-named"}]}
  });
});

const came = (person_id: string, activity_id = "A1") => ({activity_id, person_id});

test("a 工号 gets back the zeros a spreadsheet took, one warning for the column", async () => {
  const store = await basicStore();
  const {kept, findings} = await sent(store, "participation", [came("1"), came("00002"), came("3"), came("1", "A2")]);
  expect(kept.map(({person_id}) => person_id)).toEqual(["00001", "00002", "00003", "00001"]);
  expect(findings).toEqual([
    {
      code: "cell/zeros-restored",
      place: {row: 2, line: 2, column: "工号", cell: "B2"},
      count: 3,
      values: [
        {value: "1", restored: "00001"},
        {value: "3", restored: "00003"}
      ]
    }
  ]);
});

test("where two people could be meant, neither is, and both are named", async () => {
  const store = await basicStore();
  const people = [{person_id: "001"}, {person_id: "00001"}];
  await sendAccepted(store, "members", csvOf("members", people), {asOf: "2026-01-02"});
  const {findings, lines} = await sent(store, "participation", [came("1")]);
  expect(findings).toMatchObject([{code: "cell/reference", value: "1", candidates: ["00001", "001"]}]);
  expect(lines[0]).toMatch(/前面的 0 丢了，而 00001、001 都有可能/);
});

test("restored zeros that make a person twice are told as such", async () => {
  const store = await basicStore();
  const {findings} = await sent(store, "participation", [came("00001"), came("1")]);
  expect(findings.map(({code}) => code)).toEqual(["row/duplicate", "cell/zeros-restored"]);
});

test("a roster keeps the 工号 of earlier rosters, but not those it has itself", async () => {
  const store = await basicStore();
  const {kept} = await sent(store, "members", [
    {person_id: "1"},
    {person_id: "00002"},
    {person_id: "2"},
    {person_id: "77"}
  ]);
  expect(kept.map(({person_id}) => person_id)).toEqual(["00001", "00002", "2", "77"]);
});
