import fc from "fast-check";
import {expect, test} from "vitest";
import {bytesOf, cutText, listText} from "#pipelines/messages/cut-text.ts";
import {groupDigestOf} from "#pipelines/messages/digest-text.ts";
import {MOST_BYTES} from "#pipelines/messages/robot-limits.ts";
import {robotRequest} from "#pipelines/messages/robots.ts";
import {ROBOTS} from "#pipelines/messages/state.ts";
import {afterFailure, maySendAt} from "#pipelines/messages/sending-hours.ts";
import {workdaysAfter} from "#pipelines/plan/workdays.ts";
import {yearPlan} from "./message-year.ts";

const hanzi = fc.integer({min: 0x4e00, max: 0x9fff}).map((code) => String.fromCodePoint(code));
const rare = fc.integer({min: 0x20000, max: 0x2a6df}).map((code) => String.fromCodePoint(code));
const emoji = fc.constantFrom("😀", "👨‍👩‍👧", "🇨🇳", "👍🏽", "é");
const words = fc.array(fc.oneof(hanzi, rare, emoji, fc.constantFrom("a", " ", "\n", '"', "\\")), {maxLength: 400});

test("a text is cut to its bytes at the edge of a character, and only where it is too long", () => {
  fc.assert(
    fc.property(words, fc.integer({min: 3, max: 600}), (parts, most) => {
      const text = parts.join("");
      const cut = cutText(text, most);
      expect(bytesOf(cut)).toBeLessThanOrEqual(most);
      expect(cut).not.toContain("\uFFFD");
      if (bytesOf(text) <= most) expect(cut).toBe(text);
      else expect(text.startsWith(cut.slice(0, -1)) && cut.endsWith("…")).toBe(true);
    }),
    {seed: 20260309, numRuns: 500}
  );
});

test("a family is not cut in two", () => {
  expect(cutText("督办👨‍👩‍👧", 6 + 3 + 10)).toBe("督办…");
  expect(cutText("督办单已发出", 12)).toBe("督办单…");
});

test("a list says how many more there are, and those that it names are whole", () => {
  expect(listText(["甲", "乙", "丙"], 100)).toBe("甲、乙、丙");
  expect(listText(["甲甲甲", "乙乙乙", "丙丙丙"], 30)).toBe("甲甲甲…另有 2 项");
  fc.assert(
    fc.property(
      fc.array(fc.string({unit: hanzi, minLength: 1, maxLength: 30}), {minLength: 1, maxLength: 200}),
      fc.integer({min: 60, max: 900}),
      (parts, most) => {
        const text = listText(parts, most);
        expect(bytesOf(text)).toBeLessThanOrEqual(most);
        const rest = Number(/…另有 (\d+) 项$/.exec(text)?.[1] ?? 0);
        expect(text.replace(/…另有 \d+ 项$/, "").split("、")).toHaveLength(parts.length - rest);
      }
    ),
    {seed: 20260310, numRuns: 300}
  );
});

test("a group's message fits each robot whatever the units are called and however many items there are", () => {
  const item = fc.record({unit_name: fc.string({unit: fc.oneof(hanzi, rare, emoji), minLength: 1, maxLength: 60})});
  fc.assert(
    fc.property(fc.array(item, {minLength: 1, maxLength: 130}), fc.constantFrom(...ROBOTS), (units, kind) => {
      const items = units.map(({unit_name}, at) => ({
        ...{code: `T01-${String(at).padStart(2, "0")}`, name: "", status: "逾期", level: "红" as const, rules: []},
        ...{due_on: "2026-03-01", lead_unit: "U01", unit_name, account: null, leader: null, report: null}
      }));
      const digest = groupDigestOf(
        {plan: yearPlan, items, notices: [], site: "https://plan.example.edu.cn"},
        {day: "2026-03-09", most: MOST_BYTES[kind]}
      )!;
      expect(bytesOf(digest.body)).toBeLessThanOrEqual(MOST_BYTES[kind]);
      expect(digest.body.split("\n")).toHaveLength(4);
      expect(digest.body.endsWith("https://plan.example.edu.cn/supervision")).toBe(true);
      const robot = {kind, url: "https://robot.example.edu.cn/x", secret: "invented"};
      expect(bytesOf(robotRequest(robot, digest.body, 0).body)).toBeLessThanOrEqual(20_000);
    }),
    {seed: 20260311, numRuns: 60}
  );
});

test.each<[moment: string, may: boolean]>([
  // Monday 9 March in China is eight hours ahead.
  ["2026-03-08T23:59:00.000Z", false],
  ["2026-03-09T00:00:00.000Z", false],
  ["2026-03-09T00:01:00.000Z", true],
  ["2026-03-09T00:29:59.999Z", true],
  ["2026-03-09T00:30:00.000Z", false],
  ["2026-03-09T00:30:59.999Z", false],
  ["2026-03-09T00:31:00.000Z", true],
  ["2026-03-09T02:00:30.000Z", false],
  ["2026-03-09T09:59:59.000Z", true],
  ["2026-03-09T10:00:00.000Z", false],
  ["2026-03-09T10:01:00.000Z", false],
  // A Sunday, a Sunday on which people work, and a holiday.
  ["2026-03-08T02:05:00.000Z", false],
  ["2026-01-04T02:05:00.000Z", true],
  ["2026-10-01T02:05:00.000Z", false]
])("at %s messages may be sent: %s", (moment, may) => {
  expect(maySendAt(yearPlan, moment)).toBe(may);
});

test("each further failure waits longer", () => {
  const pauses = [1, 2, 3, 4, 5].map((failures) => Date.parse(afterFailure("2026-03-09T01:00:00.000Z", failures)));
  expect(pauses.map((at) => (at - Date.parse("2026-03-09T01:00:00.000Z")) / 60_000)).toEqual([1, 5, 15, 60, 240]);
});

test("workdays are counted after a day, over weekends, holidays and weekends on which people work", () => {
  expect(workdaysAfter(yearPlan, "2026-03-06", "2026-03-09")).toBe(1);
  expect(workdaysAfter(yearPlan, "2026-09-30", "2026-10-08")).toBe(1);
  expect(workdaysAfter(yearPlan, "2026-10-09", "2026-10-12")).toBe(2);
  expect(workdaysAfter(yearPlan, "2026-03-09", "2026-03-09")).toBe(0);
});
