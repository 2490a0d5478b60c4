import {addDays, monthNumbered} from "./days.ts";
import {changesOnly, type Outbox, type Row} from "./outbox.ts";
import type {Person} from "./people.ts";
import {type Random, randomFor} from "./random.ts";

type Kept = Row & {known_on: string};

const SENT = [1, 3, 4, 5, 6, 7, 9, 10].map((number) => addDays(`${monthNumbered(number)}-01`, 36)).concat("2026-11-13");

export function sendAssistance(outbox: Outbox, people: Person[]): void {
  const random = randomFor("assistance");
  const staff = people.filter(({leaves, hired, movesTo}) => !leaves && hired < "2026" && movesTo === undefined);
  const records = [...files(staff, random), ...visits(staff, random), ...allowances(staff, random)]
    .sort((a, b) => a.known_on.localeCompare(b.known_on))
    .map((record, index): Kept => ({record_id: `H2026-${String(index + 1).padStart(3, "0")}`, ...record}));
  const changed = changesOnly(["record_id"]);
  for (const sentOn of SENT) {
    const rows = records.filter(({known_on}) => known_on < sentOn).map((record) => asKnown(record, sentOn));
    outbox.send({
      dataset: "assistance",
      label: sentOn,
      sentOn,
      rows: changed(rows),
      isApproved: sentOn < "2026-11-10"
    });
  }
}

/** What later days bring is not yet in the file. */
function asKnown({known_on: _, ...record}: Kept, sentOn: string): Row {
  const row: Row = {...record};
  for (const name of ["file_date", "approve_date", "pay_date", "visit_date"]) {
    const day = row[name];
    if (typeof day === "string" && day >= sentOn) row[name] = null;
  }
  if (row.file_date === null && row.record_type === "困难建档") row.file_status = null;
  return row;
}

function files(staff: Person[], random: Random): Kept[] {
  return random.sample(staff, 64).flatMap((person, index): Kept[] => {
    const visited = `${monthNumbered(index < 44 ? random.between(1, 3) : random.between(4, 10))}-${String(random.between(4, 26)).padStart(2, "0")}`;
    const isFit = index % 16 !== 5;
    // Four who qualify have no file yet: the committee has not met.
    const filed = isFit && index % 15 !== 7 ? addDays(visited, random.between(3, 20)) : null;
    const base = {
      person_id: person.id,
      unit_code: person.unit,
      object_type: "困难职工",
      hardship_level: random.weighted([
        ["相对困难", 44],
        ["意外致困", 26],
        ["深度困难", 12],
        ["校内认定", 18]
      ]),
      hardship_cause: random.weighted([
        ["重大疾病", 46],
        ["突发意外", 18],
        ["子女教育", 20],
        ["其他", 16]
      ]),
      eligible_verified: isFit,
      file_date: filed,
      file_status: filed ? "在档" : null,
      apply_date: visited
    };
    const file: Kept = {
      ...base,
      record_type: "困难建档",
      plan_made: filed !== null && index % 12 !== 3,
      known_on: visited
    };
    if (filed === null || index % 11 === 4) return [file];
    const paid = addDays(filed, random.between(12, 60));
    const help: Kept = {
      ...base,
      record_type: "建档帮扶",
      plan_made: index % 12 !== 3,
      approve_date: addDays(paid, -5),
      pay_date: paid,
      visit_date: random.chance(0.5) ? paid : null,
      amount_yuan: random.pick([1000, 2000, 2000, 3000, 5000]),
      known_on: filed
    };
    return [file, help];
  });
}

function visits(staff: Person[], random: Random): Kept[] {
  const kinds: [string, number, number[]][] = [
    ["乡村振兴干部", 9, [1, 9]],
    ["复转军人", 62, [7]],
    ["生病住院职工", 96, [1, 3, 4, 5, 6, 7, 9, 10]],
    ["其他", 14, [1, 5, 10]]
  ];
  return kinds.flatMap(([kind, count, months]) =>
    random.sample(staff, count).map((person): Kept => {
      const told = `${monthNumbered(random.pick(months))}-${String(random.between(2, 25)).padStart(2, "0")}`;
      const isOpen = random.chance(kind === "生病住院职工" ? 0.09 : 0.03);
      const went = isOpen ? null : addDays(told, random.between(1, 14));
      return {
        person_id: person.id,
        unit_code: person.unit,
        record_type: "走访慰问",
        object_type: kind,
        apply_date: told,
        visit_date: went,
        amount_yuan: went === null ? null : kind === "生病住院职工" ? 500 : 800,
        known_on: told
      };
    })
  );
}

/** Most are paid in about two weeks; those of May and June waited for the finance office's audit. */
function allowances(staff: Person[], random: Random): Kept[] {
  return random.sample(staff, 74).map((person, index): Kept => {
    const month = random.pick([1, 3, 4, 5, 5, 6, 7, 9, 10, 10]);
    const applied = `${monthNumbered(month)}-${String(random.between(3, 27)).padStart(2, "0")}`;
    const days = month === 5 || month === 6 ? random.between(17, 42) : random.between(6, 17);
    const paid = index % 24 === 11 ? null : addDays(applied, days);
    return {
      person_id: person.id,
      unit_code: person.unit,
      record_type: index % 4 === 0 ? "爱心扶助金" : "临时补助",
      object_type: "困难职工",
      hardship_cause: random.weighted([
        ["重大疾病", 60],
        ["突发意外", 25],
        ["其他", 15]
      ]),
      apply_date: applied,
      approve_date: paid === null ? null : addDays(paid, -random.between(2, 5)),
      pay_date: paid,
      amount_yuan: index % 4 === 0 ? random.pick([3000, 5000, 8000]) : random.pick([1000, 1500, 2000, 3000]),
      known_on: applied
    };
  });
}
