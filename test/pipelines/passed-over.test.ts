import {expect, test} from "vitest";
import {contractOf, csvOf, ofFile, type Row, send, sharedStore} from "./store.ts";

// Which rows around a table are no data: lines below one whole row, as a file's end has them.
const store = sharedStore();

const WHOLE: Record<string, Row> = {
  activities: {activity_id: "Q1"},
  proposals: {proposer_person_id: "00001"},
  media: {},
  participation: {activity_id: "A1", person_id: "00001"}
};

/** Sends the lines, each as its filled columns; returns the reason of each passed over and the rows with findings. */
async function passedOver(dataset: string, lines: Row[]) {
  const {fields} = contractOf(dataset);
  const cells = lines.map((line) => fields.map(({name}) => line[name] ?? "").join(","));
  const csv = `${csvOf(dataset, [WHOLE[dataset]!])}${cells.join("\n")}\n`;
  const outcome = await send(store(), dataset, csv, {isDryRun: true});
  if (!("findings" in outcome)) throw new Error(outcome.outcome);
  const named = ofFile(outcome.findings).shown.flatMap((finding) => ("place" in finding ? finding.place.row : []));
  return {skipped: outcome.skipped.map(({row, reason}) => `${row - 2} ${reason}`), named: [...new Set(named)]};
}

function requiredOf(dataset: string): Row {
  const required = contractOf(dataset).fields.filter(({constraints}) => constraints?.required);
  return Object.fromEntries(required.map(({name, example}) => [name, example]));
}

const asReason = (lines: Row[], reason: string) => lines.map((_, at) => `${at + 1} ${reason}`);
const inColumn = (column: string, texts: string[]): Row[] => texts.map((text) => ({[column]: text}));

test.each<[dataset: string, row: Row]>([
  ["activities", {activity_name: "说明会：新系统使用", organizer_unit_code: "U01", start_date: "2026-05-01"}],
  ["activities", {activity_name: "审核业务培训", organizer_unit_code: "U01", category: "业务培训"}],
  ["activities", {activity_id: "X9", activity_name: "负责人座谈会", start_date: "2026-05-01"}],
  ["activities", {activity_name: "累计步数挑战", organizer_unit_code: "U01", actual_headcount: "30"}],
  ["activities", {activity_name: "本月步数累计", category: "体育健身", actual_headcount: "30"}],
  ["activities", {activity_id: "X9", activity_name: "负责人座谈会"}],
  ["activities", {activity_id: "X9", activity_name: "全年工作总计"}],
  ["proposals", {congress_session: "第九届教代会第二次会议", title: "审批流程优化的建议", submit_date: "2026-03-20"}],
  ["media", {item_type: "网站新闻", title: "负责人培训班开班", channel: "工会网站"}],
  ["participation", {activity_id: "复核HD2026-001", person_id: "00002", role: "参与"}]
])("a row of %s whose value begins like a remark is data: %o", async (dataset, row) => {
  expect(await passedOver(dataset, [row])).toEqual({skipped: [], named: [3]});
});

test.each<[what: string, lines: Row[]]>([
  ["a day alone", inColumn("activity_id", ["2026年11月28日", "2026-11-28", "二〇二六年十一月二十八日"])],
  ["a day in a column of numbers", inColumn("cost_yuan", ["2026年11月28日"])],
  [
    "a seal",
    inColumn("activity_id", [
      "矿业工程学院工会（盖章）",
      "计算机学院工会（公章）",
      "（加盖公章）",
      "工会主席（签字）："
    ])
  ],
  ["a number of a page", inColumn("activity_id", ["- 1 -", "— 2 —", "1 / 3", "Page 1 of 3", "第 1 页，共 3 页"])],
  ["a mark before a note", inColumn("activity_id", ["*以上均为真实数据", "※说明：含家属", "★注意", "注1：含家属"])],
  ["the end of a form", inColumn("activity_id", ["以下为空", "（本页无正文）", "（以下空白）", "此表一式两份", "END"])],
  ["the end of a letter", inColumn("activity_id", ["——以下空白——", "【以下空白】", "特此说明"])],
  ["a union that signs", inColumn("activity_id", ["计算机学院工会委员会", "矿业工程学院工会委员会"])],
  ["a count of rows", inColumn("activity_id", ["记录总数 1", "记录数：12", "总人次：360", "共计12场活动"])],
  ["a month as a heading", inColumn("activity_id", ["二月份", "3月", "2026年4月", "第一季度", "上半年"])],
  ["a person who signs", inColumn("activity_id", ["制单人：张某", "工会主席：张某　　经办人：李某　　2026年11月28日"])]
])("%s is passed over, and shown", async (_, lines) => {
  expect(await passedOver("activities", lines)).toEqual({skipped: asReason(lines, "footer"), named: []});
});

test("a total is passed over by its words, however wide it is", async () => {
  const lines: Row[] = [
    {activity_id: "参加人次合计", actual_headcount: "360"},
    {activity_id: "计算机学院小计", actual_headcount: "12", cost_yuan: "500", registered_count: "15"},
    {activity_id: "合计", organizer_unit_code: "计算机学院", actual_headcount: "12", cost_yuan: "500"},
    {activity_id: "矿业工程学院", activity_name: "小计", actual_headcount: "12", cost_yuan: "500"},
    {activity_id: "Total", actual_headcount: "12", cost_yuan: "500", registered_count: "15"},
    {activity_id: "平均", actual_headcount: "12.5", cost_yuan: "450", registered_count: "15"},
    {activity_name: "4月小计", actual_headcount: "24", cost_yuan: "700"},
    {activity_name: "总 计", actual_headcount: "12人次", cost_yuan: "300.00", registered_count: "15人"}
  ];
  expect(await passedOver("activities", lines)).toEqual({skipped: asReason(lines, "footer"), named: []});
});

test("a total or a note in the column of row numbers is passed over with its text, and a numbered row is blank", async () => {
  const [header, row] = csvOf("activities", [WHOLE["activities"]!]).trimEnd().split("\n");
  const {fields} = contractOf("activities");
  const line = (first: string, cells: Row = {}) => [first, ...fields.map(({name}) => cells[name] ?? "")].join(",");
  const lines = [
    line("2"),
    line("十一"),
    line("合 计", {registered_count: "15", actual_headcount: "12", cost_yuan: "500"}),
    line("备注：含家属")
  ];
  const outcome = await send(store(), "activities", `序号,${header}\n1,${row}\n${lines.join("\n")}\n`, {
    isDryRun: true
  });
  expect(outcome).toMatchObject({
    outcome: "acceptable",
    skipped: [
      {row: 3, reason: "blank"},
      {row: 4, reason: "blank"},
      {row: 5, reason: "footer", text: "合 计　15　12　500"},
      {row: 6, reason: "footer", text: "备注：含家属"}
    ]
  });
});

test("signatures are passed over in any number of columns", async () => {
  const lines: Row[] = [
    {activity_id: "制表：会员0001", category: "复核：会员0002", batch_no: "单位（盖章）：", status: "2026-11-28"},
    {activity_id: "填表人张三", start_date: "审核人李四"},
    {activity_id: "填报单位（盖章）：", category: "单位负责人（签字）：", status: "填报日期：2026年11月28日"},
    {activity_id: "打印时间", activity_name: "2026-11-28"}
  ];
  expect(await passedOver("activities", lines)).toEqual({skipped: asReason(lines, "footer"), named: []});
});

test("a row of a form that holds only its unit or formulas' zeros is blank", async () => {
  const lines: Row[] = [
    {organizer_unit_code: "U01"},
    {actual_headcount: "0", cost_yuan: "0.00"},
    {organizer_unit_code: "U01", registered_count: "0", actual_headcount: "0", cost_yuan: "0"}
  ];
  expect(await passedOver("activities", lines)).toEqual({skipped: asReason(lines, "blank"), named: []});
  expect(await passedOver("activities", [{organizer_unit_code: "U01", actual_headcount: "12"}])).toEqual({
    skipped: [],
    named: [3]
  });
});

test("a name alone in the middle of a table is named, whatever it begins with", async () => {
  const lines: Row[] = [{activity_name: "说明会：新系统使用"}, {...requiredOf("activities"), activity_id: "Q2"}];
  expect(await passedOver("activities", lines)).toEqual({skipped: [], named: [3]});
});

test("a single code or name may be a row that lost its cells, and is named", async () => {
  const lines = [...inColumn("activity_id", ["X9"]), ...inColumn("activity_name", ["秋季健步行"])];
  expect(await passedOver("activities", lines)).toEqual({skipped: [], named: [3, 4]});
});
