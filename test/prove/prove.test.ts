import {expect, test} from "vitest";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {YEAR} from "./days.ts";
import {prove} from "./proof.ts";
import {TWINS} from "./twins.ts";

test("every KPI of the plan has a second computation", () => {
  expect(Object.keys(TWINS).sort()).toEqual(readPlan(YEAR)!.kpis.map(({code}) => code));
});

test("the KPIs of small invented unions come to the same numbers twice", async () => {
  const {failure, worlds, compared, unproved} = await prove(2026, 4, {isShrunk: false});
  expect(failure).toBeUndefined();
  expect(worlds).toBe(4);
  expect([...unproved]).toEqual([]);
  expect(compared).toBeGreaterThan(40_000);
});
