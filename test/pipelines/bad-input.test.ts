import {expect, test} from "vitest";
import {findingLine, findingText} from "#pipelines/findings/finding-words.ts";
import type {FindingCode} from "#pipelines/findings/findings.ts";
import {UnknownDatasetError} from "#pipelines/submissions/submit-request.ts";
import {
  csvOf,
  keptIn,
  type Row,
  send,
  sendAccepted,
  sendChunks,
  type Sending,
  sharedStore,
  unreconciled,
  withdraw
} from "./store.ts";

const store = sharedStore();

async function refusalOf(dataset: string, content: string | Uint8Array, sending?: Sending) {
  const before = await keptIn(store());
  const outcome = await send(store(), dataset, content, sending);
  if (outcome.outcome !== "refused") throw new Error(`${dataset} was ${outcome.outcome}`);
  expect(await keptIn(store())).toEqual(before);
  expect(unreconciled(outcome.counts)).toBe(0);
  return outcome;
}

const activity = (change: Row = {}) => csvOf("activities", [{activity_id: "B1"}, {activity_id: "B2", ...change}]);
const meeting = (change: Row = {}) => csvOf("meetings", [{meeting_id: "M1", ...change}]);
const came = (...rows: Row[]) => csvOf("participation", rows);
const here = {activity_id: "A1", person_id: "00001"};

const short = "活动编号,工号,是否实到,身份\nA1,00001,是,参与\nA1,00002\nA1,00003,是,参与\n";
const long = "活动编号,工号,是否实到,身份\nA1,00001,是,参与\nA2,00002,是,参与,多,余\n";
const unclosed = '活动编号,工号,是否实到,身份\nA1,00001,是,参与\nA1,00002,是,"参与\nA1,00003,是,参与\n';
const swallowing = '活动编号,工号,是否实到\nA1,00001,是\n"A1,00002,是\nA1,00003,是\n';
const stray = '活动编号,工号,是否实到\nA1,"00001"号,是\n';

/** What is sent; to which dataset; what comes back: code, where, what was found. */
const cases: [what: string, dataset: string, content: string | Uint8Array, code: FindingCode, line: RegExp][] = [
  ["an empty file", "activities", "", "file/empty", /^整个文件：文件是空的（0 字节或只有空白）/],
  ["a file of blanks", "activities", " \r\n\t\n　\n", "file/empty", /^整个文件：文件是空的/],
  ["a mark of UTF-8 and nothing else", "activities", "\uFEFF", "file/empty", /^整个文件：文件是空的/],
  ["a header alone", "participation", came(), "file/header-only", /^整个文件：只有表头，没有数据行/],
  ["a header and a total", "participation", came() + "合计,,2\n", "file/header-only", /只有表头，没有数据行/],
  [
    "bytes that are no text",
    "activities",
    Uint8Array.from({length: 4000}, (_, at) => 0x80 + ((at * at * 31 + at * 7) % 128)),
    "file/encoding",
    /^第 1 行：文字编码认不出，既不是 UTF-8、GB18030，也不是 UTF-16/
  ],
  [
    "UTF-8 with a broken character in line 3",
    "participation",
    Buffer.concat([
      Buffer.from(`\uFEFF${came(here, {...here, person_id: "00002"})}`).subarray(0, -8),
      Buffer.from([0xe5, 0x0a])
    ]),
    "file/encoding",
    /^第 3 行：文字编码认不出/
  ],
  [
    "the beginning of an xlsx",
    "activities",
    Buffer.from("504b030414000600", "hex"),
    "file/workbook-broken",
    /工作簿（xlsx）打不开.*不完整或已损坏/
  ],
  [
    "an xls renamed to csv",
    "activities",
    Buffer.from("d0cf11e0a1b11ae1", "hex"),
    "file/workbook-old",
    /这是旧版 Excel（xls）.*另存为“Excel 工作簿（\*\.xlsx）”/
  ],
  [
    "a picture renamed to csv",
    "activities",
    Buffer.from("89504e470d0a1a0a", "hex"),
    "file/not-a-table",
    /这是PNG 图片，不是表格文件.*请发送原来的表格/
  ],
  [
    "a PDF renamed to csv",
    "activities",
    Buffer.from("%PDF-1.7\n"),
    "file/not-a-table",
    /这是PDF 文件，不是表格文件.*WPS 中用“转为 Excel”/
  ],
  [
    "a web page named xls",
    "activities",
    "<html><table><tr><td>活动编号</td></tr></table></html>",
    "file/not-a-table",
    /这是网页.*另存为“Excel 工作簿（\*\.xlsx）”/
  ],
  ["NUL in line 3", "participation", came(here, {...here, role: "参\0与"}), "file/nul", /^第 3 行：含有空字符（NUL）/],
  ["NUL far down", "participation", came(here).repeat(9000) + "\0x", "file/nul", /^第 18001 行：含有空字符/],
  ["a quote that never closes", "participation", unclosed, "file/unclosed-quote", /^第 3 行：引号（"）没有成对/],
  [
    "a quote that swallows the first cell of a row",
    "participation",
    swallowing,
    "file/unclosed-quote",
    /^第 3 行：引号/
  ],
  ["text behind a closing quote", "participation", stray, "file/unclosed-quote", /^第 2 行：引号/],
  [
    "another dataset's file",
    "activities",
    came(here),
    "file/wrong-dataset",
    /^表头：.*这份文件更像“活动参与明细”，请改选数据集/
  ],
  [
    "a table of something else",
    "activities",
    "日期,天气\n2026-03-01,晴\n",
    "file/wrong-dataset",
    /认不出“活动台账”的列，见到：日期、天气.*请下载模板/
  ],
  [
    "a required column missing",
    "participation",
    "活动编号,工号\nA1,00001\n",
    "header/missing",
    /^表头：缺少必填列：是否实到/
  ],
  [
    "a column twice",
    "participation",
    "活动编号,工号,是否实到,实到\nA1,00001,是,是\n",
    "header/duplicate",
    /^表头 C1、D1：“是否实到”出现了 2 次/
  ],
  [
    "a column twice, by two synonyms",
    "participation",
    "活动编号,教工号,人员编号,签到\nA1,00001,00001,是\n",
    "header/duplicate",
    /^表头 B1、C1：“工号”出现了 2 次/
  ],
  ["a row too short", "participation", short, "row/short", /^第 3 行：这一行有 2 格；应为：4 格，与表头一致/],
  ["a row too long", "participation", long, "row/long", /^第 3 行：这一行有 6 格；应为：4 格，与表头一致/],
  [
    "an unknown unit",
    "activities",
    activity({organizer_unit_code: "U77"}),
    "cell/reference",
    /^D3 格（主办单位编码），文件第 3 行：“U77”；应为：“单位与二级单位工会台账”里有的值/
  ],
  [
    "an unknown person",
    "participation",
    came({...here, person_id: "99999"}),
    "cell/reference",
    /^B2 格（工号）.*“99999”；应为：“教职工与会员名册”里有的值/
  ],
  [
    "a staff number of nobody",
    "participation",
    came({...here, person_id: "9"}),
    "cell/reference",
    /^B2 格（工号）.*“9”/
  ],
  [
    "an unknown deliverable among known ones",
    "activities",
    activity({deliverable_codes: "T05-04;T05-99"}),
    "cell/reference",
    /^C3 格（对应承诺编号）.*“T05-99”；应为：“年度计划的承诺编号”/
  ],
  [
    "30 February",
    "activities",
    activity({start_date: "2026-02-30"}),
    "cell/type",
    /^O3 格（开始日期），文件第 3 行：“2026-02-30”；应为：日期，如 2026-03-12。请改成存在的日期/
  ],
  [
    "29 February of a common year",
    "activities",
    activity({start_date: "2026/2/29"}),
    "cell/type",
    /“2026\/2\/29”；应为：日期/
  ],
  [
    "a thirteenth month",
    "activities",
    activity({start_date: "2026年13月1日"}),
    "cell/type",
    /“2026年13月1日”；应为：日期/
  ],
  ["a month for a day", "activities", activity({start_date: "2026.3"}), "cell/type", /“2026\.3”；应为：日期/],
  [
    "a date without its year",
    "activities",
    activity({start_date: "3月12日"}),
    "cell/no-year",
    /^O3 格（开始日期）.*“3月12日”；应为：.*年/
  ],
  ["a year with a slip", "activities", activity({start_date: "20226-3-1"}), "cell/type", /“20226-3-1”/],
  [
    "a day for a month",
    "digital",
    csvOf("digital", [{stat_month: "2026-03-12"}]),
    "cell/type",
    /“2026-03-12”；应为：月份，如 2026-03/
  ],
  [
    "a number that a spreadsheet shortened",
    "activities",
    activity({activity_id: "3.20311E+17"}),
    "cell/scientific",
    /^A3 格（活动编号）.*“3\.20311E\+17”/
  ],
  ["a number in words", "activities", activity({actual_headcount: "九十六"}), "cell/type", /“九十六”；应为：整数/],
  ["half a person", "activities", activity({actual_headcount: "96.5"}), "cell/type", /“96\.5”；应为：整数/],
  ["neither yes nor no", "participation", came({...here, attended: "也许"}), "cell/type", /“也许”；应为：“是”或“否”/],
  [
    "a blank where something must stand",
    "activities",
    activity({activity_name: " 　"}),
    "cell/required",
    /^B3 格（活动名称）.*空白；应为：必填/
  ],
  [
    "a list of nothing where something must stand",
    "activities",
    activity({audience: " ; "}),
    "cell/type",
    /^K3 格（面向群体）/
  ],
  [
    "a word not on the list",
    "activities",
    activity({category: "打球"}),
    "cell/enum",
    /^G3 格（活动类别）.*“打球”；应为：.*体育健身/
  ],
  [
    "a word not on the list, among others",
    "activities",
    activity({audience: "全体;学生"}),
    "cell/enum",
    /^K3 格（面向群体）.*“全体;学生”/
  ],
  ["less than nothing", "activities", activity({actual_headcount: "-1"}), "cell/range", /“-1”；应为：不小于 0/],
  ["more than all", "activities", activity({satisfaction_avg: "100.5"}), "cell/range", /“100\.5”；应为：0–100 之间/],
  [
    "a telephone number too short",
    "members",
    csvOf("members", [{person_id: "00001", mobile: "1381234"}]),
    "cell/pattern",
    /“1381234”/
  ],
  [
    "a health activity without its need",
    "activities",
    activity({category: "心理健康"}),
    "cell/required-when",
    /^I3 格（核心需求）.*空白；应为：“活动类别”为“心理健康”时必填/
  ],
  [
    "an end before its start",
    "activities",
    activity({end_date: "2026-04-17"}),
    "cell/not-before",
    /^P3 格（结束日期）.*“2026-04-17”；应为：不早于“开始日期”（2026-04-18）/
  ],
  [
    "more redeemed than given",
    "welfare",
    csvOf("welfare", [{grant_id: "W1", redeemed_amount_yuan: "601"}]),
    "cell/not-above",
    /“601”；应为：不大于“面值（元）”（600）/
  ],
  [
    "one key twice",
    "participation",
    came(here, {...here, attended: "否"}),
    "row/duplicate",
    /^第 3 行：与第 2 行重复（A1 \+ 00001）/
  ],
  [
    "one key twice in other blanks",
    "participation",
    came(here, {activity_id: " A1　", person_id: "00001 "}),
    "row/duplicate",
    /^第 3 行：与第 2 行重复/
  ],
  [
    "names for a health activity",
    "participation",
    came({...here, activity_id: "H1"}),
    "cell/headcount-only",
    /^A2 格（活动编号）.*点名到人的参与明细；应为：心理健康、联谊交友类活动只报人次/
  ],
  [
    "activities of a year without a plan",
    "activities",
    csvOf("activities", [{activity_id: "B1", start_date: "2031-03-01"}]),
    "file/year",
    /^整个文件：数据属于 2031 年；应为：有年度计划的年份：2026 年/
  ],
  [
    "months of a year without a plan",
    "digital",
    csvOf("digital", [{stat_month: "2031-05"}]),
    "file/year",
    /^整个文件：数据属于 2031 年/
  ]
];

test.each(cases)("%s is refused, and nothing is kept", async (_, dataset, content, code, line) => {
  const {findings} = await refusalOf(dataset, content);
  expect(findings.shown[0]?.code).toBe(code);
  expect(findingLine(findings.shown[0]!)).toMatch(line);
  // Where, what was found, what is right, how to mend it.
  expect(Object.values(findingText(findings.shown[0]!)).every((part) => part.length > 1)).toBe(true);
});

test("a roster for a year without a plan is refused", async () => {
  const {findings} = await refusalOf("members", csvOf("members", [{person_id: "00001"}]), {asOf: "2031-01-01"});
  expect(findings.shown[0]).toEqual({code: "file/year", years: [2031], planYears: [2026]});
});

test("all that is wrong is said at once, by row, each with its own cell", async () => {
  const rows = csvOf("activities", [
    {activity_id: "", start_date: "2026-13-01"},
    {activity_id: "B1"},
    {activity_id: "B2", status: "完成", actual_headcount: "-3"}
  ]);
  const {findings, counts} = await refusalOf("activities", rows);
  const cells = findings.shown.map((finding) => ("place" in finding ? `${finding.code} ${finding.place.cell}` : ""));
  expect(cells).toEqual(["cell/required A2", "cell/type O2", "cell/range R4", "cell/enum V4"]);
  expect(counts).toMatchObject({read: 3, refused: 3});
});

test("of 300 findings 200 are shown and all are counted", async () => {
  const many = Array.from({length: 300}, (_, at) => ({activity_id: `B${at}`, status: "完成"}));
  const {findings} = await refusalOf("activities", csvOf("activities", many));
  expect([findings.shown.length, findings.blocking]).toEqual([200, 300]);
});

test("a line of a gigabyte is not read to its end, nor held in memory", async () => {
  let given = 0;
  async function* endless() {
    const piece = Buffer.alloc(1 << 16, "x");
    yield Buffer.from("活动编号,工号,是否实到\nA1,00001,");
    for (; given < 1 << 30; given += piece.length) yield piece;
  }
  const before = {kept: await keptIn(store()), memory: process.memoryUsage().rss};
  const outcome = await sendChunks(store(), "participation", endless());
  expect(outcome).toMatchObject({outcome: "refused", findings: {shown: [{code: "file/long-line", line: 2}]}});
  expect(given).toBeLessThan(4 << 20);
  expect(process.memoryUsage().rss - before.memory).toBeLessThan(100 << 20);
  expect(await keptIn(store())).toEqual(before.kept);
});

test("a sender who breaks off leaves nothing behind", async () => {
  async function* broken() {
    yield Buffer.from("活动编号,工号,是否实到\nA1,");
    throw new Error("connection lost");
  }
  const before = await keptIn(store());
  await expect(sendChunks(store(), "participation", broken())).rejects.toThrow("connection lost");
  expect(await keptIn(store())).toEqual(before);
});

test("a dataset that does not exist is the caller's mistake", async () => {
  await expect(send(store(), "gifts", "a,b\n")).rejects.toThrow(UnknownDatasetError);
});

test("a column the contract does not know is said and the file taken without it", async () => {
  const wider = "活动编号,工号,是否实到,天气\nA1,00001,是,晴\n";
  expect(await send(store(), "participation", wider, {isDryRun: true})).toMatchObject({
    outcome: "acceptable",
    findings: {shown: [{code: "header/unknown", columns: ["天气"]}]}
  });
});

test("a column without a name is said where something stands in it", async () => {
  const filled = "活动编号,工号,是否实到,,\nA1,00001,是,,备用\n";
  const outcome = await send(store(), "participation", filled, {isDryRun: true});
  expect(outcome).toMatchObject({
    outcome: "acceptable",
    findings: {shown: [{code: "header/nameless", columns: ["E 列"]}]}
  });
  expect(await send(store(), "participation", filled.replace("备用", ""), {isDryRun: true})).toMatchObject({
    findings: {shown: []}
  });
});

test("a dry run keeps nothing", async () => {
  const before = await keptIn(store());
  expect(await send(store(), "meetings", meeting(), {isDryRun: true})).toMatchObject({outcome: "acceptable"});
  expect(await keptIn(store())).toEqual(before);
});

test("a unit sends its own rows only", async () => {
  const mixed = csvOf("activities", [
    {activity_id: "B1", organizer_unit_code: "U01"},
    {activity_id: "B2", organizer_unit_code: "U02"}
  ]);
  const {findings} = await refusalOf("activities", mixed, {unit: "U01"});
  expect(findings.shown.map(findingLine)).toEqual([
    "第 3 行：不属于本单位（U01）；应为：只含本单位的行。请删去其他单位的行。"
  ]);
});

test("a participation is a unit's own by the activity or by the person", async () => {
  const own = [here, {activity_id: "A2", person_id: "00001"}, {activity_id: "A1", person_id: "00002"}];
  const outcome = await send(store(), "participation", came(...own), {unit: "U01", isDryRun: true});
  expect(outcome.outcome).toBe("acceptable");
  const {findings} = await refusalOf("participation", came(...own, {activity_id: "A2", person_id: "00003"}), {
    unit: "U01"
  });
  expect(findings.shown).toMatchObject([{code: "row/foreign", place: {row: 5}}]);
});

test("a unit cannot take over another's record by using its number", async () => {
  const {findings} = await refusalOf(
    "activities",
    csvOf("activities", [{activity_id: "A1", organizer_unit_code: "U02"}]),
    {
      unit: "U02"
    }
  );
  expect(findings.shown.map(findingLine)).toEqual([
    "第 2 行：编号“A1”已由其他单位使用；应为：本单位自己的编号。请换一个编号；若确要更正其他单位的记录，请联系校工会办公室。"
  ]);
});

test("a unit may correct its own record, and the office anybody's", async () => {
  const corrected = csvOf("activities", [{activity_id: "A1", actual_headcount: "97"}]);
  expect((await send(store(), "activities", corrected, {unit: "U01", isDryRun: true})).outcome).toBe("acceptable");
  const moved = csvOf("activities", [{activity_id: "A1", organizer_unit_code: "U02"}]);
  expect((await send(store(), "activities", moved, {isDryRun: true})).outcome).toBe("acceptable");
});

test("a unit does not send what is the office's", async () => {
  const {findings} = await refusalOf("members", csvOf("members", [{person_id: "00001"}]), {unit: "U01"});
  expect(findings.shown.map(findingLine)).toEqual([
    "整个文件：“教职工与会员名册”不由二级单位发送；应为：校工会办公室发送。请交校工会办公室。"
  ]);
});

test("a unit that does not exist sends nothing", async () => {
  const {findings} = await refusalOf("activities", activity(), {unit: "U1' or '1'='1"});
  expect(findings.shown).toEqual([{code: "file/unit-unknown", unit: "U1' or '1'='1"}]);
});

test("what somebody typed is never taken for SQL", async () => {
  const name = `'); drop table typed; --"\\`;
  const outcome = await sendAccepted(store(), "meetings", csvOf("meetings", [{meeting_id: name, policy_item: name}]));
  expect(outcome.counts).toMatchObject({read: 1, added: 1});
  await withdraw(store(), outcome.submission_id);
});
