import {type Cell, count, type Fraction, rate, sum} from "../cell.ts";
import {daysBetween, isBy, isThisYear, monthEnd, YEAR} from "../days.ts";
import type {Facts} from "../facts.ts";
import type {Assistance} from "../rows.ts";
import type {Twin} from "../twin.ts";

const TERM_DAYS = 15;

const daysOf = (r: Assistance) =>
  [r.apply_date, r.file_date, r.visit_date, r.pay_date].filter((day): day is string => day !== null).sort();

/** The day from which a record speaks; one without any day speaks for the whole year. */
const firstDay = (r: Assistance) => daysOf(r)[0] ?? `${YEAR}-01-01`;
const lastDay = (r: Assistance) => daysOf(r).at(-1) ?? `${YEAR}-01-01`;

const known = (facts: Facts, month: string) => facts.assistance.filter((r) => isBy(firstDay(r), month));

function byPerson<R extends {person_id: string}>(rows: R[]): R[][] {
  const found = new Map<string, R[]>();
  for (const row of rows) found.set(row.person_id, [...(found.get(row.person_id) ?? []), row]);
  return [...found.values()];
}

const sortedBy = <R>(rows: R[], of: (row: R) => string) =>
  rows.sort((one, other) => (of(one) < of(other) ? -1 : Number(of(one) > of(other))));

const levelOf = (own: Assistance[]) => own.findLast(({hardship_level}) => hardship_level !== null)?.hardship_level;

/** The newest of a person's records says where they are, and the newest that knows it which kind of hardship. */
const isAsked = (cell: Cell) => (own: Assistance[]) =>
  cell.isIn(own.at(-1)!.unit_code) && cell.isOf("困难类别", levelOf(own));

/** The records of each person who was ever verified as eligible. */
const eligible = (facts: Facts, cell: Cell) =>
  byPerson(known(facts, cell.month))
    .filter((own) => own.some(({eligible_verified}) => eligible_verified))
    .map((own) => sortedBy(own, (r) => `${firstDay(r)} ${r.record_id}`))
    .filter(isAsked(cell));

/** People whose file was open by what had been received: a record's first version since its own day, others as they came. */
function openFiles(facts: Facts, cell: Cell): string[] {
  const last = new Map<string, string>();
  const received = facts.assistanceReceived.flatMap(({row, as_of}) => {
    const told = JSON.stringify([row.person_id, row.unit_code, row.hardship_level, row.file_status]);
    const before = last.get(row.record_id);
    last.set(row.record_id, told);
    // Sent again with nothing new, it is not newer than what came between.
    return before === told ? [] : [{...row, receivedOn: before === undefined ? firstDay(row) : as_of}];
  });
  return byPerson(received.filter(({receivedOn}) => isBy(receivedOn, cell.month)))
    .map((own) => sortedBy(own, ({receivedOn}) => receivedOn))
    .filter((own) => own.findLast(({file_status}) => file_status !== null)?.file_status === "在档")
    .filter(isAsked(cell))
    .map(([first]) => first!.person_id);
}

/** Measures made for the person, and help since January under the file. */
function isHelped(facts: Facts, month: string, person: string): boolean {
  const own = known(facts, month).filter(({person_id}) => person_id === person);
  return (
    own.some(({plan_made}) => plan_made) &&
    own.some((r) => r.record_type === "建档帮扶" && [r.pay_date, r.visit_date].some((day) => isThisYear(day, month)))
  );
}

/** What was asked for by then and speaks for a day of the year. */
const visitsAsked = (facts: Facts, cell: Cell) =>
  known(facts, cell.month).filter(
    (r) => r.record_type === "走访慰问" && lastDay(r) >= `${YEAR}-01-01` && cell.isIn(r.unit_code)
  );

const visited = (facts: Facts, cell: Cell) => visitsAsked(facts, cell).filter((r) => isBy(r.visit_date, cell.month));
const allowances = (facts: Facts, cell: Cell) =>
  facts.assistance.filter(
    (r) => ["临时补助", "爱心扶助金"].includes(r.record_type) && r.apply_date !== null && cell.isIn(r.unit_code)
  );
const paid = (facts: Facts, cell: Cell) => allowances(facts, cell).filter((r) => isThisYear(r.pay_date, cell.month));
const waitOf = (r: Assistance) => daysBetween(r.apply_date!, r.pay_date!);

const visitsOf =
  (object?: string) =>
  (facts: Facts, cell: Cell): Fraction =>
    count(visited(facts, cell).filter(({object_type}) => object === undefined || object_type === object).length);

export const ASSISTANCE: Record<string, Twin> = {
  K35: {
    by: ["困难类别"],
    headline: (facts, cell) => {
      const people = eligible(facts, cell);
      return rate(people.filter((own) => own.some(({file_date}) => isBy(file_date, cell.month))).length, people.length);
    }
  },
  K36: {
    by: ["困难类别"],
    headline: (facts, cell) => {
      const people = openFiles(facts, cell);
      return rate(people.filter((person) => isHelped(facts, cell.month, person)).length, people.length);
    }
  },
  K37: {
    by: ["对象类别"],
    headline: (facts, cell) => {
      const asked = visitsAsked(facts, cell).filter(({object_type}) => cell.isOf("对象类别", object_type));
      return rate(asked.filter((r) => isBy(r.visit_date, cell.month)).length, asked.length);
    },
    beside: {
      "另列=慰问（人次）": visitsOf(),
      "另列=乡村振兴干部（人次）": visitsOf("乡村振兴干部"),
      "另列=复转军人（人次）": visitsOf("复转军人"),
      "另列=生病住院职工（人次）": visitsOf("生病住院职工"),
      "另列=其他（人次）": visitsOf("其他"),
      "另列=困难职工（人次）": visitsOf("困难职工"),
      "另列=上报至走访平均（天）": (facts, cell) => {
        const of = visited(facts, cell).filter(({apply_date}) => apply_date !== null);
        return rate(sum(of.map((r) => daysBetween(r.apply_date!, r.visit_date!))), of.length);
      }
    }
  },
  K38: {
    by: ["补助类型"],
    unionOnly: ["另列=最长天数（天）"],
    headline: (facts, cell) => {
      const of = paid(facts, cell).filter(({record_type}) => cell.isOf("补助类型", record_type));
      return rate(sum(of.map(waitOf)), of.length);
    },
    beside: {
      "另列=最长天数（天）": (facts, cell) => {
        const of = paid(facts, cell);
        return of.length === 0 ? undefined : count(Math.max(...of.map(waitOf)));
      },
      "另列=在办超期（笔）": (facts, cell) =>
        count(
          allowances(facts, cell).filter(
            (r) => !isBy(r.pay_date, cell.month) && daysBetween(r.apply_date!, monthEnd(cell.month)) > TERM_DAYS
          ).length
        ),
      "另列=按期发放（%）": (facts, cell) => {
        const of = paid(facts, cell);
        return rate(of.filter((r) => waitOf(r) <= TERM_DAYS).length, of.length);
      }
    }
  }
};
