import {expect, test} from "vitest";
import {tellAssistanceSums} from "#pipelines/privacy/assistance-sums.ts";
import {readAssistanceYuan, readHospitalWait} from "#pipelines/topics/aid.ts";
import {memoryWarehouse, type PartialRow} from "../kpis/memory-warehouse.ts";

/** Records of `count` people, each of another unit. */
function people(count: number, row: PartialRow, from = 0): PartialRow[] {
  return Array.from({length: count}, (_, at) => ({
    person_id: `P${from + at}`,
    unit_code: `U${from + at}`,
    apply_date: "2026-01-05",
    amount_yuan: 1230,
    ...row
  }));
}

const paid = {record_type: "临时补助", pay_date: "2026-02-10"};
const visit = {record_type: "走访慰问", object_type: "生病住院职工", visit_date: "2026-03-31", amount_yuan: 500};
const march = {month: "2026-03-01"};
const december = {month: "2026-12-01"};

test("yuan are those paid or handed over at a visit from January to the quarter's end, in whole thousands", async () => {
  const assistance = [
    ...people(12, paid),
    ...people(10, visit, 20),
    // Not paid, of another year, of no amount, and visited but paid in the next quarter.
    ...people(10, {...paid, pay_date: null}, 40),
    ...people(10, {...paid, apply_date: "2025-12-01", pay_date: "2025-12-30"}, 50),
    ...people(10, {...paid, amount_yuan: null}, 60),
    ...people(10, {...visit, pay_date: "2026-04-01"}, 70)
  ];
  const db = await memoryWarehouse({assistance});
  expect(await readAssistanceYuan(db, march)).toEqual([
    {month: "2026-03-01", kind: null, value: 20_000},
    {month: "2026-03-01", kind: "临时补助", value: 15_000},
    {month: "2026-03-01", kind: "走访慰问", value: 5_000}
  ]);
  expect((await readAssistanceYuan(db, {month: "2026-07-01"}))[0]).toEqual({
    ...{month: "2026-06-01", kind: null},
    value: 25_000
  });
  expect(await readAssistanceYuan(db, {month: "2026-02-01"})).toEqual([]);
  expect(await readAssistanceYuan(db, {month: "2027-01-01"})).toEqual([]);
});

test("a type whose change is small keeps what was told before, with its month", async () => {
  const db = await memoryWarehouse({
    assistance: [
      ...people(12, paid),
      ...people(12, visit, 20),
      ...people(2, {...paid, pay_date: "2026-05-10"}, 40),
      ...people(20, {...visit, visit_date: "2026-05-10"}, 50)
    ]
  });
  expect(await readAssistanceYuan(db, december)).toEqual([
    {month: "2026-12-01", kind: null, value: 33_000},
    {month: "2026-03-01", kind: "临时补助", value: 15_000},
    {month: "2026-03-01", kind: "走访慰问", value: 6_000}
  ]);
});

test("types that are not told stand together, as long as some are told beside them", async () => {
  const small = [
    ...people(6, {...paid, record_type: "爱心扶助金", amount_yuan: 3333}, 40),
    ...people(6, {...paid, record_type: "建档帮扶", amount_yuan: 3333}, 50)
  ];
  const told = await readAssistanceYuan(await memoryWarehouse({assistance: [...people(12, paid), ...small]}), march);
  expect(told).toEqual([
    {month: "2026-03-01", kind: null, value: 55_000},
    {month: "2026-03-01", kind: "临时补助", value: 15_000},
    {month: "2026-03-01", kind: "其余类别", value: 40_000}
  ]);
  expect(await readAssistanceYuan(await memoryWarehouse({assistance: small}), march)).toEqual([
    {month: "2026-03-01", kind: null, value: 40_000}
  ]);
});

test("the wait of people in hospital is the mean from report to visit, and of them only", async () => {
  const db = await memoryWarehouse({
    assistance: [
      ...people(5, {...visit, apply_date: "2026-03-01", visit_date: "2026-03-05"}),
      ...people(6, {...visit, apply_date: "2026-03-01", visit_date: "2026-03-08"}, 10),
      ...people(9, {...visit, object_type: "复转军人", apply_date: "2026-01-01"}, 20),
      ...people(9, {...visit, visit_date: null}, 40)
    ]
  });
  expect(await readHospitalWait(db, march)).toEqual({month: "2026-03-01", kind: "生病住院职工", value: 5.6});
  expect(await readHospitalWait(db, {month: "2026-02-01"})).toBeUndefined();
});

test("a quarter that the files have not reached tells nothing", async () => {
  const db = await memoryWarehouse({assistance: people(12, paid)});
  for (const [reachedOn, count] of [
    ["2026-03-30", 0],
    ["2026-03-31", 2]
  ] as const) {
    await db.run("drop table marts.assistance_sums");
    await tellAssistanceSums(db, {catalog: "memory", reachedOn});
    expect(await readAssistanceYuan(db, december), reachedOn).toHaveLength(count);
  }
});
