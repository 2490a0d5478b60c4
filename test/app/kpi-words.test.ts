import {expect, test} from "vitest";
import {addedOf, addedWords} from "#app/features/kpi/added.ts";
import {withFunnel} from "#app/features/kpi/funnel.server.ts";
import {outlookSentence} from "#app/features/kpi/outlook-words.ts";
import {rankingFor, rankingOf} from "#app/features/kpi/ranking.ts";
import {chanceSentence, rankingSentence} from "#app/features/kpi/ranking-sentence.ts";
import {namedGroupsOf} from "#app/features/kpi/segment-names.ts";
import {segmentGroupsOf} from "#app/features/kpi/segments.ts";
import {variationSentence} from "#app/features/kpi/variation-words.ts";

const unit = (unit_code: string, numerator: number | null, denominator: number, more = {}) => ({
  ...{unit_code, unit_name: unit_code, numerator, denominator, is_own: false, unreviewed: 0},
  value: numerator === null ? null : (numerator / denominator) * 100,
  ...more
});

test("units are placed by what chance gives a unit of their size", () => {
  const units = [unit("甲", 5, 30), unit("乙", 50, 90), unit("丙", 90, 100), unit("丁", 22, 30)];
  const ranking = withFunnel(rankingOf(units, "higher"), {numerator: 550, denominator: 1000});
  expect(ranking.units.map(({unit_name, chance}) => [unit_name, chance])).toEqual([
    ["丙", "far-above"],
    ["丁", "within"],
    ["乙", "within"],
    ["甲", "far-below"]
  ]);
  expect(chanceSentence(ranking, "%")).toBe(
    "按人数多少计入偶然性，与全校 55.0 % 相比：1 个明显高，1 个明显低，2 个无显著差别"
  );
  expect([ranking.funnel?.curves[0]?.size, ranking.funnel?.curves.at(-1)?.size]).toEqual([24, 105]);
});

test("hidden units and a hidden whole are in no funnel", () => {
  const units = [unit("甲", 5, 30), unit("乙", 9, 30), unit("丙", null, 30, {is_hidden: true})];
  const ranking = rankingOf(units, "higher");
  expect(withFunnel(ranking, {numerator: 55, denominator: 100}).units).toHaveLength(2);
  expect(withFunnel(ranking, {numerator: null, denominator: null})).toBe(ranking);
  expect(withFunnel(ranking, undefined)).toBe(ranking);
});

test("an account of a unit sees its own unit marked, and not what others owe", () => {
  const ranking = rankingOf([unit("甲", 50, 90, {owed: 2}), unit("乙", 8, 30, {owed: 3})], "higher");
  const told = (reader: string | null) =>
    rankingFor(ranking, reader).units.map(({unit_name, is_own, owed}) => [unit_name, is_own, owed]);
  expect(told("乙")).toEqual([
    ["甲", false, undefined],
    ["乙", true, 3]
  ]);
  expect(told(null)).toEqual([
    ["甲", false, 2],
    ["乙", false, 3]
  ]);
});

test("the reader's own unit is told its size and whether it differs", () => {
  const units = [unit("甲", 50, 90), unit("乙", 8, 30, {is_own: true})];
  const ranking = withFunnel(rankingOf(units, "higher"), {numerator: 55, denominator: 100});
  expect(rankingSentence(ranking, "%")).toBe("乙 26.7 %（8 / 30 人），在 2 个单位中排第 2，比全校偏低");
});

test("an outlook says from which months it comes and how far it is from the target", () => {
  const outlook = {from: "2026-10-01", monthly: 3.06, points: [{month: "2026-12-01", value: 57.44}]};
  expect(outlookSentence(outlook, {unit: "%", target: 60})).toBe(
    "按8月至10月平均每月增加 3.1 个百分点推算，12月末预计 57.4 %，比目标 60 % 低 2.6 个百分点"
  );
  expect(outlookSentence(outlook, {unit: "%", target: 57})).toContain("可以达到目标 57 %");
});

test("a variation names its rule and months", () => {
  const xmr = {mean: 62, lower: 55, upper: 69, signals: []};
  expect(variationSentence({word: "数据不足", count: 11, needed: 12}, "%")).toBe(
    "数据不足：当月数只有 11 个月，满 12 个月才能分清真变化和正常波动"
  );
  expect(variationSentence({word: "正常波动", count: 12, needed: 12, xmr}, "%")).toContain("平均 62.0 %上下");
  const signals = [{rule: "outside" as const, side: "above" as const, months: ["2026-03-01"]}];
  expect(variationSentence({word: "真变化", count: 12, needed: 12, xmr: {...xmr, signals}}, "%")).toBe(
    "真变化：2026年3月高于通常范围（上限 69.0 %）"
  );
});

test("a running total is told by what the month added", () => {
  const points = [
    {month: "2026-01", numerator: 10},
    {month: "2026-02", numerator: 45},
    {month: "2026-03", numerator: 85}
  ];
  const people = {kpi: {unit: "%"}, pace: "linear", isOfPeople: true};
  expect(addedWords(addedOf(points, "2026-03", people)!)).toBe("3月净增 40 人，2月净增 35 人");
  expect(addedWords(addedOf(points, "2026-01", people)!)).toBe("1月净增 10 人");
  expect(addedOf(points, "2026-03", {...people, pace: "level"})).toBeUndefined();
  expect(addedOf(points, "2026-03", {...people, isOfPeople: false})).toBeUndefined();
});

test("parts are counted in their own unit, named as people say it, festivals by the calendar", () => {
  const part = (segment: string) => ({segment, value: 1, numerator: 1, denominator: null});
  const plan = {
    deliverables: [{code: "T05-07", name: "登山活动"}],
    festivals: [
      {occasion: "中秋节", festival_on: "2026-09-25"},
      {occasion: "春节", festival_on: "2026-02-17"}
    ]
  };
  const named = (segments: string[], measureUnit: string) =>
    namedGroupsOf(segmentGroupsOf(segments.map(part), measureUnit), plan).flatMap(({rows}) =>
      rows.map((row) => `${row.name} ${row.unit}`)
    );
  expect(named(["标记=滞后（条）"], "%")).toEqual(["滞后 条"]);
  expect(named(["核心需求=压力舒缓"], "类")).toEqual(["压力舒缓 场"]);
  expect(named(["年龄段=35岁及以下"], "%")).toEqual(["35岁及以下 %"]);
  expect(named(["承诺条目=T05-07"], "%")).toEqual(["登山活动 %"]);
  expect(named(["转化形式=无"], "%")).toEqual(["未转化 %"]);
  expect(named(["事由=中秋节", "事由=生日", "事由=春节"], "%")).toEqual(["春节 %", "中秋节 %", "生日 %"]);
});
