import {Blob} from "node:buffer";
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {MOST_BYTES} from "#pipelines/preview/check.ts";
import {recognise} from "#pipelines/preview/recognise.ts";
import {projectRoot} from "#pipelines/host/root.ts";
import {csvOf, sharedStore} from "../pipelines/store.ts";
import {cellsOf, workbookOf} from "../pipelines/workbooks.ts";
import {inBrowser} from "./in-browser.ts";

const store = sharedStore();
const contracts = [...readContracts().values()];

async function datasetsIn(content: string | Uint8Array): Promise<string[]> {
  const fits = await recognise(new Blob([content]) as unknown as globalThis.Blob, contracts);
  return fits.map(({dataset, isComplete}) => (isComplete ? dataset : `${dataset}?`));
}

test.each(contracts.map(({name}) => name))("a file of %s is known by its header", async (dataset) => {
  expect((await datasetsIn(csvOf(dataset, [{}])))[0]).toBe(dataset);
});

test("encodings, sheets and titles make no difference", async () => {
  const gbk = readFileSync(join(projectRoot, "test/fixtures/submissions/gbk-from-wps/input.csv"));
  expect((await datasetsIn(gbk))[0]).toBe("members");
  const welfare = [["发放明细"], ...cellsOf(csvOf("welfare", [{}]))];
  expect((await datasetsIn(await workbookOf({说明: [["怎样填写"]], 明细: welfare})))[0]).toBe("welfare");
});

test("without a required column a dataset is at most likely", async () => {
  expect((await datasetsIn("活动编号,工号\nA1,00001\n"))[0]).toBe("participation?");
});

test.each([
  ["a picture", Buffer.from("89504e470d0a1a0a", "hex")],
  ["an old xls", Buffer.from("d0cf11e0a1b11ae1", "hex")],
  ["a broken xlsx", Buffer.from("504b030414000600", "hex")],
  ["nothing", Buffer.alloc(0)],
  ["a table of something else", Buffer.from("天气,温度\n晴,21\n")]
])("%s is no dataset", async (_, content) => {
  expect(await datasetsIn(content)).toEqual([]);
});

test("what the page shows of a file comes with its findings, and stays where a column is missing", async () => {
  const whole = await inBrowser(
    store(),
    "participation",
    "签到名单,,,\n教工号,活动编号,实到,天气\n00001,A1,是,晴\n合计,1,,\n"
  );
  expect(whole).toMatchObject({
    headerRow: 2,
    headers: ["教工号", "活动编号", "实到", "天气"],
    fields: ["person_id", "activity_id", "attended", undefined],
    sample: [{row: 3, cells: ["00001", "A1", "是", "晴"]}],
    skipped: [{row: 4, line: 4, reason: "footer"}]
  });
  const lacking = await inBrowser(store(), "participation", "工号,活动编号\n00001,A1\n");
  expect(lacking).toMatchObject({
    findings: {shown: [{code: "header/missing", columns: ["是否实到"]}]},
    fields: ["person_id", "activity_id"],
    sample: [{row: 2, cells: ["00001", "A1"]}]
  });
});

test("of a file too large for a browser the beginning is shown, and nothing is said of its rows", async () => {
  const line = "A1,00001,也许\n";
  const text = `活动编号,工号,是否实到\n${line.repeat(Math.ceil(MOST_BYTES / Buffer.byteLength(line)) + 1)}`;
  const preview = await inBrowser(store(), "participation", text);
  expect(preview).toMatchObject({isPartial: true, read: 0, findings: {blocking: 0}, headerRow: 1});
  expect(preview.sample.length).toBeGreaterThan(10);
});
