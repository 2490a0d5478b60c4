import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const festivals = [
  {occasion: "元旦", festival_on: "2026-01-01"},
  {occasion: "端午节", festival_on: "2026-06-30"}
];

test("a festival on the month's last day is due in that month, and festivals are summed before dividing", async () => {
  const db = await memoryWarehouse(
    {
      members: [
        {as_of: "2026-01-01", rows: [{person_id: "P1"}]},
        {as_of: "2026-06-30", rows: ["P1", "P2", "P3"].map((person_id) => ({person_id}))}
      ],
      welfare: [
        {person_id: "P1", occasion: "元旦", issued_date: "2025-12-30"},
        {person_id: "P1", occasion: "端午节", issued_date: "2026-06-18"},
        {person_id: "P1", occasion: "端午节", form: "实物", issued_date: "2026-06-19"},
        {person_id: "P2", occasion: "端午节", issued_date: null},
        {person_id: "P3", occasion: "端午节", issued_date: "2026-07-01"}
      ]
    },
    {festivals}
  );
  expect(await kpi(db, "K17", {month: "2026-05"})).toBe(100);
  expect(await kpi(db, "K17", {month: "2026-06"})).toBe(50);
  expect(await kpi(db, "K17", {month: "2026-06", segment: "节日=端午节"})).toBeCloseTo(100 / 3);
  expect(await kpi(db, "K17", {month: "2026-07"})).toBe(75);
});

test("who is due is settled by the roster of the festival's month, not by later ones", async () => {
  const db = await memoryWarehouse(
    {
      members: [
        {
          as_of: "2026-01-31",
          rows: [
            {person_id: "P1", unit_code: "U01"},
            {person_id: "P2", unit_code: "U01"},
            {person_id: "P3", unit_code: "U01", is_union_member: false},
            {person_id: "P4", unit_code: "U01", on_post_status: "退休"}
          ]
        },
        {as_of: "2026-02-28", rows: [{person_id: "P1", unit_code: "U02"}]}
      ],
      welfare: ["P1", "P4"].map((person_id) => ({person_id, occasion: "元旦", issued_date: "2026-01-05"}))
    },
    {festivals}
  );
  expect(await kpi(db, "K17", {month: "2026-05", unit: "U01"})).toBe(50);
  expect(await kpi(db, "K17", {month: "2026-05", unit: "U02"})).toBeNull();
});

test("last year's benefit for the same festival does not count for this year's", async () => {
  const db = await memoryWarehouse(
    {
      members: [{person_id: "P1"}],
      welfare: [{person_id: "P1", grant_year: 2025, occasion: "元旦", issued_date: "2025-01-01"}]
    },
    {festivals}
  );
  expect(await kpi(db, "K17", {month: "2026-01"})).toBe(0);
});

test("what has still to be given out is told by festival, by unit and by people", async () => {
  const db = await memoryWarehouse(
    {
      members: ["P1", "P2", "P3"].map((person_id) => ({person_id, unit_code: person_id === "P1" ? "U01" : "U02"})),
      welfare: [
        {person_id: "P1", occasion: "元旦", issued_date: "2025-12-30"},
        {person_id: "P2", occasion: "元旦", issued_date: "2026-07-02"},
        {person_id: "P2", occasion: "端午节", issued_date: "2026-06-18"},
        {person_id: "P3", occasion: "端午节", issued_date: null}
      ]
    },
    {festivals}
  );
  const open = (month: string, segment: string, unit?: string) => kpi(db, "K17", {month, segment, unit});
  expect(await open("2026-06", "未发放（人次）=元旦")).toBe(2);
  expect(await open("2026-06", "未发放（人次）=端午节")).toBe(2);
  expect(await open("2026-06", "另列=未发放（人次）")).toBe(4);
  // P3 lacks both festivals and is one person.
  expect(await open("2026-06", "另列=未发齐（人）")).toBe(3);
  expect(await open("2026-06", "另列=未发放（人次）", "U01")).toBe(1);
  expect(await open("2026-07", "未发放（人次）=元旦")).toBe(1);
});

test("somebody who lacks two festivals and moved between them is one person, in the unit of the later one", async () => {
  const db = await memoryWarehouse(
    {
      members: [
        {as_of: "2026-01-01", rows: [{person_id: "P1", unit_code: "U01"}]},
        {as_of: "2026-06-01", rows: [{person_id: "P1", unit_code: "U02"}]}
      ],
      welfare: [{person_id: "P2", occasion: "元旦", issued_date: "2025-12-30"}]
    },
    {festivals}
  );
  const lacking = (unit?: string) => kpi(db, "K17", {month: "2026-06", segment: "另列=未发齐（人）", unit});
  expect(await lacking()).toBe(1);
  expect(await lacking("U01")).toBeNull();
  expect(await lacking("U02")).toBe(1);
  expect(await kpi(db, "K17", {month: "2026-06", segment: "另列=未发放（人次）"})).toBe(2);
});

test("the festival of the month is told alone, without what was given out later for earlier ones", async () => {
  const db = await memoryWarehouse(
    {
      members: ["P1", "P2"].map((person_id) => ({person_id})),
      welfare: [
        {person_id: "P1", occasion: "元旦", issued_date: "2026-06-02"},
        {person_id: "P2", occasion: "元旦", issued_date: "2026-06-03"},
        {person_id: "P1", occasion: "端午节", issued_date: "2026-06-18"}
      ]
    },
    {festivals}
  );
  const ofMonth = (month: string) => kpi(db, "K17", {month, segment: "另列=本月节日（%）"});
  expect(await kpi(db, "K17", {month: "2026-06"})).toBe(75);
  // What June added is three of two.
  expect([await ofMonth("2026-01"), await ofMonth("2026-05"), await ofMonth("2026-06")]).toEqual([0, null, 50]);
  expect(await ofMonth("2026-07")).toBeNull();
});
