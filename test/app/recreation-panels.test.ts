import {expect, test} from "vitest";
import {shortened} from "#app/features/task/topics/panel-picture.ts";
import type {Picture} from "#app/features/task/topics/panel.ts";
import {makeTimesPanel} from "#app/features/task/topics/recreation-people.server.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";

const scope = {
  plan: {...readPlan(2026)!, assignments: [], setTargets: []},
  month: "2026-11-01",
  on: "2026-11-28",
  whole: "全校",
  nameOf: (code: string | null) => code ?? "",
  until: () => "2026-11-28"
};

const timesRows = (people: Record<string, number>) => {
  const listed = Object.entries(people).map(([name, numerator]) => ({
    segment: `参加次数（人）=${name}`,
    value: numerator,
    numerator,
    denominator: null
  }));
  const mean = {segment: "另列=人均参加（次）", value: 2.5, numerator: 25, denominator: 10};
  return makeTimesPanel(scope, [mean, ...listed])?.table.rows.map(({cells}) => cells.slice(0, 2).join(" "));
};

test("a group of how often with one or two people is hidden, and a second one so that no sum gives it away", () => {
  expect(timesRows({"0次": 10, "1次": 2, "2—3次": 5, "4次及以上": 9})).toEqual([
    "0次 10",
    "1次 人数过少",
    "2—3次 人数过少",
    "4次及以上 9"
  ]);
  expect(timesRows({"0次": 10, "1次": 3, "2—3次": 0, "4次及以上": 9})).toEqual([
    "0次 10",
    "1次 3",
    "2—3次 0",
    "4次及以上 9"
  ]);
});

test("before anybody came, and where nothing was counted, nothing is said of how often", () => {
  expect(makeTimesPanel(scope, [])).toBeUndefined();
});

test("a tall heat map shows its first and last three rows on a phone; a short one stays whole", () => {
  const rows = Array.from({length: 13}, (_, at) => `U${at}`);
  const heat: Picture = {
    kind: "heat",
    unit: "%",
    columns: ["1月"],
    rows,
    cells: rows.map((row, value) => ({row, column: "1月", value}))
  };
  const short = shortened(heat);
  expect(short?.kind === "heat" && short.rows).toEqual(["U0", "U1", "U2", "U10", "U11", "U12"]);
  expect(short?.kind === "heat" && short.cells.map(({value}) => value)).toEqual([0, 1, 2, 10, 11, 12]);
  expect(shortened({...heat, rows: rows.slice(0, 12)})).toBeUndefined();
});
