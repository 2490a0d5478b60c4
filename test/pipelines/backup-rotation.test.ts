import fc from "fast-check";
import {expect, test} from "vitest";
import {supersededOf} from "#pipelines/backup/rotation.ts";

const MINUTE_MS = 60_000;
const nameAt = (at: number) => `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
const name = fc.integer({min: 0, max: 3 * 365 * 24 * 60}).map((m) => nameAt(Date.UTC(2026, 0, 1) + m * MINUTE_MS));
const backups = fc.uniqueArray(name, {maxLength: 80});
const others = fc.uniqueArray(
  fc.oneof(
    fc.string(),
    name.map((each) => `${each}.old`),
    name.map((each) => `x${each}`)
  )
);

test("neither the newest backup nor anything else than a backup is ever superseded", () => {
  fc.assert(
    fc.property(backups, others, (ours, theirs) => {
      const superseded = supersededOf([...theirs, ...ours]);
      expect(superseded).not.toContain([...ours].sort().at(-1));
      for (const each of superseded) expect(ours).toContain(each);
    })
  );
});

test("after rotating nothing more is superseded, and at most 24 backups stay", () => {
  fc.assert(
    fc.property(backups, (ours) => {
      const superseded = new Set(supersededOf(ours));
      const kept = ours.filter((each) => !superseded.has(each));
      expect(kept.length).toBeLessThanOrEqual(7 + 5 + 12);
      expect(supersededOf(kept)).toEqual([]);
    })
  );
});

test("two years of days leave 7 days, 5 weeks and 12 months", () => {
  const days = Array.from({length: 730}, (_, n) => nameAt(Date.UTC(2025, 0, 1, 18, 30) + n * 24 * 60 * MINUTE_MS));
  const superseded = new Set(supersededOf(days));
  const kept = days.filter((each) => !superseded.has(each)).map((each) => each.slice(0, 8));
  // Each is made at 02:30 of the next day in China: the last on Friday 2027-01-01, those of Sundays on Saturday here.
  expect(kept.slice(-7)).toEqual([25, 26, 27, 28, 29, 30, 31].map((day) => `202612${day}`));
  expect(kept.slice(-10, -7)).toEqual(["20261205", "20261212", "20261219"]);
  expect(kept.slice(0, -10).map((day) => day.slice(4))).toEqual([
    "0227",
    "0330",
    "0429",
    "0530",
    "0629",
    "0730",
    "0830",
    "0929",
    "1030",
    "1129"
  ]);
  expect(supersededOf(["20261115T063000Z", "20261115T063000Z-2", "20261115T063000Z-10"])).toEqual([
    "20261115T063000Z-2",
    "20261115T063000Z"
  ]);
});
