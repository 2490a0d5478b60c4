import {type Cell, count, type Fraction, rate, sum} from "../cell.ts";
import {ageOn, isThisYear, monthEnd} from "../days.ts";
import type {Facts} from "../facts.ts";
import type {Activity, Member} from "../rows.ts";
import type {Twin} from "../twin.ts";
import {attendedOf, heldOf, onPostOf} from "./attended.ts";
import {firstOf} from "./first.ts";

const YOUTH_AGE = 40;
const RECREATION = ["体育健身", "文化艺术", "第二课堂"];

export function bandOf(age: number): string {
  if (age <= 35) return "35岁及以下";
  if (age <= 45) return "36—45岁";
  return age <= 55 ? "46—55岁" : "56岁及以上";
}

const isYoung = (month: string) => (member: Member) => ageOn(member.birth_date, month) <= YOUTH_AGE;
const isOfGender = (cell: Cell, member: Member) => cell.isOf("性别", member.gender);
const isOfBand = (cell: Cell, {birth_date}: Member) => cell.isOf("年龄段", bandOf(ageOn(birth_date, cell.month)));

interface Coverage {
  people: Member[];
  reaches: (activity: Activity) => boolean;
}

/** Which of the people came to at least one of the activities. */
function covered(facts: Facts, {month}: Cell, {people, reaches}: Coverage): Fraction {
  const attended = attendedOf(facts, month, reaches);
  return rate(people.filter(({person_id}) => attended.has(person_id)).length, people.length);
}

const inUnit = (facts: Facts, cell: Cell) => onPostOf(facts, cell.month).filter((m) => cell.isIn(m.unit_code));

const retreats = (facts: Facts, month: string) =>
  heldOf(facts, month).filter(({deliverable_codes}) => deliverable_codes.includes("T04-08"));

const GROUPS: Record<string, (member: Member, month: string) => boolean> = {
  工会干部: ({is_union_cadre}) => is_union_cadre,
  女教职工: ({gender}) => gender === "女",
  青年教职工: (member, month) => isYoung(month)(member)
};

/** How often each person on post of the unit came to recreation. */
function timesOf(facts: Facts, cell: Cell): {member: Member; times: number}[] {
  const attended = attendedOf(facts, cell.month, ({category}) => RECREATION.includes(category));
  return inUnit(facts, cell).map((member) => ({member, times: attended.get(member.person_id)?.length ?? 0}));
}

function oftenOf(times: number): string {
  if (times <= 1) return `${times}次`;
  return times <= 3 ? "2—3次" : "4次及以上";
}

export const ATTENDANCE: Record<string, Twin> = {
  K02: {
    headline: (facts, cell) =>
      covered(facts, cell, {
        people: inUnit(facts, cell).filter(({is_union_cadre}) => is_union_cadre),
        reaches: ({category, audience}) => ["理论学习", "业务培训"].includes(category) && audience.includes("工会干部")
      })
  },
  K07: {
    by: ["单位类型"],
    headline: (facts, cell) => {
      const attended = attendedOf(facts, cell.month, ({category}) => category === "宣传培训");
      const units = facts
        .units(cell.month)
        .filter(
          (u) =>
            u.union_level === "二级单位工会" &&
            u.union_set_up !== "未设置" &&
            cell.isIn(u.unit_code) &&
            cell.isOf("单位类型", u.unit_type)
        );
      const trained = units.filter((u) =>
        facts.members(cell.month).some((m) => m.unit_code === u.unit_code && attended.has(m.person_id))
      );
      return rate(trained.length, units.length);
    }
  },
  K09: {
    headline: (facts, cell) =>
      covered(facts, cell, {
        people: inUnit(facts, cell).filter(({congress_role}) => congress_role?.includes("教代会代表")),
        reaches: ({category}) => category === "代表培训"
      })
  },
  K22: {
    by: ["性别", "年龄段"],
    headline: (facts, cell) => {
      const ids = new Set(retreats(facts, cell.month).map(({activity_id}) => activity_id));
      const people = new Set(
        facts.participation
          .filter(({attended, activity_id}) => attended && ids.has(activity_id))
          .map(({person_id}) => person_id)
      );
      return count(
        [...people].filter((person) => {
          const member = facts.memberOf(person, cell.month);
          if (!member) return cell.unit === undefined && cell.dimension === undefined;
          return cell.isIn(member.unit_code) && isOfGender(cell, member) && isOfBand(cell, member);
        }).length
      );
    },
    unionOnly: ["另列=席位（人次）"],
    beside: {
      "另列=席位（人次）": (facts, cell) =>
        count(sum(retreats(facts, cell.month).map(({actual_headcount}) => actual_headcount)))
    }
  },
  K23: {
    by: ["活动类别", "性别", "年龄段"],
    headline: (facts, cell) =>
      covered(facts, cell, {
        people: inUnit(facts, cell).filter((m) => isOfGender(cell, m) && isOfBand(cell, m)),
        reaches: ({category}) => RECREATION.includes(category) && cell.isOf("活动类别", category)
      }),
    beside: {
      "另列=未参加（人）": (facts, cell) => count(timesOf(facts, cell).filter(({times}) => times === 0).length),
      "另列=人均参加（次）": (facts, cell) => {
        const came = timesOf(facts, cell).filter(({times}) => times > 0);
        return rate(sum(came.map(({times}) => times)), came.length);
      },
      "参加次数（人）": (facts, cell) =>
        count(timesOf(facts, cell).filter(({times}) => cell.isOf("参加次数（人）", oftenOf(times))).length),
      "实到人次（人次）": (facts, cell) =>
        count(
          sum(
            timesOf(facts, cell)
              .filter(({member}) =>
                cell.isOf("实到人次（人次）", [member.gender, bandOf(ageOn(member.birth_date, cell.month))])
              )
              .map(({times}) => times)
          )
        )
    }
  },
  K26: {
    by: ["群体"],
    headline: (facts, cell) => {
      const parts = Object.entries(GROUPS)
        .filter(([group]) => cell.isOf("群体", group))
        .map(([group, isIn]) =>
          covered(facts, cell, {
            people: inUnit(facts, cell).filter((member) => isIn(member, cell.month)),
            reaches: ({audience, service_mode}) =>
              audience.includes(group) && (service_mode === "订单式" || service_mode === "点单式")
          })
        );
      return rate(sum(parts.map((part) => part.numerator)), sum(parts.map((part) => part.denominator!)));
    }
  },
  K28: {
    headline: (facts, cell) =>
      covered(facts, cell, {
        people: inUnit(facts, cell).filter(({hire_date}) => isThisYear(hire_date, cell.month)),
        reaches: ({deliverable_codes}) => deliverable_codes.includes("T06-02")
      })
  },
  K29: {
    by: ["性别", "活动类别"],
    headline: (facts, cell) =>
      covered(facts, cell, {
        people: inUnit(facts, cell).filter((m) => isYoung(cell.month)(m) && isOfGender(cell, m)),
        reaches: ({audience, category}) =>
          (audience.includes("青年教职工") || category === "学术论坛") && cell.isOf("活动类别", category)
      })
  },
  K21: {
    headline: (facts, cell) => {
      const batches = firstOf(
        retreats(facts, cell.month).filter(({batch_no}) => batch_no !== null),
        {
          of: ({batch_no}) => String(batch_no),
          on: ({end_date, start_date}) => end_date ?? start_date,
          id: "activity_id"
        }
      );
      return count(batches.filter((a) => cell.isIn(a.organizer_unit_code)).length);
    },
    unionOnly: ["另列=已排未办（批）"],
    beside: {
      "另列=已排未办（批）": (facts, cell) => {
        const planned = facts.activities.filter(
          ({status, deliverable_codes, batch_no, start_date}) =>
            status === "计划" &&
            deliverable_codes.includes("T04-08") &&
            batch_no !== null &&
            start_date.slice(0, 4) === cell.month.slice(0, 4) &&
            start_date > monthEnd(cell.month)
        );
        return count(new Set(planned.map(({batch_no}) => batch_no)).size);
      }
    }
  }
};
