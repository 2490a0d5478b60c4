import {expect, test} from "vitest";
import {taskSentence} from "#app/features/task/task-sentence.ts";
import {gapOf, urgentOf} from "#app/features/task/urgent.ts";

const deliverable = (
  code: string,
  status: string,
  progress: number | null,
  pace: number | null,
  due_on = "2026-12-31"
) => ({
  code,
  name: code,
  status,
  progress,
  pace,
  due_on,
  weight: 1
});

test("what is overdue leads, then what is furthest behind, then what is due first", () => {
  const ordered = urgentOf([
    deliverable("T-1", "临期", 95, 100),
    deliverable("T-2", "滞后", 80, 90),
    deliverable("T-3", "正常", 10, 100),
    deliverable("T-4", "滞后", 40, 90),
    deliverable("T-5", "逾期", 99, 100),
    deliverable("T-6", "临期", null, null, "2026-12-01"),
    deliverable("T-7", "临期", null, null, "2026-11-30"),
    deliverable("T-8", "办结", 100, 100)
  ]);
  expect(ordered.map(({code}) => code)).toEqual(["T-5", "T-4", "T-2", "T-1", "T-7", "T-6"]);
});

test("nothing is behind that is ahead of its pace, or that nothing is said of", () => {
  expect([gapOf({progress: 95, pace: 90}), gapOf({progress: null, pace: 90}), gapOf({progress: 60, pace: 90})]).toEqual(
    [0, 0, 30]
  );
});

test("how far one is behind is the difference of what is shown", () => {
  expect(gapOf({progress: 71.86, pace: 90.94})).toBe(19);
});

const sentence = (deliverables: ReturnType<typeof deliverable>[]) =>
  taskSentence({progress: 80, pace: 90, deliverables}, "2026-11-28");

test("the sentence names the two that weigh most, of those that need somebody", () => {
  const named = sentence([
    deliverable("甲", "滞后", 70, 90),
    deliverable("乙", "逾期", 85, 90),
    deliverable("丙", "滞后", 36.2, 90),
    deliverable("丁", "正常", 0, 90)
  ]);
  expect(named).toMatch(/。落后的主要是丙（慢 53\.8 个百分点）、甲（慢 20 个百分点）。$/);
});

test("a heavy deliverable a little behind weighs more than a light one far behind", () => {
  const heavy = {...deliverable("甲", "滞后", 80, 90), weight: 5};
  expect(sentence([deliverable("乙", "滞后", 60, 90), heavy])).toContain("主要是甲（慢 10 个百分点）、乙");
});

test("what is behind explains the deliverables, not how the whole task stands", () => {
  const deliverables = [deliverable("甲", "滞后", 66, 83)];
  const ahead = taskSentence({progress: 92, pace: 90, deliverables}, "2026-11-28");
  expect(ahead).toContain("高 2 个百分点；");
  expect(ahead).toMatch(/1 项滞后。落后的主要是甲（慢 17 个百分点）。$/);
});

test("a task of which nothing is behind blames nobody", () => {
  expect(sentence([deliverable("甲", "正常", 50, 90), deliverable("乙", "逾期", null, 90)])).not.toMatch(/主要是/);
});
