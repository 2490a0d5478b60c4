import {expect, test} from "vitest";
import {csvOf, keptRows, sendAccepted, sharedStore, withdraw} from "./store.ts";

const store = sharedStore();

/** A file of two activities whose header, or rows, a person has written otherwise. */
async function keptOf(change: (lines: string[]) => string[]): Promise<unknown[]> {
  const [header = "", ...rows] = csvOf("activities", [{activity_id: "B1"}, {activity_id: "B2"}])
    .trimEnd()
    .split("\n");
  const outcome = await sendAccepted(store(), "activities", `${change([header, ...rows]).join("\n")}\n`);
  const kept = await keptRows(store(), outcome.submission_id);
  await withdraw(store(), outcome.submission_id);
  return kept.map(({activity_id}) => activity_id);
}

const everyHeader = (change: (header: string, at: number) => string) => (lines: string[]) => [
  lines[0]!.split(",").map(change).join(","),
  ...lines.slice(1)
];

test.each([
  ["stars", everyHeader((header) => `★${header}`)],
  ["numbers", everyHeader((header, at) => `${at + 1}.${header}`)],
  ["numbers in brackets", everyHeader((header, at) => `（${at + 1}）${header}`)]
])("the headers of a form may carry %s", async (_, change) => {
  expect(await keptOf(change)).toEqual(["B1", "B2"]);
});

test("a heading above the rows of a kind is no row", async () => {
  const commas = ",".repeat(21);
  const withHeadings = ([header = "", ...rows]: string[]) => [
    header,
    `一、体育类${commas}`,
    rows[0]!,
    `（二）文化类${commas}`,
    rows[1]!
  ];
  expect(await keptOf(withHeadings)).toEqual(["B1", "B2"]);
});
