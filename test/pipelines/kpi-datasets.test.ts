import {expect, test} from "vitest";
import {datasetsOfKpi, deliverablesInKpi} from "#pipelines/states/kpi-datasets.ts";

test("a rate of people reads the roster, the activities and who came, but no media and no settings", () => {
  const datasets = datasetsOfKpi("K23");
  for (const dataset of ["members", "activities", "participation"]) expect(datasets).toContain(dataset);
  for (const dataset of ["media", "targets", "assignments", "progress"]) expect(datasets).not.toContain(dataset);
});

test("a count of pieces reads the pieces, and no people", () => {
  expect(datasetsOfKpi("K05")).toContain("media");
  expect(datasetsOfKpi("K05")).not.toContain("participation");
});

test("a KPI that no plan has reads nothing", () => {
  expect([...datasetsOfKpi("K99")]).toEqual([]);
});

test("a KPI of milestones names the deliverables whose reports it counts", () => {
  expect(deliverablesInKpi("K04")).toEqual(["T02-03"]);
  expect(deliverablesInKpi("K23")).toEqual([]);
});
