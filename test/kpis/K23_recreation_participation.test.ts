import {expect, test} from "vitest";
import {readKpiSegments} from "#pipelines/numbers/kpis.ts";
import {kpi, memoryWarehouse, type Sent} from "./memory-warehouse.ts";

const came = (...pairs: [string, string][]) =>
  pairs.map(([activity_id, person_id]) => ({activity_id, person_id, attended: true}));

const activities = [
  {activity_id: "A1", category: "体育健身", start_date: "2026-03-31", end_date: "2026-04-01"},
  {activity_id: "A2", category: "文化艺术", start_date: "2026-03-10"},
  {activity_id: "A3", category: "第二课堂", start_date: "2026-03-20"},
  {activity_id: "A4", category: "体育健身", start_date: "2026-03-05", status: "延期"},
  {activity_id: "A5", category: "读书讲坛", start_date: "2026-03-05"}
];

test("the union's participation is not the mean of its units'", async () => {
  const db = await memoryWarehouse({
    members: [
      {person_id: "P1", unit_code: "U01"},
      {person_id: "P2", unit_code: "U02"},
      {person_id: "P3", unit_code: "U02"},
      {person_id: "P4", unit_code: "U02"}
    ],
    activities,
    participation: came(["A1", "P1"])
  });
  expect(await kpi(db, "K23", {month: "2026-03"})).toBe(25);
  expect(await kpi(db, "K23", {month: "2026-03", unit: "U01"})).toBe(100);
});

test("somebody in three activities is one person; each category stands over all staff", async () => {
  const db = await memoryWarehouse({
    members: [
      {person_id: "P1"},
      {person_id: "P2"},
      {person_id: "P3"},
      {person_id: "P4"},
      {person_id: "P5", on_post_status: "退休"}
    ],
    activities,
    participation: came(
      ["A1", "P1"],
      ["A2", "P1"],
      ["A3", "P1"],
      ["A2", "P2"],
      ["A4", "P3"],
      ["A5", "P4"],
      ["A1", "P5"]
    )
  });
  expect(await kpi(db, "K23", {month: "2026-02"})).toBe(0);
  expect(await kpi(db, "K23", {month: "2026-03"})).toBe(50);
  expect(await kpi(db, "K23", {month: "2026-03", segment: "活动类别=文化艺术"})).toBe(50);
  expect(await kpi(db, "K23", {month: "2026-03", segment: "活动类别=体育健身"})).toBe(25);
});

test("who moves in June changes no number of March", async () => {
  const sent: Sent = {
    members: [
      {
        as_of: "2026-01-01",
        rows: [
          {person_id: "P1", unit_code: "U01"},
          {person_id: "P2", unit_code: "U02"}
        ]
      },
      {
        as_of: "2026-06-15",
        rows: [
          {person_id: "P1", unit_code: "U02"},
          {person_id: "P2", unit_code: "U02"}
        ]
      }
    ],
    activities,
    participation: came(["A1", "P1"])
  };
  const db = await memoryWarehouse(sent);
  expect(await kpi(db, "K23", {month: "2026-03", unit: "U01"})).toBe(100);
  expect(await kpi(db, "K23", {month: "2026-06", unit: "U01"})).toBeNull();
  expect(await kpi(db, "K23", {month: "2026-06", unit: "U02"})).toBe(50);
});

test("a late correction of April's roster does not touch July", async () => {
  const db = await memoryWarehouse({
    members: [
      {as_of: "2026-04-30", rows: [{person_id: "P1"}]},
      {as_of: "2026-07-31", rows: [{person_id: "P1"}, {person_id: "P2"}]},
      {as_of: "2026-04-30", rows: ["P1", "P2", "P3", "P4"].map((person_id) => ({person_id}))}
    ],
    activities,
    participation: came(["A1", "P1"])
  });
  expect(await kpi(db, "K23", {month: "2026-03"})).toBeNull();
  expect(await kpi(db, "K23", {month: "2026-04"})).toBe(25);
  expect(await kpi(db, "K23", {month: "2026-07"})).toBe(50);
});

test("age bands go by completed years at the month's end, a birthday on that day included", async () => {
  const db = await memoryWarehouse({
    members: [
      {person_id: "P1", birth_date: "1990-03-31", gender: "女"},
      {person_id: "P2", birth_date: "1990-04-01", gender: "男"}
    ],
    activities,
    participation: came(["A2", "P1"])
  });
  const segments = await readKpiSegments(db, "K23", {month: "2026-03-01"});
  expect(
    segments.filter(({segment}) => /^(性别|年龄段)=/.test(segment)).map(({segment, value}) => [segment, value])
  ).toEqual([
    ["年龄段=35岁及以下", 0],
    ["年龄段=36—45岁", 100],
    ["性别=女", 100],
    ["性别=男", 0]
  ]);
});

test("the newest row of a person and activity wins, so a correction can take an attendance away", async () => {
  const db = await memoryWarehouse({
    members: [{person_id: "P1"}],
    activities,
    participation: [{rows: came(["A1", "P1"])}, {rows: [{activity_id: "A1", person_id: "P1", attended: false}]}]
  });
  expect(await kpi(db, "K23", {month: "2026-03"})).toBe(0);
});

test("those who never came are counted, in the union and in their unit", async () => {
  const db = await memoryWarehouse({
    members: [
      {person_id: "P1", unit_code: "U01"},
      {person_id: "P2", unit_code: "U01"},
      {person_id: "P3", unit_code: "U02"},
      {person_id: "P4", unit_code: "U02", on_post_status: "退休"}
    ],
    activities,
    participation: came(["A1", "P1"])
  });
  const never = (unit?: string) => kpi(db, "K23", {month: "2026-12", segment: "另列=未参加（人）", unit});
  expect([await never(), await never("U01"), await never("U02")]).toEqual([2, 1, 1]);
});

const oftenCame = () =>
  memoryWarehouse({
    members: [
      {person_id: "P1", unit_code: "U01", gender: "女", birth_date: "1990-01-01"},
      {person_id: "P2", unit_code: "U01", gender: "男", birth_date: "1970-01-01"},
      {person_id: "P3", unit_code: "U02", gender: "男", birth_date: "1970-01-01"},
      {person_id: "P4", unit_code: "U02", gender: "男", birth_date: "1970-01-01"},
      {person_id: "P5", unit_code: "U02", on_post_status: "退休"}
    ],
    activities: [
      ...activities,
      {activity_id: "A6", category: "体育健身", start_date: "2026-03-12"},
      {activity_id: "A7", category: "体育健身", start_date: "2026-05-12"}
    ],
    participation: came(
      ...["A1", "A2", "A3", "A6", "A7"].map((activity): [string, string] => [activity, "P1"]),
      ["A2", "P2"],
      ["A7", "P2"],
      ["A6", "P3"],
      ["A4", "P3"],
      ["A5", "P3"],
      ["A6", "P5"]
    )
  });

test("times are those from January to the month, of those who came at all, and of these categories only", async () => {
  const db = await oftenCame();
  const mean = (month: string, unit?: string) => kpi(db, "K23", {month, unit, segment: "另列=人均参加（次）"});
  expect([await mean("2026-02"), await mean("2026-03"), await mean("2026-05")]).toEqual([null, 2, 8 / 3]);
  expect([await mean("2026-05", "U01"), await mean("2026-05", "U02")]).toEqual([3.5, 1]);
});

test("everybody on post stands in one group of how often, and each band has its attendances", async () => {
  const db = await oftenCame();
  const listed = async (month: string, unit_code?: string) =>
    (await readKpiSegments(db, "K23", {month: `${month}-01`, unit_code}))
      .filter(({segment}) => /^(参加次数|实到人次)/.test(segment))
      .map(({segment, value}) => `${segment} ${value}`);
  expect(await listed("2026-03")).toEqual([
    "参加次数（人）=0次 1",
    "参加次数（人）=1次 2",
    "参加次数（人）=4次及以上 1",
    "实到人次（人次）=36—45岁 4",
    "实到人次（人次）=56岁及以上 2",
    "实到人次（人次）=女 4",
    "实到人次（人次）=男 2"
  ]);
  expect((await listed("2026-05", "U01")).filter((line) => line.startsWith("参加次数"))).toEqual([
    "参加次数（人）=2—3次 1",
    "参加次数（人）=4次及以上 1"
  ]);
});
