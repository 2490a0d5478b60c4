import {describe, expect, test} from "vitest";
import {type Addition, shownSums} from "#pipelines/privacy/shown-sums.ts";
import {type Random, randomFor} from "../../../datasets/sample/random.ts";
import {leastOf} from "./sums-solver.ts";

const QUARTERS = ["2026-03-01", "2026-06-01", "2026-09-01", "2026-12-01"];
const [MARCH = "", JUNE = "", SEPTEMBER = ""] = QUARTERS;

/** `count` people, each of a unit of its own if none is named, who got the same. */
function people(
  count: number,
  kind: string,
  quarter: string,
  {unit, from = 0, amount = 1000} = {} as Some
): Addition[] {
  return Array.from({length: count}, (_, at) => ({
    ...{kind, quarter, amount},
    person_id: `会员${from + at}`,
    unit_code: unit ?? `U${from + at}`
  }));
}

interface Some {
  unit?: string;
  from?: number;
  amount?: number;
}

/** The told sums as `2026-03 走访慰问`. */
function told(additions: Addition[], quarters = QUARTERS.slice(0, 3), hasWhole = true): string[] {
  return shownSums(additions, {quarters, hasWhole}).map(
    ({kind, quarter}) => `${quarter.slice(5, 7)} ${kind ?? "全部"}`
  );
}

test("a sum is told from ten people on", () => {
  expect(told(people(9, "甲", MARCH))).toEqual([]);
  expect(told(people(10, "甲", MARCH), [MARCH])).toEqual(["03 全部", "03 甲"]);
  // Ten payments of nine people are nine people.
  expect(told([...people(9, "甲", MARCH), ...people(1, "甲", MARCH)], [MARCH])).toEqual([]);
});

test("a change of fewer than ten people is told with the next quarter that makes it large enough", () => {
  const first = people(20, "甲", MARCH);
  const second = people(9, "甲", JUNE, {from: 20});
  expect(told([...first, ...second])).toEqual(["03 全部", "03 甲"]);
  expect(told([...first, ...second, ...people(1, "甲", SEPTEMBER, {from: 29})])).toEqual([
    ...["03 全部", "03 甲"],
    ...["09 全部", "09 甲"]
  ]);
  // Nothing new is told again.
  expect(told(first)).toEqual(["03 全部", "03 甲", "06 全部", "06 甲", "09 全部", "09 甲"]);
});

test("a kind is not told where the others would be left as few", () => {
  const large = people(30, "甲", MARCH);
  expect(told([...large, ...people(9, "乙", MARCH, {from: 30})], [MARCH])).toEqual(["03 全部"]);
  expect(told([...large, ...people(10, "乙", MARCH, {from: 30})], [MARCH])).toEqual(["03 全部", "03 甲", "03 乙"]);
  const rest = [...people(5, "乙", MARCH, {from: 30}), ...people(5, "丙", MARCH, {from: 35})];
  expect(told([...large, ...rest], [MARCH])).toEqual(["03 全部", "03 甲"]);
});

test("a unit that subtracts its own records must leave three others", () => {
  const own = people(10, "甲", MARCH, {unit: "大院"});
  expect(told([...own, ...people(2, "甲", MARCH, {from: 10})], [MARCH])).toEqual([]);
  expect(told([...own, ...people(3, "甲", MARCH, {from: 10})], [MARCH])).toEqual(["03 全部", "03 甲"]);
  // Of its own records alone it learns nothing.
  expect(told(own, [MARCH])).toEqual(["03 全部", "03 甲"]);
});

test("a sum that is larger than an earlier whole does not tell how much one person got at least", () => {
  const before = [...people(9, "甲", MARCH), ...people(10, "乙", MARCH, {from: 10})];
  const others = people(20, "乙", JUNE, {from: 30});
  const one = (amount: number) => people(1, "甲", JUNE, {from: 60, amount});
  expect(told(before, [MARCH])).toEqual(["03 全部"]);
  expect(told([...before, ...others, ...one(1000)], [MARCH, JUNE])).toContain("06 甲");
  expect(told([...before, ...others, ...one(99_000)], [MARCH, JUNE])).not.toContain("06 甲");
});

test("a kind that is no part of a whole is told alone", () => {
  expect(told(people(12, "生病住院职工", MARCH), [MARCH], false)).toEqual(["03 生病住院职工"]);
});

describe("a random year", () => {
  const KINDS = ["建档帮扶", "走访慰问", "临时补助", "爱心扶助金"];
  const UNITS = ["U01", "U02", "U03", "U04", "U05"];

  /** Kinds and quarters of all sizes, so that pieces of one or two people are common; most are of a few large units. */
  function additionsOf(random: Random, skew: number): Addition[] {
    return KINDS.flatMap((kind) =>
      QUARTERS.flatMap((quarter) =>
        Array.from({length: Math.floor(22 * random.next() ** 2)}, () => ({
          ...{kind, quarter},
          person_id: `会员${random.between(1, 90)}`,
          unit_code: UNITS[Math.floor(UNITS.length * random.next() ** skew)]!,
          amount: random.pick([500, 800, 1000, 3000, 8000])
        }))
      )
    );
  }

  /** Everybody alone, and every two of whom there are few in a quarter of a kind. */
  function groupsIn(additions: Addition[]): Set<string>[] {
    const pieces = KINDS.flatMap((kind) => QUARTERS.map((quarter) => ({kind, quarter})));
    const few = pieces
      .map(
        ({kind, quarter}) =>
          new Set(
            additions.filter((each) => each.kind === kind && each.quarter === quarter).map(({person_id}) => person_id)
          )
      )
      .filter(({size}) => size > 0 && size < 4)
      .flatMap((set) => [...set]);
    const people = [...new Set(additions.map(({person_id}) => person_id))];
    const pairs = [...new Set(few)].flatMap((one, at, all) => all.slice(at + 1).map((other) => new Set([one, other])));
    return [...people.map((one) => new Set([one])), ...pairs];
  }

  const counts = {told: 0, years: 0, untold: 0};

  test.each(Array.from({length: 12}, (_, seed) => seed))("%i tells nobody what one or two got at least", (seed) => {
    const additions = additionsOf(randomFor(`sums ${seed}`), seed % 2 ? 8 : 1.7);
    const sums = shownSums(additions, {quarters: QUARTERS, hasWhole: true});
    counts.told += sums.length;
    counts.untold += QUARTERS.length * (KINDS.length + 1) - sums.length;
    for (const unit of [undefined, ...UNITS])
      for (const group of groupsIn(additions)) {
        const least = leastOf({additions, told: sums, unit}, group);
        expect({unit, group: [...group], least: Math.round(least)}).toMatchObject({least: 0});
      }
  });

  test("some sums are told, and some are not", () => {
    expect(counts.told).toBeGreaterThan(40);
    expect(counts.untold).toBeGreaterThan(40);
  });
});
