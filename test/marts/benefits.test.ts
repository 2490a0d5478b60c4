import {expect, test} from "vitest";
import {readBenefits, readOccasionVouchers, readRetreatBatches} from "#pipelines/topics/benefits.ts";
import {readKpiSegments} from "#pipelines/numbers/kpis.ts";
import {kpi, memoryWarehouse} from "../kpis/memory-warehouse.ts";

const month = "2026-06-01";
const plan = {
  festivals: [
    {occasion: "元旦", festival_on: "2026-01-01"},
    {occasion: "春节", festival_on: "2026-02-17"}
  ]
};
const voucher = {
  form: "提货券",
  occasion: "春节",
  face_value_yuan: 600,
  issued_date: "2026-02-06",
  redeemed_amount_yuan: null,
  expire_date: "2026-12-31"
};
const cash = {...voucher, form: "实物", occasion: "元旦", face_value_yuan: 200, issued_date: "2026-01-05"};

test("people and yuan are of what was given out in the year by the month's end", async () => {
  const db = await memoryWarehouse(
    {
      welfare: [
        ...["P1", "P2", "P3"].map((person_id) => ({...voucher, person_id})),
        ...["P1", "P2", "P3", "P4"].map((person_id) => ({...cash, person_id})),
        {...voucher, person_id: "P5", issued_date: null},
        {...voucher, person_id: "P6", issued_date: "2026-07-01"},
        {...voucher, person_id: "P7", grant_year: 2025, issued_date: "2025-02-06"}
      ]
    },
    plan
  );
  expect(await readBenefits(db, {month})).toEqual([
    {occasion: "元旦", people: 4, yuan: 800},
    {occasion: "春节", people: 3, yuan: 1800},
    {occasion: "节日合计", people: 4, yuan: 2600}
  ]);
  expect(await readBenefits(db, {month: "2026-01-01"})).toEqual([
    {occasion: "元旦", people: 4, yuan: 800},
    {occasion: "节日合计", people: 4, yuan: 800}
  ]);
});

test("an occasion of two people is shown neither alone nor in the sum", async () => {
  const db = await memoryWarehouse(
    {
      welfare: [
        ...["P1", "P2"].map((person_id) => ({...cash, person_id})),
        // Two vouchers of one person are one person.
        {...cash, person_id: "P1"},
        ...["P1", "P2", "P3"].map((person_id) => ({...voucher, person_id}))
      ]
    },
    plan
  );
  expect(await readBenefits(db, {month})).toEqual([
    {occasion: "春节", people: 3, yuan: 1800},
    {occasion: "节日合计", people: 3, yuan: 1800}
  ]);
});

test("birthdays stand by themselves and outside the festivals' sum", async () => {
  const cake = {...voucher, form: "蛋糕券", occasion: "生日", face_value_yuan: 300};
  const db = await memoryWarehouse({welfare: ["P1", "P2", "P3"].map((person_id) => ({...cake, person_id}))}, plan);
  expect(await readBenefits(db, {month})).toEqual([{occasion: "生日", people: 3, yuan: 900}]);
  expect(await readOccasionVouchers(db, {month})).toEqual([]);
});

test("what is left of vouchers has expired or expires next, as the KPI has it", async () => {
  const db = await memoryWarehouse(
    {
      members: ["P1", "P2", "P3", "P4"].map((person_id) => ({person_id, unit_code: "U01"})),
      welfare: [
        {...voucher, person_id: "P1", redeemed_amount_yuan: 600, redeemed_date: "2026-03-01"},
        {...voucher, person_id: "P2", redeemed_amount_yuan: 500, redeemed_date: "2026-07-01"},
        {
          ...voucher,
          person_id: "P3",
          redeemed_amount_yuan: 100,
          redeemed_date: "2026-03-01",
          expire_date: "2026-06-30"
        },
        {...voucher, person_id: "P4", expire_date: "2027-01-31"}
      ]
    },
    plan
  );
  expect(await readOccasionVouchers(db, {month})).toEqual([
    {
      occasion: "春节",
      voucher_yuan: 2400,
      redeemed_yuan: 700,
      expired_yuan: 500,
      next_expiry_on: "2026-12-31",
      next_expiry_yuan: 600
    }
  ]);
  expect(await kpi(db, "K18", {month: "2026-06", segment: "另列=过期未核销金额（元）"})).toBe(500);
  const [whole] = (await readKpiSegments(db, "K18", {month})).filter(({segment}) => segment === "事由=春节");
  expect([whole?.numerator, whole?.denominator]).toEqual([700, 2400]);
});

test("a batch is held once one of its activities is over, and planned while all are to come", async () => {
  const retreat = {deliverable_codes: ["T04-08"], category: "疗休养", end_date: null, status: "已完成"};
  const db = await memoryWarehouse({
    activities: [
      {...retreat, batch_no: 1, start_date: "2026-05-22", actual_headcount: 30, cost_yuan: 1000, satisfaction_avg: 90},
      {...retreat, batch_no: 1, start_date: "2026-05-29", actual_headcount: 10, cost_yuan: 500, satisfaction_avg: 98},
      {...retreat, batch_no: 2, start_date: "2026-12-04", actual_headcount: 0, status: "计划"},
      {...retreat, batch_no: 3, start_date: "2026-05-01", actual_headcount: 0, status: "取消"},
      {...retreat, batch_no: null, start_date: "2026-05-02", actual_headcount: 9},
      {...retreat, batch_no: 4, start_date: "2026-07-02", actual_headcount: 9},
      {...retreat, batch_no: 5, start_date: "2026-05-02", actual_headcount: 9, deliverable_codes: ["T04-06"]}
    ]
  });
  const batches = await readRetreatBatches(db, {month, code: "T04-08"});
  expect(
    batches.map(({batch_no, state, headcount, cost_yuan, satisfaction}) => [
      batch_no,
      state,
      headcount,
      cost_yuan,
      satisfaction
    ])
  ).toEqual([
    [1, "已办", 40, 1500, 92],
    [2, "已排", null, null, null]
  ]);
  expect(await kpi(db, "K21", {month: "2026-06"})).toBe(1);
});
