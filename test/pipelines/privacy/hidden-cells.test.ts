import {describe, expect, test} from "vitest";
import type {SensitiveCell} from "#pipelines/privacy/sums.ts";
import {visibleCells} from "#pipelines/privacy/visible-cells.ts";

type Group = [unit: string, people: number, helped?: number];

const [MARCH, JUNE, SEPTEMBER] = ["2026-03-01", "2026-06-01", "2026-09-01"];

/** A month of units with so many people, all of them helped unless said; more of a unit are the same and others. */
function monthOf(month: string, groups: Group[]): SensitiveCell[] {
  const parts = groups.map(([unit_code, people, helped = people]) => ({
    unit_code,
    month,
    segment: null,
    shares: new Map(
      Array.from({length: people}, (_, at) => [
        `会员 ${unit_code} ${at}`,
        {numerator: at < helped ? 1 : 0, denominator: 1}
      ])
    )
  }));
  const all = new Map(parts.flatMap(({shares}) => [...shares]));
  return [{unit_code: null, month, segment: null, shares: all}, ...parts.filter(({shares}) => shares.size > 0)];
}

async function shownIn(cells: SensitiveCell[]): Promise<string[]> {
  const isPublished = (month: string) => [MARCH, JUNE, SEPTEMBER].includes(month);
  const shown = await visibleCells(cells, {isShareOfPeople: true, isPublished});
  return cells
    .filter((cell) => shown.get(cell)?.isShown)
    .map(({unit_code, month, segment}) =>
      [unit_code ?? "全校", `${Number(month.slice(5, 7))}月`, segment].filter(Boolean).join(" ")
    );
}

const partsIn = async (cells: SensitiveCell[]) =>
  (await shownIn(cells)).filter((name) => !name.startsWith("全校") || name.includes("="));

describe("the headline", () => {
  const headline = (month: string, groups: Group[]) => shownIn(monthOf(month, groups).slice(0, 1));

  test("is shown from ten people on, in every month", async () => {
    expect(await headline("2026-02-01", [["U1", 9]])).toEqual([]);
    expect(await headline("2026-02-01", [["U1", 10]])).toEqual(["全校 2月"]);
  });

  test("is hidden where it says of one or two that they were helped, and not where it says so of nobody", async () => {
    expect(await headline(MARCH, [["U1", 12, 2]])).toEqual([]);
    expect(await headline(MARCH, [["U1", 12, 3]])).toEqual(["全校 3月"]);
    expect(await headline(MARCH, [["U1", 12, 0]])).toEqual(["全校 3月"]);
  });

  test("goes by no other month", async () => {
    const months = ["2026-01-01", "2026-02-01", MARCH].flatMap((month, at) =>
      monthOf(month, [["U1", 10 + at]]).slice(0, 1)
    );
    expect(await shownIn(months)).toEqual(["全校 1月", "全校 2月", "全校 3月"]);
  });

  test("takes its parts with it where it is hidden", async () => {
    expect(
      await partsIn(
        monthOf(MARCH, [
          ["U1", 4],
          ["U2", 5]
        ])
      )
    ).toEqual([]);
  });

  test("is hidden where nobody knows who stands behind it", async () => {
    const [union] = monthOf(MARCH, [["U1", 19]]);
    expect(await shownIn([{...union!, isUnknown: true}])).toEqual([]);
  });
});

describe("units at a quarter's end", () => {
  test("where nobody is few, all are shown", async () => {
    expect(
      await partsIn(
        monthOf(MARCH, [
          ["U1", 3],
          ["U2", 0],
          ["U3", 9]
        ])
      )
    ).toEqual(["U1 3月", "U3 3月"]);
  });

  test("between quarter ends none is", async () => {
    expect(
      await partsIn(
        monthOf("2026-04-01", [
          ["U1", 30],
          ["U2", 40]
        ])
      )
    ).toEqual([]);
  });

  test("with one of two people, two more are hidden, the smallest", async () => {
    expect(
      await partsIn(
        monthOf(MARCH, [
          ["U1", 2],
          ["U2", 5],
          ["U3", 9],
          ["U4", 12],
          ["U5", 20]
        ])
      )
    ).toEqual(["U4 3月", "U5 3月"]);
  });

  test("a unit that knows its own is reckoned with", async () => {
    // 7 = 1 + 1 + 5: whoever has the 5 knows that the others have two between them, one each.
    expect(
      await partsIn(
        monthOf(MARCH, [
          ["U1", 1],
          ["U2", 1],
          ["U3", 5],
          ["U4", 12],
          ["U5", 20]
        ])
      )
    ).toEqual(["U5 3月"]);
  });

  test("a number that has changed by one or two since it was last shown is not shown again until it has by three", async () => {
    const others = (people: number): Group[] => [
      ["U2", people],
      ["U3", people + 4],
      ["U4", people + 9],
      ["U5", people + 14]
    ];
    const cells = [MARCH, JUNE, SEPTEMBER].flatMap((month, at) =>
      monthOf(month, [["U1", [5, 6, 8][at]!], ...others(20 + 10 * at)])
    );
    const shown = await partsIn(cells);
    expect(shown).toEqual(expect.arrayContaining(["U1 3月", "U1 9月", "U5 6月"]));
    expect(shown).not.toContain("U1 6月");
  });

  test("one that stays is shown again", async () => {
    const cells = [MARCH, JUNE].flatMap((month) =>
      monthOf(month, [
        ["U1", 5],
        ["U2", 9]
      ])
    );
    expect(await partsIn(cells)).toEqual(["U1 3月", "U2 3月", "U1 6月", "U2 6月"]);
  });

  test("what is shown later does not tell what was hidden before", async () => {
    // In March all small ones are hidden; were June's shown, one person more in all would leave March's no room.
    const march: Group[] = [
      ["U1", 2],
      ["U2", 2],
      ["U3", 3],
      ["U4", 3]
    ];
    const june: Group[] = [
      ["U1", 3],
      ["U2", 3],
      ["U3", 3],
      ["U4", 3]
    ];
    const shown = await partsIn([...monthOf(MARCH, march), ...monthOf(JUNE, june)]);
    expect(shown).toEqual([]);
  });

  test("a total that leaves no room is shown all the same, and then no part is", async () => {
    const shown = await shownIn(
      monthOf(MARCH, [
        ["U1", 4, 1],
        ["U2", 4, 1],
        ["U3", 4, 1]
      ])
    );
    expect(shown).toEqual(["全校 3月"]);
  });
});

test("kinds are hidden like units, and what stands beside is shown as the kind whose numerator it is", async () => {
  const people = Array.from({length: 40}, (_, at): [string, {numerator: number; denominator: number}] => [
    `会员 ${at}`,
    {numerator: 1, denominator: 1}
  ]);
  const cell = (segment: string | null, from: number, to: number): SensitiveCell => {
    const isBeside = segment?.startsWith("另列=");
    const shares = people
      .slice(from, to)
      .map(([person, share]): [string, typeof share] => [person, {...share, denominator: isBeside ? 0 : 1}]);
    return {unit_code: null, month: MARCH, segment, shares: new Map(shares)};
  };
  const bounds = {甲: [0, 15], 乙: [15, 27], 丙: [27, 34], 丁: [34, 38], 戊: [38, 40]} as const;
  const kinds = Object.entries(bounds).flatMap(([name, [from, to]]) => [
    cell(`类别=${name}`, from, to),
    cell(`另列=${name}（人次）`, from, to)
  ]);
  expect(await partsIn([cell(null, 0, 40), cell("另列=全部（人次）", 0, 40), ...kinds])).toEqual([
    "全校 3月 另列=全部（人次）",
    "全校 3月 类别=甲",
    "全校 3月 另列=甲（人次）",
    "全校 3月 类别=乙",
    "全校 3月 另列=乙（人次）"
  ]);
});
