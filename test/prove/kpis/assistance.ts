import {type Cell, count, type Fraction, rate, sum} from "../cell.ts";
import {daysBetween, isBy, isThisYear, monthEnd, YEAR} from "../days.ts";
import type {Facts} from "../facts.ts";
import type {Assistance} from "../rows.ts";
import type {Twin} from "../twin.ts";

const TERM_DAYS = 15;

/** The day from which a record speaks: the first of its own. */
const daysOf = (r: Assistance) =>
  [r.apply_date, r.file_date, r.visit_date, r.pay_date].filter((day): day is string => day !== null).sort();

/** The person's newest record stands for the unit and the kind of hardship. */
interface Case {
  rows: Assistance[];
  newest: Assistance;
}

function casesOf(rows: Assistance[], dayOf: (row: Assistance) => string): Case[] {
  const byPerson = new Map<string, Assistance[]>();
  for (const row of rows) byPerson.set(row.person_id, [...(byPerson.get(row.person_id) ?? []), row]);
  return [...byPerson.values()].map((own) => ({
    rows: own,
    newest: own.reduce((one, other) => (dayOf(other) > dayOf(one) ? other : one))
  }));
}

/** A verification without any day speaks for the whole year. */
const firstDay = (row: Assistance) => daysOf(row)[0] ?? `${YEAR}-01-01`;

function eligible(facts: Facts, cell: Cell): Case[] {
  const rows = facts.assistance.filter((r) => r.eligible_verified && isThisYear(firstDay(r), cell.month));
  return casesOf(rows, firstDay).filter(({newest}) => cell.isIn(newest.unit_code));
}

/** A visit belongs to the year in which it was made, one not made to that of its request. */
function visitsAsked(facts: Facts, cell: Cell): Assistance[] {
  return facts.assistance.filter(
    (r) =>
      r.record_type === "走访慰问" &&
      (r.visit_date ?? r.apply_date ?? "") >= `${YEAR}-01-01` &&
      isBy(r.apply_date ?? r.visit_date, cell.month) &&
      cell.isIn(r.unit_code)
  );
}

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
    headline: (facts, cell) => {
      const people = eligible(facts, cell);
      return rate(people.filter(({rows}) => rows.some((r) => isBy(r.file_date, cell.month))).length, people.length);
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
