import {type Random, randomFor} from "../../../datasets/sample/random.ts";
import type {Row} from "../store.ts";

export const UNITS = ["U01", "U02", "U03", "U04", "U05", "U06"];
const LEVELS = ["深度困难", "相对困难", "意外致困", "校内认定"];
const KINDS = ["困难职工", "乡村振兴干部", "复转军人", "生病住院职工", "其他"];

export interface RandomYear {
  people: Person[];
  /** What is sent in a month about the months before it. */
  files: {as_of: string; rows: Row[]}[];
}

interface Person {
  person_id: string;
  name: string;
  unit_code: string;
}

/** Records of assistance as they come in month by month: most ask for one thing, and what is asked for is done later or never. */
export function randomYear(seed: string, count = 240): RandomYear {
  const random = randomFor(seed);
  const people = Array.from({length: 400}, (_, at) => ({
    person_id: String(at + 1).padStart(5, "0"),
    name: `会员${String(at + 1).padStart(4, "0")}`,
    // Large and small units.
    unit_code: UNITS[Math.floor(UNITS.length * random.next() ** 1.7)]!
  }));
  const records = Array.from({length: count}, (_, at) => recordOf(at, random.pick(people), random)).flat();
  const files = Array.from({length: 12}, (_, at) => {
    const as_of = at < 11 ? `2026-${String(at + 2).padStart(2, "0")}-06` : "2027-01-06";
    return {as_of, rows: records.filter(({known_on}) => known_on < as_of).map((each) => asKnown(each, as_of))};
  });
  return {people, files: changesOnly(files)};
}

type Kept = Row & {known_on: string; record_id: string};

function recordOf(at: number, {person_id, unit_code}: Person, random: Random): Kept[] {
  const month = Math.max(1, Math.ceil(12 * random.next() ** 1.4));
  const day = `2026-${String(month).padStart(2, "0")}-${String(random.between(1, 27)).padStart(2, "0")}`;
  const done = random.chance(0.75) ? later(day, random.between(5, 80)) : "";
  const record_type = random.pick(["困难建档", "走访慰问", "临时补助", "爱心扶助金"]);
  const base = {person_id, unit_code, apply_date: day, known_on: day, hardship_level: "", object_type: "困难职工"};
  if (record_type === "走访慰问")
    return [{...base, record_id: `H${at}`, record_type, object_type: random.pick(KINDS), visit_date: done}];
  if (record_type !== "困难建档") return [{...base, record_id: `H${at}`, record_type, pay_date: done}];
  // Whoever has several files is of one level in all of them, so that the levels grow too.
  const hardship_level = LEVELS[Number(person_id) % LEVELS.length]!;
  const file = {...base, record_id: `H${at}`, record_type, hardship_level, eligible_verified: "是", plan_made: "是"};
  const filed: Kept = {...file, file_date: done, file_status: done ? "在档" : ""};
  if (!done || random.chance(0.3)) return [filed];
  const help = {...base, hardship_level, record_id: `H${at}-1`, record_type: "建档帮扶", plan_made: "是"};
  return [filed, {...help, apply_date: done, known_on: done, pay_date: later(done, random.between(3, 50))}];
}

/** What later days bring is not yet in the file. */
function asKnown(record: Kept, as_of: string): Row {
  const {known_on: _, ...row} = {...record};
  for (const name of ["file_date", "pay_date", "visit_date"])
    if (String(record[name] ?? "") >= as_of) Object.assign(row, {[name]: "", file_status: ""});
  return row;
}

function changesOnly(files: RandomYear["files"]): RandomYear["files"] {
  const sent = new Map<unknown, string>();
  return files.map(({as_of, rows}) => ({
    as_of,
    rows: rows.filter((row) => {
      const isNew = sent.get(row.record_id) !== JSON.stringify(row);
      sent.set(row.record_id, JSON.stringify(row));
      return isNew;
    })
  }));
}

function later(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
