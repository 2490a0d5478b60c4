import Papa from "papaparse";
import {expect, test} from "vitest";
import {readDataset, readDatasets} from "#app/features/datasets/datasets.server.ts";
import {readTemplate} from "#app/features/datasets/template.server.ts";
import {csvText} from "#app/server/csv.server.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {matchHeaders} from "#pipelines/files/header.ts";

const contracts = [...readContracts().values()];
const column = (dataset: string, name: string) => readDataset(dataset)?.columns.find((each) => each.name === name);

test("the dictionary holds every column of every dataset, in the order of sending", () => {
  const {datasets, sentence} = readDatasets();
  expect(datasets.map(({name}) => name)).toEqual(contracts.map(({name}) => name));
  expect(sentence).toBe("数据字典：17 个数据集，共 208 列");
  expect(datasets.flatMap(({name}) => readDataset(name)?.columns ?? [])).toHaveLength(208);
});

test.each(contracts)(
  "the template of $name has a header that its own contract knows, and its example",
  async (contract) => {
    const body = String((await readTemplate(`${contract.name}.csv`))?.body);
    expect(body.startsWith("\uFEFF")).toBe(true);
    const [headers = [], example = [], ...rest] = Papa.parse<string[]>(body.slice(1), {skipEmptyLines: true}).data;
    expect(matchHeaders(contract, headers)).toEqual(contract.fields);
    expect(example).toEqual(contract.fields.map((field) => field.example ?? ""));
    expect(rest).toEqual([]);
  }
);

test("a template is saved under the title of its dataset", async () => {
  const {headers} = (await readTemplate("clubs.csv"))!;
  expect(decodeURIComponent(headers["content-disposition"]!)).toBe(
    `attachment; filename="clubs.csv"; filename*=UTF-8''教职工社团台账-模板.csv`
  );
});

test("what is no dataset has neither a page nor a template", async () => {
  expect(readDataset("nothing")).toBeUndefined();
  const names = ["nothing.csv", "members.xls", "members", "../units.csv"];
  expect(await Promise.all(names.map((name) => readTemplate(name)))).toEqual(Array(4).fill(undefined));
});

test("a spreadsheet takes no cell of a file from here for a formula", () => {
  expect(csvText([["=1+1", "＝1", " +2", "@a", "a=b", "是"]])).toBe(`\uFEFF"'=1+1","'＝1","' +2","'@a",a=b,是\r\n`);
});

test("who sends, how it is kept and what makes a row the same are said in words", () => {
  expect(readDataset("activities")).toMatchObject({
    title: "活动台账",
    senders: "二级单位工会、校工会办公室",
    mode: {word: "逐行增改"},
    key: "活动编号",
    period: "“结束日期”，空着时看“开始日期”",
    owned_through: "“主办单位编码”",
    command: "npm run ingest -- activities 活动台账.csv --unit U01"
  });
  expect(readDataset("members")).toMatchObject({senders: "校工会办公室", mode: {word: "整份替换"}, owned_through: ""});
  expect(readDataset("participation")).toMatchObject({
    key: "活动编号 + 工号",
    period: "活动台账的“开始日期”",
    owned_through: "活动台账的“主办单位编码”或教职工与会员名册的“单位编码”"
  });
});

test("a column says what may stand in it", () => {
  expect(column("activities", "need_type")).toMatchObject({
    title: "核心需求",
    type: "几个值，用分号隔开",
    required: "有时必填",
    allowed: ["身心健康", "情绪调适", "压力舒缓", "职业成长"],
    limits: ["“活动类别”含“心理健康”时必填"]
  });
  expect(column("activities", "end_date")).toMatchObject({
    type: "日期",
    limits: ["不早于“开始日期”", "“状态”为“已完成”时应不晚于今天"]
  });
  expect(column("activities", "satisfaction_avg")).toMatchObject({
    type: "数字",
    limits: ["0–100 之间", "按百分制一般不小于 10；五分制的请换算，如 4.6 写 92", "“状态”为“计划”“取消”时一般留空"]
  });
  expect(column("members", "mobile")).toMatchObject({limits: ["以 1 开头的 11 位数字"], privacy_words: "一般"});
  expect(column("participation", "activity_id")).toMatchObject({
    is_key: true,
    reference: {words: "活动台账的“活动编号”", address: "/datasets/activities#activity_id"},
    limits: ["心理健康、联谊交友类活动只报人次，不传名单"]
  });
  expect(column("assistance", "person_id")).toMatchObject({
    required: "必填",
    privacy_words: "敏感",
    synonyms: ["职工号", "教工号", "人员编号", "工作证号"]
  });
});

test("a column says which habits are taken as they are meant", () => {
  expect(column("activities", "club_code")?.note).toBe("没有的请留空，“无”“/”“—”也按空白");
  expect(column("activities", "organizer_unit_code")?.note).toBe("写单位全称也可，按全称对应编码");
  expect(column("activities", "deliverable_codes")?.note).toBe("一场活动可对应多条承诺，多值用分号");
});

test("the plan's own codes are looked up in the plan, which no dataset brings", () => {
  expect(column("progress", "deliverable_code")?.reference).toMatchObject({
    words: "年度计划里的承诺编号",
    address: undefined
  });
});
