import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {unitActionOf} from "#app/features/units/unit-actions.server.ts";
import {judgementWords, unionWords} from "#app/features/units/kpi-words.ts";
import {againstWords, unitSentence} from "#app/features/units/unit-sentence.ts";
import {wallOrdered} from "#app/features/units/wall-order.ts";
import type {Role} from "#pipelines/accounts/account.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {addVerdict} from "#pipelines/ledger/submission-entries.ts";
import {type UnitKpi, unitKpisOf} from "#pipelines/numbers/unit-comparison.ts";
import type {KpiHeadline} from "#pipelines/numbers/unit-kpis.ts";
import {settlePlan} from "#pipelines/plan/settled-plan.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore} from "#pipelines/store/store.ts";
import {now} from "#pipelines/time/clock.ts";
import {csvOf, sendAccepted, sendBasics} from "../pipelines/store.ts";
import {type RunningServer, startServer} from "../running-server.ts";
import {sessionOf} from "../signed-in.ts";

const plan = settlePlan(readPlan(2026)!, {assignments: [], setTargets: []});

const headline = (code: string, unit_code: string | null, numerator: number, denominator: number | null) => ({
  ...{code, unit_code, numerator, denominator},
  value: denominator === null ? numerator : (numerator / denominator) * 100
});

const kpisOf = (headlines: KpiHeadline[]) => unitKpisOf(plan, headlines, {unit: "U01", peers: ["U01", "U02", "U03"]});

const PARTICIPATION = [
  headline("K23", null, 600, 1000),
  headline("K23", "U01", 80, 200),
  headline("K23", "U02", 100, 200),
  headline("K23", "U03", 120, 200)
];

test("a rate is held against the union, with the middle and the place among units of its size", () => {
  expect(kpisOf(PARTICIPATION)[0]).toMatchObject({
    ...{code: "K23", against: "union", union: 60, peers_median: 50, peers: 3, place: 3},
    ...{difference: -20, is_better: false, better_peers: 2, worse_peers: 0}
  });
});

test("a rate of a few people that chance can explain is neither better nor worse", () => {
  const [few] = kpisOf([headline("K23", null, 600, 1000), headline("K23", "U01", 8, 20)]);
  expect(few).toMatchObject({difference: -20, is_better: null, is_chance: true});
  expect([judgementWords(few!), judgementWords(kpisOf(PARTICIPATION)[0]!)]).toEqual(["无显著差别", "不及全校"]);
  // A rate of proposals is no rate of people.
  const [proposals] = kpisOf([headline("K11", null, 60, 100), headline("K11", "U01", 8, 20)]);
  expect(proposals).toMatchObject({is_better: false, is_chance: false});
});

test("a count is held against the units of its size, since the union's is their sum", () => {
  expect(unionWords({union: null, unit: "场", against: "peers"})).toBe("只比同规模");
  expect(unionWords({union: 55.3, unit: "%", against: "union"})).toBe("55.3 %");
  const [kpi] = kpisOf([
    headline("K27", null, 9, null),
    headline("K27", "U01", 4, null),
    headline("K27", "U02", 2, null),
    headline("K27", "U03", 3, null)
  ]);
  expect(kpi).toMatchObject({against: "peers", union: null, peers_median: 3, difference: 1, is_better: true, place: 1});
  expect(againstWords(kpi!)).toBe("比同规模单位多 1 场");
});

test("where less is better, more is worse", () => {
  const [kpi] = kpisOf([
    {code: "K38", unit_code: null, numerator: 100, denominator: 10, value: 10},
    {code: "K38", unit_code: "U01", numerator: 60, denominator: 5, value: 12}
  ]);
  expect(kpi).toMatchObject({difference: 2, is_better: false});
});

test("yes and no are neither high nor low, and a KPI that only the union can earn is no unit's", () => {
  const [yes, ...others] = kpisOf([
    headline("K15", null, 1, 2),
    headline("K15", "U01", 1, 1),
    headline("K03", "U01", 1, null)
  ]);
  expect(yes).toMatchObject({code: "K15", against: null, difference: null, is_better: null, peers: 1, peers_done: 1});
  expect(others).toEqual([]);
});

test("what is hidden is not compared", () => {
  const hidden = {
    code: "K36",
    unit_code: "U01",
    value: null,
    numerator: null,
    denominator: null,
    is_hidden: true as const
  };
  expect(kpisOf([headline("K36", null, 20, 30), hidden])[0]).toMatchObject({difference: null, place: null});
});

test("the sentence says only what there is", () => {
  const facts = {unit_name: "化工学院", month: "2026-10"};
  const none = {tasks: 0, compared: 0, better: 0, worse: 0};
  expect(unitSentence({...facts, tally: none, owed: null, first: undefined})).toBe("化工学院10月还没有可比的数据");
  expect(
    unitSentence({
      ...facts,
      tally: {tasks: 2, compared: 5, better: 3, worse: 1},
      owed: 0,
      first: kpisOf(PARTICIPATION)[0]
    })
  ).toBe(
    "化工学院10月：2 项任务的 5 项可比指标中 3 项好于全校、1 项不及；没有欠报；文体活动参与率 40.0 %，比全校低 20 个百分点"
  );
});

const actionOf = (kpi: UnitKpi, facts: Partial<Parameters<typeof unitActionOf>[1]> = {}) =>
  unitActionOf(kpi, {
    ...{plan, owed: [], figures: [], kpiTo: "/kpis/x", search: "?month=2026-10"},
    sendTo: (dataset) => `/submissions/new?dataset=${dataset}`,
    ...facts
  });

test("the action sends what is owed first, then says who is still to be reached, then how many are missing", () => {
  const [kpi] = kpisOf(PARTICIPATION);
  const cell = {month: "2026-10"} as Parameters<typeof unitActionOf>[1]["owed"][number]["cells"][number];
  const owed = [{dataset: "participation", title: "活动参与明细", cells: [cell]}];
  expect(actionOf(kpi!, {owed})).toEqual({
    words: "活动参与明细欠报（10月），数字可能偏低",
    to: "/submissions/new?dataset=participation",
    link: "去补报"
  });
  const figure = {code: "K23", segment: "另列=未参加（人）", value: 12, numerator: 12, denominator: null};
  expect(actionOf(kpi!, {figures: [figure]}).words).toBe("未参加 12 人");
  expect(actionOf(kpi!).words).toBe("现有 80 / 200，再有 40 人就达到全校水平");
});

test("units stand in the order of the list, by value or by size, with equal places for equal values", () => {
  const units = [
    {unit_code: "U01", value: 40, people: 9},
    {unit_code: "U02", value: null, people: 30},
    {unit_code: "U03", value: 60, people: 12},
    {unit_code: "U04", value: 60, people: null}
  ];
  const ordered = (sort: "name" | "value" | "size") =>
    wallOrdered(units, {sort, direction: "higher"}).map(({unit_code, place}) => `${unit_code} ${place}`);
  expect(ordered("name")).toEqual(["U01 3", "U02 null", "U03 1", "U04 1"]);
  expect(ordered("value")).toEqual(["U03 1", "U04 1", "U01 3", "U02 null"]);
  expect(ordered("size")).toEqual(["U02 null", "U03 1", "U01 3", "U04 1"]);
});

let folder: string;
let server: RunningServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "units-"));
  const store = await openStore(dataDirAt(folder));
  await sendBasics(store);
  await sendAccepted(
    store,
    "assignments",
    "年度,承诺编号,牵头单位编码,衡量依据,进度方式\n2026,T02-03,U01,report,\n2026,T02-04,U02,report,\n"
  );
  const {submission_id} = await sendAccepted(store, "media", csvOf("media", [{item_id: "N1", unit_code: "U01"}]), {
    unit: "U01",
    now: "2026-11-02T02:00:00.000Z"
  });
  await store.ledger.transaction((tx) =>
    addVerdict(tx, {submission_id, verdict: "return", reason: "缺原文链接", given_at: "2026-11-05T02:00:00.000Z"})
  );
  await rebuildWarehouse(store.dir, store.ledger, {now: now()});
  await store.ledger.close();
  server = await startServer(folder, {today: "2026-11-15"});
}, 120_000);

afterAll(async () => {
  await server?.stop();
  rmSync(folder, {recursive: true, force: true});
});

async function open(path: string, role: Role, unit?: string): Promise<Response> {
  const headers = {cookie: `session=${await sessionOf(folder, role, unit)}`};
  return fetch(server.url + path, {headers, redirect: "manual"});
}

test.each<[role: Role, unit: string | undefined, isTold: boolean]>([
  ["unit", "U01", true],
  ["office", undefined, true],
  ["administrator", undefined, true],
  ["unit", "U02", false],
  ["leadership", undefined, false],
  ["committee", undefined, false]
])(
  "what U01 owes is told to itself and the office, its deliverables to everybody: %s %s",
  async (role, unit, isTold) => {
    const response = await open("/units/U01", role, unit);
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(html.includes("缺原文链接")).toBe(isTold);
    expect(/欠报 \d+ 份|没有欠报/.test(html)).toBe(isTold);
    expect(html.includes("只向本单位和校工会办公室显示")).toBe(!isTold);
    expect(html).toContain("牵头，");
    // A unit's account may not ask for another unit on the page of a KPI.
    const asked = [...html.matchAll(/href="(\/kpis\/[^"]+)"/g)].map(([, to]) => to!.replaceAll("&amp;", "&"));
    expect(asked.length).toBeGreaterThan(0);
    expect((await open(asked[0]!, role, unit)).status).toBe(200);
  }
);

test("numbers of the page are the API's, whoever asks", async () => {
  const answer = (await (await server.ask("/api/kpis.json?month=2026-10&unit=U01")).json()) as {
    code: string;
    value: number | null;
  }[];
  const own = answer.find(({code}) => code === "K47")!;
  for (const [role, unit] of [
    ["unit", "U02"],
    ["committee", undefined]
  ] as const) {
    const csv = await (await open("/units/U01/csv?month=2026-10", role, unit)).text();
    const row = csv
      .split("\r\n")
      .find((line) => line.startsWith("K47,"))!
      .split(",");
    expect(Number(row[5])).toBe(own.value);
  }
});

test("the file has a byte order mark, a name, and numbers that a spreadsheet reads as numbers", async () => {
  const response = await open("/units/U01/csv?month=2026-10", "office");
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(response.headers.get("content-disposition")).toContain("unit-U01-2026-10.csv");
  expect(new TextDecoder().decode(bytes)).not.toContain("'-");
});

test("the unit filter leads to a unit's page, and the whole union to the wall", async () => {
  const place = async (path: string, role: Role, unit?: string) =>
    (await open(path, role, unit)).headers.get("location");
  expect(await place("/units?unit=U02&month=2026-10", "office")).toBe("/units/U02?month=2026-10");
  expect(await place("/units/U01?unit=U02&month=2026-10", "office")).toBe("/units/U02?month=2026-10");
  expect(await place("/units/U01?unit=&month=2026-10", "leadership")).toBe("/units?month=2026-10");
  // In its filter another unit is the whole union, which must not lead away from the page.
  expect(await place("/units/U02?unit=&month=2026-10", "unit", "U01")).toBeNull();
});

test("the wall takes every KPI, every order and every month, and refuses what the plan has not", async () => {
  for (const path of [
    "/units?kpi=K15",
    "/units?kpi=K23&sort=value",
    "/units?sort=size&month=2026-01",
    "/units?month=2026-12"
  ])
    expect((await open(path, "committee")).status).toBe(200);
  expect((await open("/units?kpi=K99", "committee")).status).toBe(404);
  expect((await open("/units/U01?month=2026-12", "committee")).status).toBe(200);
});
