import {cpSync, mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {type DataDir, dataDirAt} from "#pipelines/host/data-dir.ts";
import type {Store} from "#pipelines/store/store.ts";
import {csvOf, type Row} from "../pipelines/csv.ts";
import {opened, sendAccepted} from "./scenario.ts";

/** Two units, three people and what other files refer to, with something sealed among it. */
async function sendBasics(store: Store): Promise<void> {
  const asOf = "2026-01-01";
  const units = [{unit_code: "U01"}, {unit_code: "U02", unit_name: "第二学院"}];
  await sendAccepted(store, "units", csvOf("units", units), {asOf});
  const people = [
    {person_id: "00001", name: "会员0001"},
    {person_id: "00002", name: "会员0002", unit_code: "U02"},
    {person_id: "00003", name: "会员0003", unit_code: "U02"}
  ];
  await sendAccepted(store, "members", csvOf("members", people), {asOf});
  await sendAccepted(store, "activities", csvOf("activities", activities("A", 3)));
  await sendAccepted(
    store,
    "assistance",
    csvOf("assistance", [{record_id: "H1", person_id: "00002", unit_code: "U02"}])
  );
}

let made: Promise<string> | undefined;

/** A data directory with the basics in it, which are sent once and copied, and whatever else. */
export async function withBasics(dir: DataDir, more?: (store: Store) => Promise<unknown>): Promise<void> {
  cpSync(await (made ??= makeBasics()), dir.root, {recursive: true});
  if (more) await opened(dir, more);
}

async function makeBasics(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "basics-"));
  process.once("exit", () => rmSync(folder, {recursive: true, force: true}));
  await opened(dataDirAt(join(folder, "data")), sendBasics);
  return join(folder, "data");
}

/** Activities that count in several KPIs. */
export function activities(letter: string, count: number): Row[] {
  return Array.from({length: count}, (_, at) => ({
    activity_id: `${letter}${at + 1}`,
    organizer_unit_code: at % 2 === 0 ? "U01" : "U02",
    ...(at % 3 === 0 && {category: "心理健康", need_type: "压力舒缓"})
  }));
}
