import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect, onTestFinished, test} from "vitest";
import {checkModels} from "#pipelines/plan/check-plan.ts";
import {kpiShownOf} from "#pipelines/plan/kpi-reading.ts";
import {readPlan, readPlansIn} from "#pipelines/plan/read-plan.ts";
import {PlanError} from "#pipelines/plan/plan-files.ts";
import {projectRoot} from "#pipelines/host/root.ts";

/** A copy of the real plan with one file changed. */
function planWith(file: string, change: (text: string) => string): string {
  const folder = copiedPlan();
  const path = join(folder, "2026", file);
  const text = readFileSync(path, "utf8");
  const changed = change(text);
  if (changed === text) throw new Error(`${file} was not changed`);
  writeFileSync(path, changed);
  return folder;
}

function copiedPlan(): string {
  const folder = mkdtempSync(join(tmpdir(), "plan-"));
  onTestFinished(() => rmSync(folder, {recursive: true}));
  cpSync(join(projectRoot, "datasets", "plan"), folder, {recursive: true});
  return folder;
}

function problemOf(folder: string): string {
  try {
    readPlansIn(folder);
  } catch (error) {
    if (error instanceof PlanError) return error.message.replace(folder, "");
    throw error;
  }
  return "none";
}

test("the plan of 2026 has 4 programmes, 11 tasks, 110 deliverables and 50 KPIs", () => {
  const plan = readPlan(2026)!;
  expect([plan.programmes, plan.tasks, plan.deliverables, plan.kpis].map(({length}) => length)).toEqual([
    4, 11, 110, 50
  ]);
  expect(plan).toMatchObject({
    documentNumber: "中矿工字〔2026〕2号",
    signedBy: "中国矿业大学工会委员会",
    issuedOn: "2026-03-12"
  });
});

test("a plan copied elsewhere is as good", () => {
  expect(problemOf(copiedPlan())).toBe("none");
});

test("a plan needs no score table and no rules for congresses", () => {
  const folder = copiedPlan();
  for (const file of ["assessment.csv", "congress.csv"]) rmSync(join(folder, "2026", file));
  expect(problemOf(folder)).toBe("none");
});

test.each<[what: string, file: string, change: (text: string) => string, problem: string]>([
  [
    "a quote that is empty",
    "deliverables.csv",
    (text) => text.replace(/^(T01-02,T01,[^,]*,[^,]*,)[^,]*/m, "$1"),
    "/2026/deliverables.csv 第 3 行：名称或引文为空"
  ],
  [
    "a text without a commitment that is empty",
    "framing.csv",
    (text) => text.replace(/^(T\d\d,)[^,\n]*/m, "$1"),
    "/2026/framing.csv 第 2 行：segment 没有填写"
  ],
  [
    "a quotation mark without its other one",
    "festivals.csv",
    (text) => `${text}"`,
    `/2026/festivals.csv 第 ${readFileSync(join(projectRoot, "datasets/plan/2026/festivals.csv"), "utf8").trimEnd().split("\n").length + 1} 行：引号没有成对`
  ],
  [
    "points that do not add up to 100",
    "assessment.csv",
    (text) => text.replace("会员入会率,6,", "会员入会率,7,"),
    "/2026/assessment.csv：各项分值合计 101 分，应为 100 分"
  ],
  [
    "an item of the score table by a KPI that does not exist",
    "assessment.csv",
    (text) => text.replace("kpi:K47", "kpi:K99"),
    "/2026/assessment.csv 第 2 行：指标 K99 不存在"
  ],
  [
    "an item of the score table by a sensitive KPI",
    "assessment.csv",
    (text) => text.replace("kpi:K47", "kpi:K37"),
    "/2026/assessment.csv 第 2 行：指标 K37 含敏感数据，不能用来给单位计分"
  ],
  [
    "an item of the score table by a KPI that only the union earns",
    "assessment.csv",
    (text) => text.replace("kpi:K47", "kpi:K32"),
    "/2026/assessment.csv 第 2 行：指标 K32 不分单位，不能用来给单位计分"
  ],
  [
    "an item of the score table by a word that its dataset does not have",
    "assessment.csv",
    (text) => text.replace("meeting_type=二级教代会", "meeting_type=茶话会"),
    "/2026/assessment.csv 第 6 行：数据集 meetings 的 meeting_type 没有“茶话会”"
  ],
  [
    "an item of the score table that nobody can measure",
    "assessment.csv",
    (text) => text.replace("on-time", "by-heart"),
    "/2026/assessment.csv 第 20 行：看不懂按什么计分：“by-heart”"
  ],
  [
    "a rule for congresses whose share is no fraction",
    "congress.csv",
    (text) => text.replace("2/3", "66"),
    "/2026/congress.csv 第 5 行：数值“66”应为分数，如 2/3"
  ],
  [
    "a day off that does not exist",
    "workdays.csv",
    (text) => text.replace("2026-01-01", "2026-02-30"),
    "/2026/workdays.csv 第 2 行：日期“2026-02-30”不存在"
  ],
  [
    "a level of supervision that does not exist",
    "supervision.csv",
    (text) => text.replace("overdue,红", "overdue,紫"),
    "/2026/supervision.csv 第 6 行：督办级别“紫”不在 黄/橙/红 之内"
  ],
  [
    "a code given twice",
    "deliverables.csv",
    (text) => text.replace("\nT01-02,", "\nT01-01,"),
    "/2026/deliverables.csv 第 3 行：编号 T01-01 与第 2 行重复"
  ],
  [
    "a KPI's code given twice",
    "kpis.csv",
    (text) => text.replace("\nK02,", "\nK01,"),
    "/2026/kpis.csv 第 3 行：编号 K01 与第 2 行重复"
  ],
  [
    "a gap in the numbering",
    "deliverables.csv",
    (text) => text.replace("\nT01-02,", "\nT01-99,"),
    "/2026/deliverables.csv 第 3 行：编号 T01-99 应为 T01-02"
  ],
  [
    "a deliverable of no task",
    "deliverables.csv",
    (text) => text.replace("\nT01-02,T01,", "\nT01-02,T77,"),
    "/2026/deliverables.csv 第 3 行：任务 T77 不存在"
  ],
  [
    "a task of no programme",
    "tasks.csv",
    (text) => text.replace("\nT02,P1,", "\nT02,P9,"),
    "/2026/tasks.csv 第 3 行：工程 P9 不存在"
  ],
  [
    "a KPI of no task",
    "kpis.csv",
    (text) => text.replace("\nK02,T01,", "\nK02,T00,"),
    "/2026/kpis.csv 第 3 行：任务 T00 不存在"
  ],
  [
    "a KPI of no deliverable",
    "kpis.csv",
    (text) => text.replace("\nK02,T01,T01-05;", "\nK02,T01,T01-55;"),
    "/2026/kpis.csv 第 3 行：承诺 T01-55 不存在"
  ],
  [
    "a KPI on a column of no dataset",
    "kpis.csv",
    (text) => text.replace("members.is_union_cadre;", "members.is_cadre;"),
    "/2026/kpis.csv 第 3 行：数据列 members.is_cadre 不存在"
  ],
  [
    "framing of no task",
    "framing.csv",
    (text) => text.replace("\nT01,做到", "\nT99,做到"),
    "/2026/framing.csv 第 3 行：任务 T99 不存在"
  ],
  [
    "a quote changed by one character",
    "deliverables.csv",
    (text) =>
      text.replace(
        "T01-01,T01,理论学习与“第一议题”制度,policy,坚持理论学习",
        "T01-01,T01,理论学习与“第一议题”制度,policy,坚持理论学系"
      ),
    "/2026/deliverables.csv 第 2 行：引文不是任务 T01 的原文：坚持理论学系和“第一议题”制度"
  ],
  [
    "a focus outside its quote",
    "deliverables.csv",
    (text) => text.replace(",次,,“第一议题”制度", ",次,,“第二议题”制度"),
    "/2026/deliverables.csv 第 2 行：focus 不在引文内：“第二议题”制度"
  ],
  [
    "a kind that is none",
    "deliverables.csv",
    (text) => text.replace("制度,policy,", "制度,slogan,"),
    "/2026/deliverables.csv 第 2 行：kind “slogan” 不在 milestone/recurring/activity/quota/policy/publication/award"
  ],
  [
    "a target the document does not state",
    "kpis.csv",
    (text) => text.replace("meetings.first_topic_done,,100,", "meetings.first_topic_done,100,,"),
    "/2026/kpis.csv 第 2 行：target 100 不是原文写明的数"
  ],
  [
    "a suggested value not said to be our own",
    "kpis.csv",
    (text) => text.replace("【本地设定，非文件规定】制度要求", "制度要求"),
    "/2026/kpis.csv 第 2 行：建议值没有标明【本地设定，非文件规定】"
  ],
  [
    "a cell too many",
    "tasks.csv",
    (text) => text.replace("\nT01,P1,1,", "\nT01,P1,1,x,"),
    "/2026/tasks.csv 第 2 行：有 6 格，应为 5 格"
  ],
  [
    "a cell too few",
    "festivals.csv",
    (text) => text.replace("春节,2026-02-17", "春节"),
    "/2026/festivals.csv 第 3 行：有 1 格，应为 2 格"
  ],
  [
    "a festival of another year",
    "festivals.csv",
    (text) => text.replace("春节,2026-02-17", "春节,2025-01-29"),
    "/2026/festivals.csv 第 3 行：春节的日期不在 2026 年"
  ],
  [
    "a festival on no day",
    "festivals.csv",
    (text) => text.replace("春节,2026-02-17", "春节,2026-02-30"),
    "/2026/festivals.csv 第 3 行：春节的日期“2026-02-30”不存在"
  ],
  [
    "another header",
    "programmes.csv",
    (text) => text.replace("code,sequence", "code,number"),
    "/2026/programmes.csv 第 1 行：表头应为 code,sequence,name,motto,goal，实为 code,number,name,motto,goal"
  ],
  [
    "a KPI without a model",
    "kpis.csv",
    (text) => text.replace(/\nK50,/, "\nK51,"),
    "/2026/kpis.csv 第 51 行：pipelines/models/kpis 里没有 K51 的 SQL"
  ],
  [
    "a parameter missing",
    "parameters.csv",
    (text) => text.replace("issued_on", "issued"),
    "/2026/parameters.csv：缺少 issued_on"
  ],
  [
    "a target that is no number",
    "kpis.csv",
    (text) => text.replace("meetings.first_topic_done,,100,", "meetings.first_topic_done,,100%,"),
    "/2026/kpis.csv 第 2 行：目标“100%”不是数"
  ],
  [
    "a parameter that a KPI counts with missing",
    "parameters.csv",
    (text) => text.replace("media_read_days", "media_days"),
    "/2026/parameters.csv：缺少 media_read_days"
  ],
  [
    "a parameter that is no number",
    "parameters.csv",
    (text) => text.replace("youth_age_limit,40", "youth_age_limit,四十"),
    "/2026/parameters.csv 第 5 行：youth_age_limit 应为整数，实为“四十”"
  ],
  [
    "a holiday that is no month",
    "parameters.csv",
    (text) => text.replace("2;7;8", "2;7;13"),
    "/2026/parameters.csv 第 11 行：app_holiday_months 应为用分号隔开的月份，实为“2;7;13”"
  ],
  [
    "a monthly rate of no KPI",
    "parameters.csv",
    (text) => text.replace("K37;K38", "K37;K77"),
    "/2026/parameters.csv 第 12 行：monthly_rate_kpis 里的 K77 不是指标"
  ],
  [
    "a rate of people that is no KPI",
    "parameters.csv",
    (text) => text.replace("people_rate_kpis,K02", "people_rate_kpis,K77"),
    "/2026/parameters.csv 第 15 行：people_rate_kpis 里的 K77 不是指标"
  ],
  [
    "batches of no KPI",
    "parameters.csv",
    (text) => text.replace("K22:30", "K77:30"),
    "/2026/parameters.csv 第 17 行：batch_sizes 里的 K77 不是指标"
  ],
  [
    "batches of a rate",
    "parameters.csv",
    (text) => text.replace("K22:30", "K23:30"),
    "/2026/parameters.csv 第 17 行：batch_sizes 里的 K23 是比率，不能按批比"
  ],
  [
    "batches of nobody",
    "parameters.csv",
    (text) => text.replace("K22:30", "K22:0"),
    "/2026/parameters.csv 第 17 行：batch_sizes 里的“K22:0”应为 指标:每批人数，如 K22:30"
  ],
  [
    "a stage of proposals that is no column",
    "parameters.csv",
    (text) => text.replace("submit_date;", "submitted;"),
    "/2026/parameters.csv 第 8 行：proposal_stages 里的 submitted 不是提案的日期列"
  ],
  [
    "a deliverable that nothing measures",
    "measures.csv",
    (text) => text.replace(/\nT01-02,[^\n]*/, ""),
    "/2026/measures.csv：缺少承诺 T01-02"
  ],
  [
    "a measure of no deliverable",
    "measures.csv",
    (text) => text.replace("\nT01-02,", "\nT01-77,"),
    "/2026/measures.csv 第 3 行：承诺 T01-77 不存在"
  ],
  [
    "a deliverable measured twice",
    "measures.csv",
    (text) => text.replace("\nT01-02,", "\nT01-01,"),
    "/2026/measures.csv 第 3 行：承诺 T01-01 与第 2 行重复"
  ],
  [
    "a pace that is none of the four",
    "measures.csv",
    (text) => text.replace("T01-01,kpi:K01,level", "T01-01,kpi:K01,steady"),
    "/2026/measures.csv 第 2 行：进度方式“steady”不在 linear/level/once/none 之内"
  ],
  [
    "a measure that is no measure",
    "measures.csv",
    (text) => text.replace("T01-04,held:1,", "T01-04,held:0,"),
    "/2026/measures.csv 第 5 行：“held:0”不是衡量方式，应为 report、held:次数、kpi:指标 或 kpi:指标@own"
  ],
  [
    "a measure by nothing",
    "measures.csv",
    (text) => text.replace("T01-04,held:1,", "T01-04,,"),
    "/2026/measures.csv 第 5 行：承诺 T01-04 没有写按什么衡量"
  ],
  [
    "a measure by a KPI of no plan",
    "measures.csv",
    (text) => text.replace("T01-01,kpi:K01,", "T01-01,kpi:K77,"),
    "/2026/measures.csv 第 2 行：指标 K77 不存在"
  ],
  [
    "a KPI without a pace",
    "kpi-pace.csv",
    (text) => text.replace(/\nK50,[^\n]*/, ""),
    "/2026/kpi-pace.csv：缺少指标 K50"
  ],
  [
    "a pace of no KPI",
    "kpi-pace.csv",
    (text) => text.replace("\nK50,", "\nK51,"),
    "/2026/kpi-pace.csv 第 51 行：指标 K51 不存在"
  ],
  [
    "a KPI's pace that is none of the four",
    "kpi-pace.csv",
    (text) => text.replace("K10,none", "K10,never"),
    "/2026/kpi-pace.csv 第 11 行：进度方式“never”不在 linear/level/once/none 之内"
  ],
  [
    "an own part that nobody names",
    "own-parts.csv",
    (text) => text.replace(/\nT01-03,[^\n]*/, ""),
    "/2026/measures.csv 第 4 行：own-parts.csv 应有一行说明 T01-03 取 K01 的哪一部分，实有 0 行"
  ],
  [
    "a part of a KPI that has no such breakdown",
    "own-parts.csv",
    (text) => text.replace("会议类型=校工会常委会", "会议种类=校工会常委会"),
    "/2026/own-parts.csv 第 2 行：指标 K01 不按“会议种类”分组"
  ],
  [
    "a part without a value",
    "own-parts.csv",
    (text) => text.replace("会议类型=校工会常委会", "会议类型"),
    "/2026/own-parts.csv 第 2 行：“会议类型”没有写分组的值"
  ],
  [
    "a part of a KPI that the deliverable is not measured by",
    "own-parts.csv",
    (text) => text.replace("\nT01-02,K01,", "\nT01-01,K01,"),
    "/2026/own-parts.csv 第 2 行：measures.csv 里 T01-01 没有按 kpi:K01@own 衡量"
  ],
  [
    "a part's target not said to be our own",
    "own-parts.csv",
    (text) => text.replace("五小,2,【本地设定，非文件规定】", "五小,2,"),
    "/2026/own-parts.csv 第 17 行：目标没有标明【本地设定，非文件规定】"
  ],
  [
    "a part's target that is no number",
    "own-parts.csv",
    (text) => text.replace("五小,2,", "五小,两项,"),
    "/2026/own-parts.csv 第 17 行：目标“两项”应为大于 0 的数"
  ],
  [
    "a way to show units that is none",
    "kpi-reading.csv",
    (text) => text.replace("K03,none", "K03,never"),
    "/2026/kpi-reading.csv 第 4 行：分单位看法“never”不在 rank/none/missing/top 之内"
  ],
  [
    "a figure beside a KPI that has no such breakdown",
    "kpi-reading.csv",
    (text) => text.replace("成果类型=期刊论文;", "成果=期刊论文;"),
    "/2026/kpi-reading.csv 第 4 行：指标 K03 不按“成果”分组"
  ],
  [
    "a list whose dimension has no unit",
    "kpi-reading.csv",
    (text) => text.replace("K01,rank,未落实（次）", "K01,rank,未落实"),
    "/2026/kpi-reading.csv 第 2 行：指标 K01 不按“未落实”分组"
  ],
  [
    "units of what is no figure listed beside",
    "kpi-reading.csv",
    (text) => text.replace(",另列=未答复（件）,,", ",满意度=满意,,"),
    "/2026/kpi-reading.csv 第 12 行：“满意度=满意”不是另列的数，不能分单位列出"
  ],
  [
    "a count shown as a rate",
    "kpi-reading.csv",
    (text) => text.replace(",项,", ",%,"),
    "/2026/kpi-reading.csv 第 17 行：指标 K16 的单位 次 不能写成 %"
  ],
  [
    "a reading of no KPI",
    "kpi-reading.csv",
    (text) => text.replace("K02,rank", "K77,rank"),
    "/2026/kpi-reading.csv 第 3 行：指标 K77 不存在"
  ],
  [
    "a sentence of the document that nothing covers",
    "source.txt",
    (text) => text.replace("坚持理论学习和", "坚持多读十本书，坚持理论学习和"),
    "/2026/tasks.csv 第 2 行：原文有承诺没有覆盖的话，也未列入 framing.csv：，坚持多读十本书，"
  ]
])("%s stops the start", (_, file, change, problem) => {
  expect(problemOf(planWith(file, change))).toBe(problem);
});

test.each([
  "programmes.csv",
  "deliverables.csv",
  "kpis.csv",
  "framing.csv",
  "measures.csv",
  "kpi-pace.csv",
  "own-parts.csv",
  "parameters.csv",
  "source.txt"
])("a plan without %s stops the start", (file) => {
  const folder = copiedPlan();
  rmSync(join(folder, "2026", file));
  expect(problemOf(folder)).toBe(`/2026/${file}：文件不存在`);
});

test("a file that is not UTF-8 stops the start", () => {
  const folder = copiedPlan();
  const path = join(folder, "2026", "festivals.csv");
  writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from([0xd4, 0xaa, 0xb5, 0xa9])]));
  expect(problemOf(folder)).toMatch(/^\/2026\/festivals\.csv 第 \d+ 行：不是 UTF-8 文字$/);
});

test("a line break inside a quoted cell does not shift the line that is blamed", () => {
  const folder = planWith("tasks.csv", (text) =>
    text.replace(/\nT01,P1,1,([^,]+),([^\n]*)/, '\nT01,P1,1,$1,"$2\n"').replace("\nT02,P1,", "\nT02,P9,")
  );
  expect(problemOf(folder)).toBe("/2026/tasks.csv 第 4 行：工程 P9 不存在");
});

test("a plan may drop a KPI of an earlier one, but no model stands without a plan", () => {
  const plan = readPlan(2026)!;
  const fewer = {...plan, kpis: plan.kpis.filter(({code}) => code !== "K50")};
  expect(() => checkModels([plan, fewer])).not.toThrow();
  expect(() => checkModels([fewer])).toThrow("pipelines/models/kpis 里的 K50 不在指标表中");
});

test("without any year there is no plan", () => {
  const folder = copiedPlan();
  rmSync(join(folder, "2026"), {recursive: true});
  expect(problemOf(folder)).toBe("：没有任何年度的计划");
});

test("a person reads a KPI in the unit its reading gives, a program in that of the plan", () => {
  const plan = readPlan(2026)!;
  const kpi = plan.kpis.find(({code}) => code === "K16")!;
  expect([kpi.unit, kpiShownOf(plan, kpi).unit]).toEqual(["次", "项"]);
  const other = plan.kpis.find(({code}) => code === "K17")!;
  expect(kpiShownOf(plan, other)).toEqual(other);
});
