import {expect, test} from "vitest";
import {planCodeHint} from "#pipelines/checks/code-hints.ts";
import {fieldOf} from "#pipelines/contracts/contract.ts";
import {readPlanCodes} from "#pipelines/plan/read-plan.ts";
import {contractOf} from "./csv.ts";

const known = {...readPlanCodes(), accounts: []};

test.each<[dataset: string, field: string, value: string, meant: string | undefined]>([
  ["activities", "deliverable_codes", "T5-4", "T05-04"],
  ["activities", "deliverable_codes", "T05-4", "T05-04"],
  ["activities", "deliverable_codes", "t0504", "T05-04"],
  ["activities", "deliverable_codes", "T05.04", "T05-04"],
  ["activities", "deliverable_codes", "T05_04", "T05-04"],
  ["activities", "deliverable_codes", "05", undefined],
  ["activities", "deliverable_codes", "T99-1", undefined],
  ["activities", "organizer_unit_code", "T5-4", undefined],
  ["targets", "kpi_code", "K5", "K05"],
  ["targets", "kpi_code", "K005", "K05"]
])("%s.%s “%s” probably is %s", (dataset, field, value, meant) => {
  expect(planCodeHint(fieldOf(contractOf(dataset), field), value, known).suggestion).toBe(meant);
});
