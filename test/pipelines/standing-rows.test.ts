import {expect, test} from "vitest";
import {readCurrentRows} from "#pipelines/submissions/sensitive-rows.ts";
import type {Store} from "#pipelines/store/store.ts";
import {contractOf} from "./csv.ts";
import {basicStore, csvOf, type Row, sendAccepted, withdraw} from "./store.ts";

const sendRecords = (store: Store, rows: Row[], unit?: string) =>
  sendAccepted(store, "assistance", csvOf("assistance", rows), {unit});

interface Asked {
  unit?: string;
  kind?: string;
  most?: number;
}

function read({dir, ledger}: Store, {unit, kind, most = 2000}: Asked = {}) {
  const having = {field: "record_type", value: kind ?? null};
  return readCurrentRows(dir, ledger, {name: "standing", dataset: "assistance", unit: unit ?? null, having, most});
}

const keysOf = async (store: Store, asked?: Asked) => (await read(store, asked)).rows.map(({cells}) => cells[0]);

test("what stands is the newest accepted row of each key, whoever sent it; a withdrawn file brings back the one before", async () => {
  const store = await basicStore();
  const amounts = async () => (await read(store, {unit: "U01"})).rows.map(({cells}) => cells.at(-1));
  expect(await read(store)).toEqual({rows: [], count: 0});
  await sendRecords(store, [{record_id: "H1", amount_yuan: "100"}]);
  expect(await amounts()).toEqual(["100"]);
  const own = await sendRecords(store, [{record_id: "H1", amount_yuan: "200"}], "U01");
  expect(await amounts()).toEqual(["200"]);
  await withdraw(store, own.submission_id);
  expect(await amounts()).toEqual(["100"]);
});

test("a row belongs to the unit that its newest version names", async () => {
  const store = await basicStore();
  await sendRecords(store, [{record_id: "H1"}, {record_id: "H2", unit_code: "U02", person_id: "00002"}]);
  expect([await keysOf(store, {unit: "U01"}), await keysOf(store, {unit: "U02"})]).toEqual([["H1"], ["H2"]]);
  await sendRecords(store, [{record_id: "H1", unit_code: "U02"}]);
  expect([await keysOf(store, {unit: "U01"}), await keysOf(store, {unit: "U02"})]).toEqual([[], ["H1", "H2"]]);
  const {rows} = await read(store, {unit: "U02"});
  expect(rows.map(({person_name, unit_name}) => [person_name, unit_name])).toEqual([
    ["会员甲", "第二学院"],
    ["会员乙", "第二学院"]
  ]);
});

test("the newest day stands first, what names no day last, and only so many are read of all there are", async () => {
  const store = await basicStore();
  await sendRecords(store, [
    {record_id: "无日期"},
    {record_id: "一月", apply_date: "2026-01-05"},
    {record_id: "三月发放", apply_date: "2026-01-02", pay_date: "2026-03-16"},
    {record_id: "二月", record_type: "走访慰问", visit_date: "2026-02-01"}
  ]);
  await sendRecords(store, [{record_id: "一月再送", apply_date: "2026-01-05"}]);
  expect(await keysOf(store)).toEqual(["三月发放", "二月", "一月再送", "一月", "无日期"]);
  const {rows, count} = await read(store, {most: 2});
  expect([rows.map(({day}) => day), count]).toEqual([["2026-03-16", "2026-02-01"], 5]);
  expect(await read(store, {kind: "走访慰问"})).toMatchObject({rows: [{day: "2026-02-01"}], count: 1});
});

test("cells stand in the order of the contract, as people read them", async () => {
  const store = await basicStore();
  await sendRecords(store, [{record_id: "H1", eligible_verified: "是", amount_yuan: "2000.50"}]);
  const [row] = (await read(store)).rows;
  const cells = contractOf("assistance").fields.map(({title}, at) => [title, row!.cells[at]]);
  expect(cells.filter(([, cell]) => cell !== null)).toEqual([
    ["记录编号", "H1"],
    ["工号", "00001"],
    ["单位编码", "U01"],
    ["记录类型", "临时补助"],
    ["对象类别", "困难职工"],
    ["走访核实是否符合条件", "是"],
    ["金额（元）", "2000.5"]
  ]);
});
