import {readPlan} from "#pipelines/plan/read-plan.ts";
import {type Cell, count, type Fraction, rate, sum} from "../cell.ts";
import {daysBetween, isBy, monthEnd, MONTHS, YEAR} from "../days.ts";
import type {Facts} from "../facts.ts";
import type {Member, Welfare} from "../rows.ts";
import type {Twin} from "../twin.ts";
import {onPostOf} from "./attended.ts";

const REDEEM_DAYS = 90;
const FESTIVAL_LIMIT = 2200;

const festivals = () => readPlan(YEAR)!.festivals;
const membersOn = (facts: Facts, month: string) =>
  onPostOf(facts, month).filter(({is_union_member}) => is_union_member);

interface Due {
  member: Member;
  occasion: string;
  isIssued: boolean;
}

/** Who was to be given something at the festivals so far, by the list of each festival's month. */
function dueOf(facts: Facts, month: string): Due[] {
  return festivals()
    .filter(({festival_on}) => isBy(festival_on, month))
    .flatMap(({occasion, festival_on}) =>
      membersOn(facts, festival_on.slice(0, 7)).map((member) => ({
        member,
        occasion,
        isIssued: facts.welfare.some(
          (w) =>
            w.person_id === member.person_id &&
            w.occasion === occasion &&
            w.grant_year === YEAR &&
            isBy(w.issued_date, month)
        )
      }))
    );
}

const vouchers = (facts: Facts, cell: Cell) =>
  facts.welfare.filter(
    (w) =>
      w.form === "提货券" &&
      w.grant_year === YEAR &&
      isBy(w.issued_date, cell.month) &&
      cell.isIn(onPostOf(facts, cell.month).find(({person_id}) => person_id === w.person_id)?.unit_code)
  );

const isOldEnough = (cell: Cell) => (w: Welfare) => daysBetween(w.issued_date!, monthEnd(cell.month)) >= REDEEM_DAYS;
const redeemed = (w: Welfare, month: string) => (isBy(w.redeemed_date, month) ? (w.redeemed_amount_yuan ?? 0) : 0);

interface Birthday {
  member: Member;
  isGreeted: boolean;
}

/** Those whose birthday has been, by the list of its month; a greeting counts up to that month's end. */
function birthdays(facts: Facts, cell: Cell): Birthday[] {
  return MONTHS.filter((month) => month <= cell.month).flatMap((month) =>
    membersOn(facts, month)
      .filter((m) => m.birth_date.slice(5, 7) === month.slice(5) && cell.isIn(m.unit_code))
      .map((member) => ({
        member,
        isGreeted: facts.welfare.some(
          (w) =>
            w.person_id === member.person_id &&
            w.occasion === "生日" &&
            w.grant_year === YEAR &&
            isBy(w.issued_date, month)
        )
      }))
  );
}

/** The most frequent standard; of two that are as frequent the lower one, of which the formula says nothing. */
function standardOf(rows: Welfare[]): number | undefined {
  const standards = rows.flatMap(({standard_yuan}) => standard_yuan ?? []);
  const often = (standard: number) => standards.filter((each) => each === standard).length;
  return [...standards].sort((one, other) => often(other) - often(one) || one - other)[0];
}

/** This year's and last year's standard of each occasion that has been given out so far. */
function standards(facts: Facts, month: string) {
  const occasions = [...festivals().map(({occasion}) => occasion), "生日"];
  return occasions.flatMap((occasion) => {
    const of = facts.welfare.filter((w) => w.occasion === occasion);
    const now = standardOf(of.filter((w) => w.grant_year === YEAR && isBy(w.issued_date, month)));
    // What was set last year, given out or not: only the year that still runs goes by what has been given out.
    const before = standardOf(of.filter((w) => w.grant_year === YEAR - 1));
    return now === undefined ? [] : [{occasion, now, before}];
  });
}

function festivalSum(facts: Facts, month: string): number | undefined {
  const of = standards(facts, month).filter(({occasion}) => occasion !== "生日");
  return of.length === 0 ? undefined : sum(of.map(({now}) => now));
}

const ifAny = (yuan: number | undefined, of: (yuan: number) => number): Fraction | undefined =>
  yuan === undefined ? undefined : count(of(yuan));

export const WELFARE: Record<string, Twin> = {
  K17: {
    by: ["节日"],
    headline: (facts, cell) => {
      const due = dueOf(facts, cell.month).filter(
        (d) => cell.isIn(d.member.unit_code) && cell.isOf("节日", d.occasion)
      );
      return rate(due.filter(({isIssued}) => isIssued).length, due.length);
    },
    beside: {
      "另列=本月节日（%）": (facts, cell) => {
        const ofMonth = festivals().filter(({festival_on}) => festival_on.startsWith(cell.month));
        const due = dueOf(facts, cell.month).filter(
          (d) => cell.isIn(d.member.unit_code) && ofMonth.some(({occasion}) => occasion === d.occasion)
        );
        return due.length === 0 ? undefined : rate(due.filter(({isIssued}) => isIssued).length, due.length);
      },
      "未发放（人次）": (facts, cell) =>
        count(
          dueOf(facts, cell.month).filter(
            (d) => !d.isIssued && cell.isIn(d.member.unit_code) && cell.isOf("未发放（人次）", d.occasion)
          ).length
        ),
      "另列=未发齐（人）": (facts, cell) => {
        const lacked = dueOf(facts, cell.month).filter(({isIssued}) => !isIssued);
        // Who moved counts where the latest festival was due that they lack.
        const units = new Map(lacked.map(({member}) => [member.person_id, member.unit_code]));
        return count([...units.values()].filter((unit) => cell.isIn(unit)).length);
      },
      "另列=未发放（人次）": (facts, cell) =>
        count(dueOf(facts, cell.month).filter((d) => !d.isIssued && cell.isIn(d.member.unit_code)).length)
    }
  },
  K18: {
    by: ["事由"],
    headline: (facts, cell) => {
      const of = vouchers(facts, cell).filter((w) => isOldEnough(cell)(w) && cell.isOf("事由", w.occasion));
      return rate(sum(of.map((w) => redeemed(w, cell.month))), sum(of.map(({face_value_yuan}) => face_value_yuan)));
    },
    beside: {
      "另列=本月计入（%）": (facts, cell) => {
        const wasOldEnough = (w: Welfare) =>
          daysBetween(w.issued_date!, monthEnd(cell.month)) - Number(monthEnd(cell.month).slice(8)) >= REDEEM_DAYS;
        const of = vouchers(facts, cell).filter((w) => isOldEnough(cell)(w) && !wasOldEnough(w));
        const face = sum(of.map(({face_value_yuan}) => face_value_yuan));
        return of.length === 0 ? undefined : rate(sum(of.map((w) => redeemed(w, cell.month))), face);
      },
      "另列=过期未核销金额（元）": (facts, cell) =>
        count(
          sum(
            vouchers(facts, cell)
              .filter(({expire_date}) => isBy(expire_date, cell.month))
              .map((w) => w.face_value_yuan - redeemed(w, cell.month))
          )
        ),
      "尚未计入（元）": (facts, cell) =>
        count(
          sum(
            vouchers(facts, cell)
              .filter((w) => !isOldEnough(cell)(w) && cell.isOf("尚未计入（元）", w.occasion))
              .map(({face_value_yuan}) => face_value_yuan)
          )
        )
    }
  },
  K19: {
    headline: (facts, cell) => {
      const of = birthdays(facts, cell);
      return rate(of.filter(({isGreeted}) => isGreeted).length, of.length);
    },
    beside: {
      "另列=未按时慰问（人）": (facts, cell) => count(birthdays(facts, cell).filter(({isGreeted}) => !isGreeted).length)
    }
  },
  K20: {
    by: ["事由"],
    unionOnly: ["", "事由", "另列=节日标准合计（元）", "另列=省总上限（元）", "另列=超过省总上限（元）"],
    headline: (facts, cell) => {
      const of = standards(facts, cell.month).flatMap(({occasion, now, before}) =>
        cell.isOf("事由", occasion) ? [{now, before: before ?? 0}] : []
      );
      const before = sum(of.map((each) => each.before));
      return of.length === 0 ? undefined : rate(sum(of.map(({now}) => now)) - before, before);
    },
    beside: {
      "另列=节日标准合计（元）": (facts, cell) => ifAny(festivalSum(facts, cell.month), (yuan) => yuan),
      "另列=省总上限（元）": (facts, cell) => ifAny(festivalSum(facts, cell.month), () => FESTIVAL_LIMIT),
      "另列=超过省总上限（元）": (facts, cell) =>
        ifAny(festivalSum(facts, cell.month), (yuan) => Math.max(0, yuan - FESTIVAL_LIMIT))
    }
  }
};
