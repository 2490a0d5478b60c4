import {expect, test} from "vitest";
import {hiddenCountsOf, mergedGroupsOf, type PeopleGroup} from "#pipelines/privacy/merged-groups.ts";

const group = (name: string, numerator: number, denominator: number): PeopleGroup => ({name, numerator, denominator});
const merge = (units: Record<string, PeopleGroup[]>, wholes: Record<string, [number, number]> = {}) =>
  Object.fromEntries(
    mergedGroupsOf(
      new Map(Object.entries(units)),
      new Map(Object.entries(wholes).map(([unit, [numerator, denominator]]) => [unit, {numerator, denominator}]))
    )
  );

test("groups of three people and more are shown as they are", () => {
  expect(merge({U01: [group("女", 1, 3), group("男", 2, 9)]})).toEqual({
    U01: [
      {names: ["女"], numerator: 1, denominator: 3},
      {names: ["男"], numerator: 2, denominator: 9}
    ]
  });
});

test("a group of two people is merged with the next larger, in a second unit too, since the union's group is known", () => {
  const young = [group("青", 4, 10), group("中", 5, 8), group("老", 1, 2)];
  const other = [group("青", 2, 9), group("中", 3, 7), group("老", 2, 5)];
  const third = [group("青", 2, 9), group("中", 3, 7), group("老", 3, 6)];
  expect(merge({U01: young, U02: other, U03: third})).toEqual({
    U01: [
      {names: ["青"], numerator: 4, denominator: 10},
      {names: ["中", "老"], numerator: 6, denominator: 10}
    ],
    U02: [
      {names: ["青"], numerator: 2, denominator: 9},
      {names: ["中", "老"], numerator: 5, denominator: 12}
    ],
    U03: third.map(({name, numerator, denominator}) => ({names: [name], numerator, denominator}))
  });
});

test("a merged group of whom nobody came would tell of each, so it is merged further", () => {
  const groups = [group("青", 4, 10), group("中", 0, 8), group("老", 0, 2), group("壮", 6, 12)];
  expect(merge({U01: groups, U02: groups}).U01).toEqual([
    {names: ["壮"], numerator: 6, denominator: 12},
    {names: ["青", "中", "老"], numerator: 4, denominator: 20}
  ]);
});

test("a unit that has nothing left to show shows none of its groups", () => {
  expect(merge({U01: [group("女", 1, 2), group("男", 2, 9)]})).toEqual({U01: []});
});

test("one person whom no group names is hidden among others", () => {
  const groups = [group("女", 2, 5), group("男", 3, 6), group("未知", 2, 4)];
  const shown = merge({U01: groups, U02: groups}, {U01: [8, 16], U02: [8, 16]});
  expect(shown.U01).toEqual([
    {names: ["女"], numerator: 2, denominator: 5},
    {names: ["男"], numerator: 3, denominator: 6},
    {names: ["未知"], numerator: 3, denominator: 5}
  ]);
});

test("a count of two people is hidden with another, since the union's count is known", () => {
  const counts = (values: Record<string, number>) => Object.entries(values).map(([unit, count]) => ({unit, count}));
  expect(hiddenCountsOf(counts({U01: 5, U02: 0, U03: 3}))).toEqual(new Set());
  expect(hiddenCountsOf(counts({U01: 5, U02: 2, U03: 9}))).toEqual(new Set(["U02", "U01"]));
  expect(hiddenCountsOf(counts({U01: 1, U02: 1, U03: 9, U04: 0}))).toEqual(new Set(["U01", "U02", "U03"]));
});
