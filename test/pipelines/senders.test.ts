import {expect, test} from "vitest";
import type {Store} from "#pipelines/store/store.ts";
import {csvOf, emptyStore, send, sendAccepted, type Sending, sharedStore} from "./store.ts";

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

async function findingsIn(to: Store, dataset: string, content: string, sending?: Sending) {
  const outcome = await send(to, dataset, content, {...sending, isDryRun: true});
  if (!("findings" in outcome)) throw new Error(outcome.outcome);
  return outcome.findings.shown;
}

/** `code row`, in the order in which they are told. */
async function shortlyIn(dataset: string, content: string, unit?: string): Promise<string[]> {
  const findings = await findingsIn(store(), dataset, content, {unit});
  return findings.map((finding) => `${finding.code} ${"place" in finding ? finding.place.row : ""}`.trim());
}

test.each<[dataset: string, sender: string, csv: string, told: string[]]>([
  [
    "activities",
    "U01",
    ACTIVITIES,
    [
      "row/duplicate 3",
      "row/foreign 3",
      "row/foreign 4",
      "row/taken 4",
      "row/foreign 5",
      "row/foreign 6",
      "cell/required 6"
    ]
  ],
  [
    "activities",
    "U02",
    ACTIVITIES,
    ["row/foreign 2", "row/taken 2", "row/duplicate 3", "row/taken 3", "row/foreign 6", "cell/required 6"]
  ],
  ["activities", "U09", ACTIVITIES, ["file/unit-unknown"]],
  ["activities", "the office", ACTIVITIES, ["row/duplicate 3", "cell/required 6"]],
  ["members", "U01", csvOf("members", [{person_id: "00001"}]), ["file/sender"]],
  [
    "participation",
    "U01",
    PARTICIPATION,
    [
      "row/foreign 4",
      "cell/required 5",
      "cell/headcount-only 6",
      "cell/headcount-only 7",
      "cell/reference 7",
      "row/foreign 8",
      "cell/reference 8"
    ]
  ],
  [
    "participation",
    "U02",
    PARTICIPATION,
    [
      "row/foreign 2",
      "cell/required 5",
      "row/foreign 6",
      "cell/headcount-only 6",
      "row/foreign 7",
      "cell/headcount-only 7",
      "cell/reference 7",
      "cell/reference 8"
    ]
  ],
  [
    "participation",
    "the office",
    PARTICIPATION,
    ["cell/required 5", "cell/headcount-only 6", "cell/headcount-only 7", "cell/reference 7", "cell/reference 8"]
  ]
])("%s from %s: what may not come from there is found", async (dataset, sender, csv, told) => {
  const unit = sender === "the office" ? undefined : sender;
  expect(await shortlyIn(dataset, csv, unit)).toEqual(told);
});

test("a person of an earlier list is old, and is told once", async () => {
  const later = await emptyStore();
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
  expect(await findingsIn(later, "participation", csv)).toMatchObject([
    {code: "cell/reference-old", value: "00002", place: {row: 2}}
  ]);
});

test("a list that refers to itself knows what its later rows bring", async () => {
  const units = [
    {unit_code: "U05", parent_unit_code: "U06"},
    {unit_code: "U06", parent_unit_code: "U07"}
  ];
  expect(await findingsIn(store(), "units", csvOf("units", units))).toMatchObject([
    {code: "cell/reference", value: "U07", place: {row: 3}}
  ]);
});

test("before anything was sent it is told what has to come first", async () => {
  const findings = await findingsIn(await emptyStore(), "participation", PARTICIPATION);
  expect(findings.map((finding) => "dataset" in finding && [finding.code, finding.dataset])).toEqual([
    ["file/reference-empty", "activities"],
    ["file/reference-empty", "members"]
  ]);
});
