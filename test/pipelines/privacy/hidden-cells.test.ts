import {describe, expect, test} from "vitest";
import type {SensitiveCell} from "#pipelines/privacy/sums.ts";
import {visibleCells} from "#pipelines/privacy/visible-cells.ts";

type Group = [unit: string, people: number, helped?: number];

/** A month of units with so many people, all of them helped unless said. */
function monthOf(month: string, groups: Group[], segment: string | null = null): SensitiveCell[] {
  const parts = groups.map(([unit_code, people, helped = people]) => ({
    unit_code,
    month,
    segment,
    shares: new Map(
      Array.from({length: people}, (_, at) => [
        `会员 ${unit_code} ${at}`,
        {numerator: at < helped ? 1 : 0, denominator: 1}
      ])
    )
  }));
  const all = new Map(parts.flatMap(({shares}) => [...shares]));
  return [{unit_code: null, month, segment, shares: all}, ...parts];
}

function shownIn(cells: SensitiveCell[]): string[] {
  const shown = visibleCells(cells, {isShareOfPeople: true});
  return cells
    .filter((cell) => shown.has(cell))
    .map(({unit_code, month, segment}) => [unit_code ?? "全校", month, segment].filter(Boolean).join(" "));
}

const units = (cells: SensitiveCell[]) => shownIn(cells).map((name) => name.replace(" 1月", ""));

describe("one month", () => {
  test("where nobody is few, everything is shown, and so is nobody at all", () => {
    expect(
      units(
        monthOf("1月", [
          ["U1", 3],
          ["U2", 0],
          ["U3", 9]
        ])
      )
    ).toEqual(["全校", "U1", "U2", "U3"]);
  });

  test("one or two people are hidden, and with them the next smallest, or the total would give them", () => {
    expect(
      units(
        monthOf("1月", [
          ["U1", 2],
          ["U2", 9],
          ["U3", 5]
        ])
      )
    ).toEqual(["全校", "U2"]);
  });

  test("two hidden of one each are still two people together", () => {
    expect(
      units(
        monthOf("1月", [
          ["U1", 1],
          ["U2", 1],
          ["U3", 5],
          ["U4", 9]
        ])
      )
    ).toEqual(["全校", "U4"]);
  });

  test("three hidden with three people would each be one", () => {
    expect(
      units(
        monthOf("1月", [
          ["U1", 1],
          ["U2", 1],
          ["U3", 1],
          ["U4", 5],
          ["U5", 9]
        ])
      )
    ).toEqual(["全校", "U5"]);
  });

  test("the total is hidden only where it is small itself", () => {
    expect(
      units(
        monthOf("1月", [
          ["U1", 1],
          ["U2", 1]
        ])
      )
    ).toEqual([]);
    expect(
      units(
        monthOf("1月", [
          ["U1", 1],
          ["U2", 2]
        ])
      )
    ).toEqual(["全校"]);
  });

  test("a unit's rate that leaves out one person gives that person away", () => {
    expect(
      units(
        monthOf("1月", [
          ["U1", 9, 8],
          ["U2", 9],
          ["U3", 12]
        ])
      )
    ).toEqual(["全校", "U3"]);
  });

  test("the parts of a kind are hidden like units", () => {
    const headline = monthOf("1月", [["U1", 10]]).slice(0, 1);
    const people = [...headline[0]!.shares];
    const part = (segment: string, from: number, to: number): SensitiveCell => ({
      ...headline[0]!,
      segment,
      shares: new Map(people.slice(from, to))
    });
    const cells = [...headline, part("类别=甲", 0, 5), part("类别=乙", 5, 8), part("类别=丙", 8, 10)];
    expect(shownIn(cells)).toEqual(["全校 1月", "全校 1月 类别=甲"]);
  });
});

describe("month to month", () => {
  const months = (counts: number[][]) =>
    counts.flatMap((people, at) =>
      monthOf(
        `${at + 1}月`,
        people.map((count, unit) => [`U${unit + 1}`, count])
      )
    );

  test("a number that has grown by one or two is not shown until it has grown by three", () => {
    expect(shownIn(months([[5], [6], [7], [8]]))).toEqual(["全校 1月", "U1 1月", "全校 4月", "U1 4月"]);
  });

  test("a number that stays is shown, and one that falls by one is not", () => {
    expect(shownIn(months([[5], [5], [4]]))).toEqual(["全校 1月", "U1 1月", "全校 2月", "U1 2月"]);
  });

  test("a number is held against every month that was shown, not only the last", () => {
    expect(shownIn(months([[9], [20], [10]]))).toEqual(["全校 1月", "U1 1月", "全校 2月", "U1 2月"]);
  });

  test("what is left of a total must not betray that one person joined the hidden", () => {
    const shown = shownIn(
      months([
        [2, 4, 20],
        [3, 4, 24]
      ])
    );
    // With both units of January's remainder shown in February, 7 − 6 would be the one who joined.
    expect(shown).toEqual(["全校 1月", "U3 1月", "全校 2月", "U2 2月"]);
  });
});

test("a number of whom nobody knows is not shown", () => {
  const [union] = monthOf("1月", [["U1", 9]]);
  expect(shownIn([{...union!, isUnknown: true}])).toEqual([]);
});
