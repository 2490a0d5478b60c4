import {tableFromArrays, tableToIPC, vectorFromArray, Utf8} from "apache-arrow";
import {expect, test} from "vitest";
import {conclusionOf} from "#app/features/kpi/conclusion.ts";
import {deadlineWords} from "#app/features/kpi/deadlines.ts";
import {paceTowards} from "#pipelines/numbers/kpi-period.ts";
import {besideOf, besideWords} from "#app/features/kpi/beside.ts";
import {contributorsOf, medianOf, missingUnitsOf, rankingOf} from "#app/features/kpi/ranking.ts";
import {rankingSentence} from "#app/features/kpi/ranking-sentence.ts";
import {formatShown} from "#app/format.ts";
import {unitMonthsOf} from "#app/features/kpi/read-cube.ts";
import {segmentGroupsOf} from "#app/features/kpi/segments.ts";
import {readUnitFigures} from "#app/features/kpi/unit-figures.server.ts";
import {unitsSentence} from "#app/features/kpi/unit-figures.tsx";
import {memoryWarehouse} from "../kpis/memory-warehouse.ts";

const rate = {name: "文体活动参与率", unit: "%", direction: "higher", month: "2026-09", target: {value: 60}};
const days = {name: "平均发放时长", unit: "天", direction: "lower", month: "2026-09", pace: null, target: {value: 15}};
const unit = (unit_code: string, value: number | null) => ({
  unit_code,
  unit_name: unit_code,
  value,
  numerator: null,
  denominator: null,
  is_own: false,
  unreviewed: 0
});

test("the conclusion says how far the target and the pace are", () => {
  expect(conclusionOf({...rate, value: 38, pace: 45})).toBe(
    "2026年9月文体活动参与率 38.0 %，距目标 60 % 还差 22 个百分点；完成目标的 63.3 %，比序时进度慢 11.7 个百分点"
  );
});

test("a target reached is said to be reached", () => {
  expect(conclusionOf({...rate, value: 61, pace: 45})).toBe("2026年9月文体活动参与率 61.0 %，已达目标 60 %");
});

test("what should stand all year, what is due on a day and what is no yardstick are not measured by the days", () => {
  const behind = {...rate, value: 38, pace: null};
  expect(conclusionOf({...behind, pace_kind: "level"})).toBe(
    "2026年9月文体活动参与率 38.0 %，距目标 60 % 还差 22 个百分点（全年都应达标）"
  );
  expect(conclusionOf({...behind, pace_kind: "once", due_on: "2026-12-31"})).toBe(
    "2026年9月文体活动参与率 38.0 %，距目标 60 % 还差 22 个百分点，按期限考核，应于 12月31日前达到"
  );
  expect(conclusionOf({...behind, value: 90, pace_kind: "none"})).toBe(
    "2026年9月文体活动参与率 90.0 %，只作参考，不作考核"
  );
});

test("what was missed and cannot be made good is a result, not something still to be done", () => {
  const missed = {...rate, value: 1300 / 15, pace: null, pace_kind: "level", is_unrepairable: true};
  expect(conclusionOf({...missed, target: {value: 100}})).toBe(
    "2026年9月文体活动参与率 86.7 %，比目标 100 % 低 13.3 个百分点，漏掉的今年补不回来"
  );
  expect(conclusionOf({...missed, target: {value: 100}, value: 100})).toBe(
    "2026年9月文体活动参与率 100 %，已达目标 100 %"
  );
  // Below 100 %, the rest of the year can still make up for it.
  expect(conclusionOf({...missed, value: 80, target: {value: 90}})).toContain("还差 10 个百分点");
});

test("what reads as the target has reached it", () => {
  expect(conclusionOf({...rate, value: 59.96, pace: 45})).toBe("2026年9月文体活动参与率 60.0 %，已达目标 60 %");
});

test("no blank stands between the word of a unit and the next word", () => {
  const people = {
    ...rate,
    unit: "人",
    value: 10,
    pace: null,
    pace_kind: "level",
    target: {...rate.target, value: 20}
  } as const;
  expect(conclusionOf(people)).toBe("2026年9月文体活动参与率 10 人，距目标 20 人还差 10 人（全年都应达标）");
});

test("where less is better, more is too much", () => {
  expect(conclusionOf({...days, value: 18})).toBe("2026年9月平均发放时长 18 天，比目标 15 天多 3 天");
  expect(conclusionOf({...days, value: 12})).toBe("2026年9月平均发放时长 12 天，没有超过目标 15 天");
});

test("no data is said, not shown as zero", () => {
  expect(conclusionOf({...rate, value: null, pace: 45})).toBe("2026年9月文体活动参与率无数据");
});

test("a hidden number is neither no data nor zero, and what was last shown stands with its month", () => {
  const hidden = {...rate, value: null, is_hidden: true, pace: 45};
  expect(conclusionOf(hidden)).toBe("2026年9月文体活动参与率人数过少，不显示");
  expect(conclusionOf({...hidden, last_shown: {month: "2026-07-01", value: 40}})).toBe(
    "2026年7月文体活动参与率 40.0 %，此后人数或变动过少，不显示"
  );
  expect(conclusionOf({...hidden, hidden_until: "quarter-end"})).toBe("2026年9月文体活动参与率季末公布");
  expect(formatShown({is_hidden: true}, "%")).toBe("人数过少，不显示");
  expect(formatShown({is_hidden: true, last_shown: {month: "2026-07-01", value: 40}}, "%")).toBe("40.0 %（7月）");
  expect(formatShown({value: 0}, "%")).toBe("0 %");
});

test("a rate that stands all year is told by its newest month while its own has no number", () => {
  const last_shown = {month: "2026-08-01", value: 37.64};
  const level = {...rate, value: null, last_shown, pace: null, pace_kind: "level"} as const;
  expect(conclusionOf(level)).toBe(
    "2026年8月文体活动参与率 37.6 %，距目标 60 % 还差 22.4 个百分点（全年都应达标）；9月还没有数"
  );
  expect(formatShown({value: null, last_shown}, "%")).toBe("37.6 %（8月）");
  expect(formatShown({value: 12, last_shown}, "%")).toBe("12.0 %");
});

test("of units that are hidden the sentence says only that it does not speak of them", () => {
  const shown = [unit("甲", 100), unit("乙", 100)];
  const ranking = rankingOf([...shown, {...unit("丙", null), is_hidden: true}], "higher");
  expect(ranking.without).toEqual([]);
  expect(rankingSentence(ranking, "%")).toBe("可以显示的 2 个单位都是 100 %");
  expect(rankingSentence(rankingOf([{...unit("丙", null), is_hidden: true}], "higher"), "%")).toBe(
    "各单位人数过少，不显示"
  );
});

test("pace is the even share of the year, and a limit has none", () => {
  const year = {pace: "linear" as const, start_on: "2026-01-01", due_on: "2026-12-31"};
  const rated = {unit: "%", direction: "higher"};
  expect(paceTowards(rated, 60, year, "2026-07-02")).toBe(30);
  expect(paceTowards({unit: "天", direction: "lower"}, 15, year, "2026-07-02")).toBeNull();
  expect(paceTowards(rated, 60, {...year, pace: "level"}, "2026-07-02")).toBeNull();
  expect(paceTowards(rated, 60, {...year, pace: "once"}, "2026-07-02")).toBeNull();
  // Of four batches three are due on 28 November, not 3.6.
  expect(paceTowards({unit: "批", direction: "higher"}, 4, year, "2026-11-28")).toBe(3);
});

test("units are ranked best first; one without data has no place", () => {
  const {units, without, median} = rankingOf(
    [unit("U01", 20), unit("U02", null), unit("U03", 60), unit("U04", 60)],
    "higher"
  );
  expect(units.map(({unit_code, place}) => [unit_code, place])).toEqual([
    ["U03", 1],
    ["U04", 1],
    ["U01", 3]
  ]);
  expect([without, median]).toEqual([["U02"], 60]);
});

test("the ranking's sentence counts those who share an end instead of naming one of them", () => {
  const ranking = rankingOf([unit("甲", 5), unit("乙", 0), unit("丙", 0)], "higher");
  expect(rankingSentence(ranking, "篇")).toBe("各单位中位数 0 篇；最高 5 篇（甲），最低 0 篇（2 个单位）");
  expect(rankingSentence(rankingOf([unit("甲", 100), unit("乙", 100)], "higher"), "%")).toBe("2 个单位都是 100 %");
});

test("the reader's own unit is told its place", () => {
  const ranking = rankingOf([unit("甲", 60), {...unit("乙", 40), is_own: true}], "higher");
  expect(rankingSentence(ranking, "%")).toBe("乙 40.0 %，在 2 个单位中排第 2");
});

test("where less is better the lowest is first", () => {
  expect(rankingOf([unit("U01", 20), unit("U02", 5)], "lower").units[0]?.unit_code).toBe("U02");
});

test("the median of an even number of units lies between the two in the middle", () => {
  expect([medianOf([10, 40, 20, 30]), medianOf([])]).toEqual([25, null]);
});

test("segments are grouped by dimension, what is listed beside last and with its own unit", () => {
  const groups = segmentGroupsOf(
    [
      {segment: "另列=未反馈（件）", value: 3, numerator: 3, denominator: null},
      {segment: "性别=女", value: 50, numerator: 1, denominator: 2}
    ],
    "%"
  );
  expect(groups.map(({dimension, rows}) => [dimension, rows[0]?.name, rows[0]?.unit])).toEqual([
    ["性别", "女", "%"],
    ["另列", "未反馈", "件"]
  ]);
});

test("the months of units are read out of Arrow without the union's row and the segments", () => {
  const text = (values: (string | null)[]) => vectorFromArray(values, new Utf8());
  const table = tableFromArrays({value: Float64Array.from([50, 60, 70])});
  const whole = table.assign(
    tableFromArrays({}).assign(
      // Text columns with nulls as the API sends them.
      new (table.constructor as typeof import("apache-arrow").Table)({
        unit_code: text([null, "U01", "U01"]),
        month: text(["2026-07-01", "2026-07-01", "2026-07-01"]),
        segment: text([null, null, "性别=女"])
      })
    )
  );
  expect(unitMonthsOf(tableToIPC(whole))).toEqual([{unit_code: "U01", month: "2026-07", value: 60}]);
});

test("where a unit has it or not, those still missing are named instead of ranked", () => {
  const held = (name: string, numerator: number) => ({...unit(name, numerator * 100), numerator, denominator: 1});
  const ranking = rankingOf([held("甲", 1), held("乙", 0), held("丙", 0), unit("丁", null)], "higher");
  expect(missingUnitsOf(ranking)).toMatchObject({missing: [{unit_name: "丙"}, {unit_name: "乙"}], done: 1});
});

test("where nothing is owed, those that gave something are shown and nobody is last", () => {
  const {units, median} = contributorsOf(rankingOf([unit("甲", 5), unit("乙", 0), unit("丙", 1)], "higher"));
  expect([units.map(({unit_name}) => unit_name), median]).toEqual([["甲", "丙"], 3]);
});

test("what a headline does not tell is said beside it, as far as it is something and may be shown", () => {
  const segment = (name: string, value: number, is_hidden = false) => ({
    segment: name,
    value,
    numerator: value,
    denominator: null,
    is_hidden
  });
  const groups = segmentGroupsOf(
    [
      segment("另列=逾期答复（件）", 5),
      segment("另列=未答复（件）", 0),
      segment("另列=过期未核销金额（元）", 147_000),
      segment("满意度=满意", 76.6),
      segment("另列=慰问（人次）", 2, true)
    ],
    "%"
  );
  const figures = besideOf(groups, [
    "另列=逾期答复（件）",
    "另列=未答复（件）",
    "另列=过期未核销金额（元）",
    "满意度=满意",
    "另列=慰问（人次）",
    "另列=没有的（件）"
  ]);
  expect(figures.map(({name, text}) => `${name} ${text}`)).toEqual([
    "逾期答复 5 件",
    "未答复 0 件",
    "过期未核销金额 14.7 万元",
    "满意 76.6 %"
  ]);
  expect(besideWords(figures)).toBe("；逾期答复 5 件、过期未核销金额 14.7 万元、满意 76.6 %");
  expect(besideWords([])).toBe("");
});

const counted = (segment: string, value: number | null, more: {is_hidden?: boolean} = {}) => ({
  segment,
  value,
  numerator: value,
  denominator: null,
  ...more
});

test("a list is told whole: its sum and what it is made of, the most first, without what is nothing", () => {
  const groups = segmentGroupsOf(
    [
      counted("未发放（人次）=中秋节", 48),
      counted("未发放（人次）=国庆节", 86),
      counted("未发放（人次）=元旦", 0),
      counted("尚未计入（元）=中秋节", 1_265_000),
      counted("尚未计入（元）=国庆节", 9_000),
      counted("节日=中秋节", 98.5)
    ],
    "%"
  );
  expect(groups.map(({dimension, is_list}) => [dimension, is_list])).toEqual([
    ["节日", undefined],
    ["未发放", true],
    ["尚未计入", true]
  ]);
  expect(besideWords(besideOf(groups, ["未发放（人次）", "尚未计入（元）", "未入会（人）"]))).toBe(
    "；未发放 134 人次（国庆节 86、中秋节 48）、尚未计入 127.4 万元（中秋节 126.5 万元、国庆节 9,000 元）"
  );
});

test("a list in which everything occurs once has names only, in the order of their numbers", () => {
  const groups = segmentGroupsOf(
    ["10月9日常委会", "6月9日主席会", "7月13日常委会"].map((name) => counted(`未落实（次）=${name}`, 1)),
    "%"
  );
  expect(besideWords(besideOf(groups, ["未落实（次）"]))).toBe(
    "；未落实 3 次（6月9日主席会、7月13日常委会、10月9日常委会）"
  );
});

test("a long list ends with 等, and its sum is still that of all", () => {
  const groups = segmentGroupsOf(
    Array.from({length: 12}, (_, at) => counted(`未落实（次）=第${at + 1}次`, 1)),
    "%"
  );
  const [figure] = besideOf(groups, ["未落实（次）"]);
  expect(figure?.text).toBe("12 次（第1次、第2次、第3次、第4次、第5次、第6次、第7次、第8次、第9次等）");
});

test("a list of shares has no sum and keeps what stands at zero", () => {
  const groups = segmentGroupsOf([counted("完成比例（%）=筹备", 85), counted("完成比例（%）=召开", 0)], "%");
  expect(besideOf(groups, ["完成比例（%）"]).map(({text}) => text)).toEqual(["筹备 85.0 %、召开 0 %"]);
});

test("a hidden figure is told by what was last shown of it, with the month, or not at all", () => {
  const hidden = {is_hidden: true};
  const groups = segmentGroupsOf(
    [counted("另列=按期发放（%）", null, hidden), counted("另列=最长天数（天）", null, hidden)],
    "天"
  );
  const lastShown = [{segment: "另列=按期发放（%）", month: "2026-09-01", value: 43.5}];
  expect(besideWords(besideOf(groups, ["另列=按期发放（%）", "另列=最长天数（天）"], {lastShown}))).toBe(
    "；按期发放 43.5 %（9月）"
  );
});

test("the denominator is told where it is shown", () => {
  expect(besideWords(besideOf([], ["分母=在档（人）"], {denominator: 56}))).toBe("；在档 56 人");
  expect(besideOf([], ["分母=在档（人）"], {denominator: null})).toEqual([]);
});

test("the units behind a figure are named with it, and alone where each has one", () => {
  const units = [
    {unit_name: "甲学院", value: 2},
    {unit_name: "乙学院", value: 1}
  ];
  expect(unitsSentence({name: "未答复", unit: "件", units})).toBe("未答复：甲学院 2 件、乙学院 1 件");
  expect(unitsSentence({name: "未报备", unit: "个", units: units.slice(1)})).toBe("未报备：乙学院");
});

test("the units of a figure are read from real rows, the most first, without those that have none", async () => {
  const late = {review_result: "立案", due_date: "2026-06-30", reply_date: null};
  const db = await memoryWarehouse({
    proposals: [
      {...late, lead_unit_code: "U01"},
      {...late, lead_unit_code: "U02"},
      {...late, lead_unit_code: "U02"},
      {...late, lead_unit_code: "U03", reply_date: "2026-06-01"}
    ]
  });
  const names: [string, string][] = [["U02", "乙学院"]];
  const segments = ["另列=未答复（件）", "另列=逾期答复（件）"];
  expect(await readUnitFigures(db, "K11", {month: "2026-06-01", segments, names})).toEqual([
    {
      name: "未答复",
      unit: "件",
      units: [
        {unit_name: "乙学院", value: 2},
        {unit_name: "U01", value: 1}
      ]
    }
  ]);
});

test("of several deliverables, what is late or still due is said, the earliest first", () => {
  const open = {status: "正常", progress: 40};
  expect(
    deadlineWords([
      {...open, code: "T03-02", name: "按程序召开", due_on: "2026-12-20", days_left: 22},
      {...open, code: "T03-01", name: "换届筹备", status: "逾期", due_on: "2026-10-31", days_left: -28},
      {...open, code: "T03-03", name: "执委会建设", status: "办结", due_on: "2026-10-01", days_left: -58},
      {...open, code: "T03-04", name: "征集提案", progress: 100, due_on: "2026-10-01", days_left: -58}
    ])
  ).toBe("换届筹备（T03-01）已逾期 28 天；按程序召开（T03-02）应于 12月20日前完成，还有 22 天");
  expect(deadlineWords([])).toBe("");
});
