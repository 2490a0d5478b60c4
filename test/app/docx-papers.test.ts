import exceljs from "devextreme-exceljs-fork";
import {unzipSync} from "fflate";
import {beforeAll, expect, test} from "vitest";
import type {FrozenState} from "#app/features/deck/state/frozen-state.ts";
import type {SlidePicture} from "#app/features/deck/slide.ts";
import {annualSummary} from "#app/features/materials/docx/annual-summary.server.ts";
import {chartOf} from "#app/features/materials/docx/document-chart.server.ts";
import {checkGbt9704} from "#app/features/materials/docx/gbt-9704-checker.ts";
import {meetingMinutes} from "#app/features/materials/docx/meeting-minutes.server.ts";
import {paperFile} from "#app/features/materials/docx/paper-file.server.ts";
import {progressReport} from "#app/features/materials/docx/progress-report.server.ts";
import {itemIn, supervisionNotice} from "#app/features/materials/docx/supervision-notice.server.ts";
import {titleLinesOf} from "#app/features/materials/docx/title-lines.ts";
import {formatBare, formatNumber, formatPercent, roundTenths} from "#app/format.ts";
import {fixtureState} from "../deck-fixture.ts";
import {MINUTES, NOTICE, PAPERS} from "./docx-papers.ts";
import {partOf, textOf} from "./docx-parts.ts";

test.each(Object.entries(PAPERS))("%s is made to equal bytes", async (_, make) => {
  const first = await make();
  expect(Buffer.compare(first, await make())).toBe(0);
});

test.each(Object.entries(PAPERS))(
  "%s has all its parts, each of a stated type, and every relation leads to one",
  async (_, make) => {
    const parts = unzipSync(await make());
    const names = Object.keys(parts);
    const types = Buffer.from(parts["[Content_Types].xml"]!).toString();
    const stated = [...types.matchAll(/PartName="\/([^"]+)"/g)].map(([, name]) => name);
    expect(stated.filter((name) => !names.includes(name!))).toEqual([]);
    expect(names.filter((name) => name.endsWith("/"))).toEqual([]);
    expect(lostRelations(parts)).toEqual([]);
  }
);

function lostRelations(parts: Record<string, Uint8Array>): string[] {
  return Object.entries(parts)
    .filter(([name]) => name.endsWith(".rels"))
    .flatMap(([name, bytes]) => {
      const folder = name.replace(/_rels\/[^/]+$/, "");
      const targets = [
        ...Buffer.from(bytes)
          .toString()
          .matchAll(/Target="([^"]+)"/g)
      ].map(([, target = ""]) => target);
      return targets.map((target) => new URL(target, `file:///${folder}`).pathname.slice(1));
    })
    .filter((target) => parts[target] === undefined);
}

let report: Uint8Array;

beforeAll(async () => {
  report = await progressReport(fixtureState());
});

test("every chart of the report can be edited: its workbook holds the state's numbers, and so does what is drawn", async () => {
  const pictures = fixtureState()
    .tasks.flatMap(
      ({panels}) =>
        (panels.find(({picture}) => picture && picture.kind !== "heat") ?? panels.find(({picture}) => picture))
          ?.picture ?? []
    )
    .filter(({kind}) => kind !== "heat");
  expect(pictures.length).toBeGreaterThan(1);
  for (const [at, picture] of pictures.entries()) {
    expect(await workbookColumns(report, at + 1), `chart ${at + 1}`).toEqual(columnsOf(picture));
    expect(drawnColumns(report, at + 1), `chart ${at + 1}`).toEqual(columnsOf(picture));
  }
});

test("a month-by-month picture keeps its gaps, last year and target", async () => {
  const picture: SlidePicture = {
    ...{kind: "lines", unit: "%", labels: ["1月", "2月", "3月"], target: {value: 60, label: "目标 60 %"}},
    lines: [
      {name: "实际", sign: "actual", values: [10, null, 30.5]},
      {name: "去年", sign: "lastYear", values: [null, 20, 25]}
    ]
  };
  const file = await paperFile({title: "图", creator: "校工会", on: "2026-11-28", children: chartOf(picture, "说明")});
  const wanted = [
    [10, null, 30.5],
    [null, 20, 25],
    [60, 60, 60]
  ];
  expect(await workbookColumns(file, 1)).toEqual(wanted);
  expect(drawnColumns(file, 1)).toEqual(wanted);
});

/** The numbers of a picture, a list for each series. */
function columnsOf(picture: SlidePicture): (number | null)[][] {
  if (picture.kind === "columns") return picture.series.map(({values}) => values);
  return picture.kind === "bars" ? [picture.bars.slice(0, 16).map(({value}) => value)] : [];
}

async function workbookColumns(file: Uint8Array, place: number): Promise<(number | null)[][]> {
  const workbook = new exceljs.Workbook();
  const bytes = unzipSync(file)[`word/embeddings/Microsoft_Excel_Worksheet${place}.xlsx`]!;
  await workbook.xlsx.load(Buffer.from(bytes) as unknown as exceljs.Buffer);
  const sheet = workbook.worksheets[0]!;
  const rows = Array.from({length: sheet.rowCount - 1}, (_, at) => sheet.getRow(at + 2));
  return Array.from({length: sheet.columnCount - 1}, (_, column) =>
    rows.map((row) => {
      const value = row.getCell(column + 2).value;
      return typeof value === "number" ? value : null;
    })
  );
}

/** What the chart itself keeps of its workbook, for programs that draw without opening it. */
function drawnColumns(file: Uint8Array, place: number): (number | null)[][] {
  const series = partOf(file, `word/charts/chart${place}.xml`).match(/<c:val>.*?<\/c:val>/gs) ?? [];
  return series.map((xml) => {
    const count = Number(/<c:ptCount val="(\d+)"/.exec(xml)?.[1]);
    const points = new Map(
      [...xml.matchAll(/<c:pt idx="(\d+)"><c:v>([^<]*)/g)].map(([, at, value]) => [Number(at), Number(value)])
    );
    return Array.from({length: count}, (_, at) => points.get(at) ?? null);
  });
}

test("all words of a chart name a Chinese typeface", () => {
  const charts = Object.keys(unzipSync(report)).filter((name) => /^word\/charts\/chart\d+\.xml$/.test(name));
  for (const name of charts) {
    const xml = partOf(report, name);
    const latin = xml.match(/<a:latin /g) ?? [];
    expect(xml.match(/<a:ea typeface="黑体"/g), name).toHaveLength(latin.length);
    expect(latin.length).toBeGreaterThan(0);
  }
});

test("no font is embedded, and each that is named has others to stand in", () => {
  expect(Object.keys(unzipSync(report)).filter((name) => /\.(odttf|ttf|otf)$/i.test(name))).toEqual([]);
  const table = partOf(report, "word/fontTable.xml");
  expect([...table.matchAll(/w:name="([^"]+)"><w:altName/g)].map(([, name]) => name)).toEqual([
    ...["方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"]
  ]);
});

test("rare hanzi survive in text, tables, charts and minutes", async () => {
  const state = withRareNames(fixtureState());
  const file = await progressReport(state);
  expect(textOf(file)).toContain("𠮷䶮㛃举措");
  expect(textOf(file)).toContain("𠮷䶮㛃指标");
  expect(partOf(file, "word/charts/chart1.xml")).toContain("𠮷䶮㛃");
  expect(textOf(await PAPERS["会议纪要"]!())).toContain(
    MINUTES.minutes.facts.find(({label}) => label === "出席")!.text
  );
});

function withRareNames(state: FrozenState): FrozenState {
  const [first] = state.tasks;
  const picture: SlidePicture = {kind: "bars", unit: "人", bars: [{name: "𠮷䶮㛃", value: 3}]};
  first!.deliverables[0]!.name = "𠮷䶮㛃举措";
  first!.panels = [{id: "p", title: "题", subtitle: "", picture, table: {columns: [], rows: []}}];
  state.kpis[0]!.name = "𠮷䶮㛃指标";
  return state;
}

test("what people pasted cannot make a file that no program opens", async () => {
  const state = fixtureState();
  state.concerns[0]!.problem_note = '甲\u0000乙\u000b丙\ud842丁 <&>"戊';
  state.tasks[0]!.panels[0]!.title = "图\u0001题";
  const file = await progressReport(state);
  expect(checkGbt9704(file)).toBeInstanceOf(Array);
  expect(textOf(file)).toContain("甲乙丙\ufffd丁 &lt;&amp;&gt;&quot;戊");
});

test("the summary has its five parts in their order", async () => {
  const lines = textOf(await annualSummary(fixtureState())).split("\n");
  expect(lines.filter((line) => /^[一二三四五]、/.test(line))).toEqual([
    ...["一、主要成绩", "二、主要措施", "三、存在问题", "四、工作亮点", "五、下一步工作计划"]
  ]);
});

const partBetween = (text: string, from: string, to: string) =>
  text.slice(text.indexOf(from) + from.length, text.indexOf(to));

test("the summary is a text to edit on, of at least 1,500 characters", async () => {
  const letters = textOf(await annualSummary(fixtureState())).replace(/\s/g, "");
  expect([...letters].length).toBeGreaterThanOrEqual(1_500);
});

test("nothing done is not told as an achievement", async () => {
  const state = fixtureState();
  const tasks = state.tasks.map((task) => ({
    ...{...task, progress: 40},
    deliverables: task.deliverables.map((each) => ({...each, status: "正常" as const, progress: 40}))
  }));
  const achieved = partBetween(textOf(await annualSummary({...state, tasks})), "一、主要成绩", "二、主要措施");
  expect(achieved).toContain("任务完成 40.0 %。");
  expect(achieved).not.toContain("已完成 0 项");
});

test("what was held and goes on is not done in any paper", async () => {
  const of = (goes_on?: true) => {
    const state = fixtureState();
    const held = state.tasks.flatMap(({deliverables}) => deliverables).find(({code}) => code === "T05-04")!;
    Object.assign(held, {status: "正常", progress: 100, is_closed: false, goes_on});
    return state;
  };
  const sentences = async (state: FrozenState) =>
    [await progressReport(state), await annualSummary(state)]
      .flatMap((file) => textOf(file).split(/[\n。]/u))
      .filter((sentence) => sentence.includes("健步行活动") && /^(已完成|完成了|按进度|持续)/u.test(sentence))
      .map((sentence) => sentence.slice(0, 3));
  expect(await sentences(of())).toEqual(["已完成", "完成了"]);
  expect(await sentences(of(true))).toEqual(["按进度", "持续推"]);
});

test("问题 is never empty: without any it says what limits the data", async () => {
  const state = fixtureState();
  const kpis = state.kpis.filter(({value}) => value !== null).map((kpi) => ({...kpi, value: kpi.target}));
  const calm: FrozenState = {...state, kpis, concerns: [], waiting: 0, units_reported: state.units_asked};
  const problems = partBetween(textOf(await annualSummary(calm)), "三、存在问题", "四、工作亮点");
  expect(problems.trim().split("\n")).toEqual([
    "（一）数据还有局限",
    expect.stringMatching(/^数据截至2026年11月\d+日，.+。$/)
  ]);
});

test("问题 tells each overdue deliverable, units that have not reported, and KPIs short of their target", async () => {
  const state = fixtureState();
  const problems = partBetween(textOf(await annualSummary(state)), "三、存在问题", "四、工作亮点");
  const overdue = state.concerns.filter(({concerns}) => concerns[0] === "逾期");
  expect(overdue.filter(({name}) => !problems.includes(name))).toEqual([]);
  expect(problems).toContain(`应报送的 ${state.units_asked} 个单位中 ${state.units_reported} 个已报送`);
  expect(problems).toContain(state.kpis.find(({code}) => code === "K23")!.name);
});

test("a reached target is a highlight, and what only serves as a reference is neither that nor a problem", async () => {
  const state = fixtureState();
  const [reached, reference] = [state.kpis[0]!, state.kpis[1]!];
  Object.assign(reached, {name: "甲指标", value: 100, target: 100});
  Object.assign(reference, {name: "乙指标", rule: "只作参考，不作考核", value: 50, target: 70});
  const text = textOf(await annualSummary(state));
  const highlights = partBetween(text, "四、工作亮点", "五、下一步工作计划");
  expect(highlights).toContain("甲指标（");
  expect(partBetween(text, "三、存在问题", "四、工作亮点")).not.toContain("乙指标");
});

test("every number of the texts stands in the state, or counts what stands there", async () => {
  const state = fixtureState();
  const allowed = numbersOf(state);
  const most = state.tasks.flatMap(({deliverables}) => deliverables).length + state.kpis.length;
  for (const file of [await annualSummary(state), await progressReport(state)]) {
    const found = textOf(file).match(/\d[\d,]*(?:\.\d+)?/g) ?? [];
    const strange = found.filter((text) => !allowed.has(text) && !(/^\d+$/.test(text) && Number(text) <= most));
    expect([...new Set(strange)]).toEqual(sharesOf(state, strange));
  }
});

/** The shares of the statuses are the only numbers that are worked out; those that were met. */
function sharesOf({tally}: FrozenState, found: string[]): string[] {
  const sum = tally.reduce((total, {count}) => total + count, 0);
  const shares = tally.map(({count}) => formatPercent((count / sum) * 100).replace(" %", ""));
  return [...new Set(found)].filter((text) => shares.includes(text));
}

/** All numbers of a state as people read them, with the distance of each KPI from its target. */
function numbersOf(state: FrozenState): Set<string> {
  const texts: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === "number") texts.push(formatNumber(value), formatPercent(value), formatBare(value, "%"));
    else if (typeof value === "string") texts.push(value, value.replace(/-0?/g, " "));
    else if (value !== null && typeof value === "object") Object.values(value).forEach(visit);
  };
  visit(state);
  for (const {value, target} of state.kpis) visit(value === null || target === null ? 0 : roundTenths(value) - target);
  // The days ahead that the report looks at.
  return new Set(["60", ...texts.flatMap((text) => text.match(/\d[\d,]*(?:\.\d+)?/g) ?? [])]);
}

test("a 督办单 of a meeting says what its state says, whatever is so by now", async () => {
  const state = fixtureState();
  const {code, rules, level} = state.work!.supervised[0]!;
  const frozen = state.tasks.flatMap(({deliverables}) => deliverables).find((each) => each.code === code)!;
  const now = {...NOTICE.item, code, progress: 99, status: "正常" as const, rule: "后来的", level: "黄" as const};
  const text = textOf(await supervisionNotice({...NOTICE, item: itemIn(state, now), source: "（进展取自状态。）"}));
  const done = frozen.progress === null ? "无数据" : `完成 ${formatPercent(frozen.progress)}`;
  for (const words of [done, `${frozen.status}：`, `级别：${level}`, "（进展取自状态。）"])
    expect(text).toContain(words);
  expect(text.replaceAll(/\s/g, "")).toContain(rules.join("；").replaceAll(/\s/g, ""));
  expect(text).not.toContain("后来的");
});

test("the 督办单 has every field of the page, room to sign, and what was signed already", async () => {
  const text = textOf(await supervisionNotice(NOTICE));
  const labels = ["来源", "督办事项", "办理要求", "牵头单位", "协办单位", "责任人", "原定时限", "现定时限", "触发规则"];
  const written = ["进展情况", "未完成原因", "签收", "拟办意见", "领导批示", "办结意见"];
  expect([...labels, ...written].filter((label) => !text.split("\n").includes(label))).toEqual([]);
  expect(text).toContain("2026年10月31日（已延期 1 次）");
  expect(text.match(/签名：/g)).toHaveLength(3);
  const notice = {
    ...{number: "督办〔2026〕7号", level: "红" as const, rules: [], issued_on: "2026-11-20", issued_by: "会员0001"},
    ...{opinion: "请按期报送。", step: null, responsible: "会员0002", next: null},
    ...{acknowledged: {by: "会员0002", at: "2026-11-21 09:00"}, end: null}
  };
  const issued = textOf(await supervisionNotice({...NOTICE, item: {...NOTICE.item, notice}}));
  expect(issued).toContain("编号：督办〔2026〕7号　级别：红　日期：2026年11月20日");
  expect(issued).toContain("会员0002，2026-11-21 09:00");
  expect(issued.match(/签名：/g)).toHaveLength(1);
});

test("minutes name what is undecided, who was charged until when, and that a draft is one", async () => {
  const text = textOf(await meetingMinutes(MINUTES));
  expect(text).toContain("2.研究登山活动的新日期（议而未决）。");
  expect(text).toContain("尽快完成两份工作报告（T03-01）\n示例学院\n2026年12月5日");
  expect(text).toContain("1. 2026年11月29日会员0001：出席人员中补列会员0004。");
  expect(text).not.toContain("草稿");
  expect(textOf(await meetingMinutes({...MINUTES, isDraft: true}))).toContain("（草稿：会议还没有结束");
});

test("a title breaks into a trapezium and leaves words, names, years and numbers whole", () => {
  expect(titleLinesOf("督办单")).toEqual(["督办单"]);
  expect(titleLinesOf("示例大学工会委员会2026年度重点工作进展报告", ["示例大学"])).toEqual([
    "示例大学工会委员会",
    "2026年度重点工作进展报告"
  ]);
  expect(titleLinesOf("校工会2026年11月重点工作月度推进会会议纪要")).toEqual([
    "校工会2026年11月重点工作",
    "月度推进会会议纪要"
  ]);
});
