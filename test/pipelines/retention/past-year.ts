import {createHash} from "node:crypto";
import {rowsInFile} from "../../ledger-file.ts";
import {cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll} from "vitest";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {type RetentionRequest, runRetention} from "#pipelines/retention/retention.ts";
import {openStore, type Store} from "#pipelines/store/store.ts";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {rows} from "../../rows.ts";
import {csvOf, emptyStore, type Row, sendAccepted, temporaryFolder} from "../store.ts";

export const NOW = "2026-12-31T04:00:00.000Z";

/** 工号 no other text holds: 66001 … 66024. */
export const codeOf = (number: number) => String(66000 + number);
const NUMBERS = Array.from({length: 24}, (_, index) => index + 1);
export const nameOf = (number: number) => `会员${String(number).padStart(4, "0")}`;

function personOf(number: number): Row {
  return {
    person_id: codeOf(number),
    name: nameOf(number),
    unit_code: number % 2 === 0 ? "U02" : "U01",
    gender: number % 3 === 0 ? "男" : "女",
    // On every kind of day, the 29th of February too.
    birth_date:
      number === 5
        ? "1988-02-29"
        : `${1960 + number * 1.5 - ((number * 1.5) % 1)}-${String((number % 12) + 1).padStart(2, "0")}-${String(number + 3).padStart(2, "0")}`,
    hire_date: number < 4 ? `2026-0${number}-15` : "2012-07-10",
    join_date: number % 5 === 0 ? "" : "2013-09-12",
    union_group: number % 4 === 0 ? "" : "第一小组",
    is_union_member: number % 7 === 0 ? "否" : "是",
    is_union_cadre: number % 6 === 0 ? "是" : "否",
    mobile: ""
  };
}

export const ids: Record<string, string> = {};

let built: Promise<string> | undefined;

/** 2026 as it was sent: two units, 24 people, and a dataset of every kind that names them. Sent once, copied for each test. */
export async function pastYear(): Promise<Store> {
  built ??= buildPastYear();
  const folder = temporaryFolder();
  cpSync(await built, folder, {recursive: true});
  return emptyStore(folder);
}

afterAll(async () => rmSync((await built) ?? "", {recursive: true, force: true}));

/** The same for a whole file of tests, which takes the folder away. */
export async function buildPastYear(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "past-year-"));
  const store = await openStore(dataDirAt(folder));
  await sendPastYear(store);
  await store.ledger.close();
  return folder;
}

async function sendPastYear(store: Store): Promise<void> {
  const send = async (dataset: string, sent: Row[], asOf: string) => {
    const {submission_id} = await sendAccepted(store, dataset, csvOf(dataset, sent), {
      asOf,
      today: asOf,
      fileName: `${dataset}.csv`
    });
    ids[`${dataset} ${asOf}`] = submission_id;
    return submission_id;
  };
  const chairs = [
    {unit_code: "U01", chair_person_id: codeOf(1), publicity_person_id: codeOf(5)},
    {unit_code: "U02", unit_name: "第二学院", chair_person_id: codeOf(2)}
  ];
  await send("units", chairs, "2026-01-01");
  await send("members", NUMBERS.map(personOf), "2026-01-01");
  // 6 left in May; 8 moved to the other unit.
  const inMay = NUMBERS.filter((number) => number !== 6).map(personOf);
  await send(
    "members",
    inMay.map((row) => (row.person_id === codeOf(8) ? {...row, unit_code: "U01"} : row)),
    "2026-05-31"
  );
  const activities = [
    {activity_id: "A1", organizer_unit_code: "U01", start_date: "2026-04-18"},
    {
      activity_id: "A2",
      organizer_unit_code: "U02",
      category: "文化艺术",
      start_date: "2026-05-20",
      service_mode: "点单式",
      audience: "女教职工;青年教职工"
    },
    {
      activity_id: "R1",
      organizer_unit_code: "U01",
      category: "疗休养",
      deliverable_codes: "T04-08",
      batch_no: "1",
      start_date: "2026-07-10"
    }
  ];
  const welcome = {
    category: "新教职工融入",
    deliverable_codes: "T06-02",
    audience: "新入职教职工",
    start_date: "2026-04-01"
  };
  await send("activities", [...activities, {activity_id: "N1", organizer_unit_code: "U01", ...welcome}], "2026-07-31");
  const came = NUMBERS.filter((number) => number % 4 !== 3).flatMap((number) =>
    ["A1", "A2", "R1"]
      .filter((_, at) => (number + at) % 3 !== 0)
      .map((activity_id) => ({activity_id, person_id: codeOf(number)}))
  );
  const newcomers = [1, 3].map((number) => ({activity_id: "N1", person_id: codeOf(number)}));
  await send("participation", [...came, ...newcomers], "2026-08-01");
  const grants = NUMBERS.flatMap((number) =>
    ["春节", "生日"].map((occasion) => ({
      grant_id: `W-${codeOf(number)}-${occasion === "春节" ? 1 : 2}`,
      person_id: codeOf(number),
      occasion,
      standard_yuan: "300",
      issued_date: number % 5 === 0 ? "" : "2026-02-10"
    }))
  );
  await send("welfare", grants, "2026-09-01");
  const helped = NUMBERS.slice(0, 16).map((number) => ({
    record_id: `H2026-${String(number).padStart(3, "0")}`,
    person_id: codeOf(number),
    unit_code: number % 2 === 0 ? "U02" : "U01",
    record_type: number % 4 < 2 ? "走访慰问" : "建档帮扶",
    hardship_cause: "重大疾病",
    eligible_verified: "是",
    plan_made: "是",
    file_status: "在档",
    file_date: number % 3 === 0 ? "" : "2026-03-01",
    apply_date: "2026-03-02",
    visit_date: "2026-03-10",
    amount_yuan: "1000"
  }));
  await send("assistance", helped, "2026-04-01");
  await send(
    "assistance",
    helped.slice(0, 4).map((row) => ({...row, file_status: "已退出"})),
    "2026-10-01"
  );
  const contestants = [1, 2, 2, 3].map((number, at) => ({
    record_id: `R${at}`,
    deliverable_code: "T09-05",
    person_id: codeOf(number),
    unit_code: number === 2 ? "U02" : "U01",
    stage: "参赛",
    apply_date: "2026-05-01"
  }));
  await send("awards", contestants, "2026-06-01");
  await send(
    "proposals",
    [
      {
        proposal_id: "P1",
        proposer_person_id: codeOf(1),
        review_result: "立案",
        feedback: "满意",
        feedback_date: "2026-06-01",
        lead_unit_code: "U01"
      }
    ],
    "2026-07-01"
  );
}

/** The lists that are in force from then on: of all these people, only 1 and 2 are still there. */
export async function sendLastLists(store: Store): Promise<void> {
  const asOf = "2026-12-31";
  const send = (dataset: string, sent: Row[]) =>
    sendAccepted(store, dataset, csvOf(dataset, sent), {asOf, today: asOf});
  await send("members", [personOf(1), personOf(2)]);
  await send("units", [
    {unit_code: "U01", chair_person_id: codeOf(1)},
    {unit_code: "U02", unit_name: "第二学院"}
  ]);
}

/** Every number there is, and how complete the reports are. */
export async function numbersOf({dir, ledger}: Store): Promise<Record<string, Record<string, unknown>[]>> {
  const {path} = await rebuildWarehouse(dir, ledger, {now: NOW, isForced: true});
  const db = await memoryDatabase();
  await db.run(`attach '${path}' as built (read_only)`);
  const read = (table: string, of = "*") =>
    rows<Record<string, unknown>>(db, `select ${of} from built.${table} order by all`);
  return {
    series: await read("kpis.series"),
    coverage: await read("marts.coverage"),
    rosters: await read("marts.roster_coverage")
  };
}

export function retain({dir, ledger}: Store, {on = "2031-01-01", ...request}: Partial<RetentionRequest> = {}) {
  return runRetention(dir, ledger, {on, isDryRun: false, by: "admin", now: `${on}T04:00:00.000Z`, ...request});
}

/** Every file with a hash of its bytes, and every row of the ledger: for what must stay as it is. */
export function stateOf({dir}: Store) {
  const tables = rowsInFile<{name: string}>(dir, "select name from sqlite_master where type = 'table' order by name");
  return {
    files: Object.fromEntries(
      filesIn(dir.root)
        .filter((name) => !/\.sqlite(-wal|-shm)?$/.test(name))
        .map((name) => [
          name,
          createHash("sha256")
            .update(readFileSync(join(dir.root, name)))
            .digest("hex")
        ])
    ),
    ledger: Object.fromEntries(tables.map(({name}) => [name, rowsInFile(dir, `select * from ${name}`)]))
  };
}

/** Files in which these bytes stand. */
export const filesWith = ({dir}: Store, text: string): string[] =>
  filesIn(dir.root).filter((name) => readFileSync(join(dir.root, name)).includes(text));

function filesIn(folder: string): string[] {
  const names = readdirSync(folder, {recursive: true, encoding: "utf8"}).sort();
  return names.filter((name) => statSync(join(folder, name)).isFile());
}
