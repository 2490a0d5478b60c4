import {readFileSync} from "node:fs";
import {beforeAll, expect, test} from "vitest";
import {readSampleYear, type SampleMonth, sentencesOf} from "./year-sentences.ts";

let year: SampleMonth[] = [];

beforeAll(async () => {
  year = await readSampleYear();
}, 900_000);

/**
 * What a director of the union's office said of each task on reading the year, in the order T01 to T11. None of the 44 differs.
 * T02 in November would be 8.8 points behind and normal by the mean alone; it lags because its website, promised for 30
 * September, was put off and is still behind. Months the director did not read, as they were read here: in January and
 * February T08 and T11 lag because rates that should stand all year start low (visits, the app); in July and August T09 lags
 * because by half of the year one idea and one small invention were due and none was adopted; in October T02, T04 and T11
 * lag for the reasons they have in November.
 */
const DIRECTOR: Record<string, string[]> = {
  "2026-03": Array.from({length: 11}, () => "正常"),
  "2026-06": Array.from({length: 11}, () => "正常"),
  "2026-09": [...Array.from({length: 10}, () => "正常"), "滞后"],
  "2026-11": ["正常", "滞后", "滞后", "滞后", "正常", "正常", "正常", "滞后", "正常", "滞后", "滞后"]
};

test.each(Object.entries(DIRECTOR))(
  "in %s the tasks stand as a director of the office would say",
  (month, statuses) => {
    const tasks = year.find((each) => each.month === month)?.tasks;
    expect(tasks?.map(({status}) => status)).toEqual(statuses);
  }
);

test("in November the reasons are the ones that a director would name", () => {
  const tasks = year.find(({month}) => month === "2026-11")?.tasks ?? [];
  const named = (task: string, status: string) =>
    tasks.find(({code}) => code === task)?.deliverables.flatMap((each) => (each.status === status ? [each.code] : []));
  expect(named("T03", "逾期")).toEqual(["T03-01"]);
  expect(named("T03", "滞后")).toEqual(["T03-04", "T03-08"]);
  expect(named("T04", "逾期")).toEqual(["T04-07"]);
  expect(named("T06", "临期")).toEqual(["T06-03"]);
  expect(named("T08", "逾期")).toEqual(["T08-10"]);
  expect(named("T09", "滞后")).toEqual(["T09-03"]);
  expect(named("T10", "逾期")).toEqual(["T10-07"]);
  expect(named("T11", "逾期")).toEqual(["T11-09"]);
  expect(tasks.find(({code}) => code === "T07")?.progress?.toFixed(0)).toBe("82");
});

test("the year's sentences are those that were read by a person", () => {
  const file = new URL("../fixtures/year-sentences.txt", import.meta.url);
  expect(sentencesOf(year)).toBe(readFileSync(file, "utf8"));
});
