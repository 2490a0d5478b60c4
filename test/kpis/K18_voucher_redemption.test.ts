import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const members = [
  {person_id: "P1", unit_code: "U01"},
  {person_id: "P2", unit_code: "U02"},
  {person_id: "P3", unit_code: "U02", on_post_status: "退休"}
];
const voucher = {form: "提货券", occasion: "春节", face_value_yuan: 100, redeemed_amount_yuan: null};

test("a voucher counts from its 90th day, and is redeemed only from the day of redemption", async () => {
  const db = await memoryWarehouse({
    members,
    welfare: [
      {...voucher, person_id: "P1", issued_date: "2026-01-30", redeemed_amount_yuan: 80, redeemed_date: "2026-05-02"},
      {...voucher, person_id: "P2", issued_date: "2026-01-31", redeemed_amount_yuan: 50, redeemed_date: "2026-02-10"},
      {...voucher, person_id: "P2", issued_date: null, redeemed_amount_yuan: null},
      {...voucher, person_id: "P2", issued_date: "2026-01-05", form: "实物"}
    ]
  });
  // 30 January is 90 days before 30 April; 31 January is 89.
  expect(await kpi(db, "K18", {month: "2026-03"})).toBeNull();
  expect(await kpi(db, "K18", {month: "2026-04"})).toBe(0);
  expect(await kpi(db, "K18", {month: "2026-05"})).toBe(65);
  expect(await kpi(db, "K18", {month: "2026-05", segment: "事由=春节"})).toBe(65);
});

test("a voucher of somebody gone counts for the whole union and for no unit", async () => {
  const db = await memoryWarehouse({
    members,
    welfare: ["P1", "P2", "P3", "P9"].map((person_id) => ({
      ...voucher,
      person_id,
      issued_date: "2026-01-10",
      redeemed_amount_yuan: person_id === "P1" ? 100 : 20,
      redeemed_date: "2026-01-20"
    }))
  });
  expect(await kpi(db, "K18", {month: "2026-04"})).toBe(40);
  expect(await kpi(db, "K18", {month: "2026-04", unit: "U02"})).toBe(20);
});

test("what an expired voucher has left stands beside, in yuan", async () => {
  const db = await memoryWarehouse({
    members,
    welfare: [
      {
        ...voucher,
        person_id: "P1",
        issued_date: "2026-01-10",
        redeemed_amount_yuan: 30,
        redeemed_date: "2026-02-01",
        expire_date: "2026-06-30"
      },
      {...voucher, person_id: "P2", issued_date: "2026-01-10", expire_date: "2026-12-31"}
    ]
  });
  const segment = "另列=过期未核销金额（元）";
  expect(await kpi(db, "K18", {month: "2026-05", segment})).toBe(0);
  expect(await kpi(db, "K18", {month: "2026-06", segment})).toBe(70);
});

test("vouchers too young to count are named by occasion until their 90th day", async () => {
  const db = await memoryWarehouse({
    members,
    welfare: [
      {...voucher, person_id: "P1", issued_date: "2026-01-30"},
      {...voucher, person_id: "P2", issued_date: "2026-01-31", face_value_yuan: 250}
    ]
  });
  const young = (month: string, unit?: string) => kpi(db, "K18", {month, segment: "尚未计入（元）=春节", unit});
  expect(await young("2026-03")).toBe(350);
  expect(await young("2026-04")).toBe(250);
  expect(await young("2026-04", "U01")).toBeNull();
  expect(await young("2026-05")).toBeNull();
});

test("the vouchers that come to count in a month are told alone, without later redemptions of older ones", async () => {
  const db = await memoryWarehouse({
    members,
    welfare: [
      {...voucher, person_id: "P1", issued_date: "2026-01-05", redeemed_amount_yuan: 100, redeemed_date: "2026-05-20"},
      {...voucher, person_id: "P2", issued_date: "2026-01-31", redeemed_amount_yuan: 20, redeemed_date: "2026-02-10"}
    ]
  });
  const ofMonth = (month: string) => kpi(db, "K18", {month, segment: "另列=本月计入（%）"});
  expect(await kpi(db, "K18", {month: "2026-05"})).toBe(60);
  // In May the first was redeemed and only the second came of age: 120 of 100 yuan were added.
  expect([await ofMonth("2026-04"), await ofMonth("2026-05"), await ofMonth("2026-06")]).toEqual([0, 20, null]);
});
