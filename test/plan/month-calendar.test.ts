import {expect, test} from "vitest";
import {deliverableEntriesOf, neighbourMonthsOf, weeksOf} from "#app/features/plan/month-calendar.server.ts";

const MOVED = {
  code: "T05-04",
  name: "代表培训",
  start_on: "2026-03-01",
  due_on: "2026-12-15",
  original_due_on: "2026-11-30"
};

test("weeks begin on Monday and contain the whole month", () => {
  const weeks = weeksOf("2026-11", [], 4);
  expect(weeks).toHaveLength(6);
  expect([weeks[0]?.[0]?.day, weeks[5]?.[6]?.day]).toEqual(["2026-10-26", "2026-12-06"]);
  expect(weeks.flat().filter(({isOfMonth}) => isOfMonth)).toHaveLength(30);
  expect(weeksOf("2027-02", [], 4)).toHaveLength(4);
});

test("a postponed deliverable stays in the month in which it was to be due", () => {
  expect(deliverableEntriesOf([MOVED], "2026-11")).toEqual([
    {day: "2026-11-30", kind: "postponed", code: "T05-04", text: "代表培训，现定 2026-12-15"}
  ]);
  expect(deliverableEntriesOf([MOVED], "2026-12").map(({kind}) => kind)).toEqual(["due"]);
  expect(deliverableEntriesOf([MOVED], "2026-03").map(({kind}) => kind)).toEqual(["begin"]);
  expect(deliverableEntriesOf([MOVED], "2026-07")).toEqual([]);
});

test("a day shows a bounded number of entries and folds the rest", () => {
  const entries = deliverableEntriesOf(Array<typeof MOVED>(7).fill(MOVED), "2026-12");
  const days = weeksOf("2026-12", entries, 4).flat();
  const due = days.find(({day}) => day === "2026-12-15");
  expect([due?.entries.length, due?.rest.length]).toEqual([4, 3]);
  expect(days.filter(({rest}) => rest.length > 0)).toHaveLength(1);
});

test("the months beside one end where no plan is", () => {
  expect(neighbourMonthsOf("2026-01", [2026])).toEqual({after: "2026-02"});
  expect(neighbourMonthsOf("2026-12", [2026])).toEqual({before: "2026-11"});
  expect(neighbourMonthsOf("2026-12", [2026, 2027])).toEqual({before: "2026-11", after: "2027-01"});
});
