import {count, rate} from "../cell.ts";
import {isThisYear} from "../days.ts";
import type {Facts} from "../facts.ts";
import {firstOf} from "./first.ts";
import type {Twin} from "../twin.ts";

const asked = (facts: Facts, month: string) =>
  facts.meetings.filter(
    ({meeting_type, held_date, first_topic_done}) =>
      ["校工会常委会", "二级单位工会主席会"].includes(meeting_type) &&
      isThisYear(held_date, month) &&
      first_topic_done !== "不适用"
  );

const congresses = (facts: Facts, month: string, unit: string) =>
  facts.meetings.filter(
    ({meeting_type, unit_code, held_date}) =>
      meeting_type === "二级教代会" && unit_code === unit && isThisYear(held_date, month)
  );

const matters = (facts: Facts, month: string) =>
  facts.meetings.filter(({meeting_type, held_date}) => meeting_type === "源头参与事项" && isThisYear(held_date, month));

export const MEETINGS: Record<string, Twin> = {
  K01: {
    by: ["会议类型"],
    headline: (facts, cell) => {
      const of = asked(facts, cell.month).filter(
        (m) => cell.isIn(m.unit_code) && cell.isOf("会议类型", m.meeting_type)
      );
      return rate(of.filter(({first_topic_done}) => first_topic_done === "是").length, of.length);
    },
    beside: {
      "未落实（次）": (facts, cell) =>
        count(
          asked(facts, cell.month).filter(
            ({first_topic_done, held_date, meeting_type, unit_code}) =>
              first_topic_done !== "是" &&
              cell.isIn(unit_code) &&
              cell.isOf(
                "未落实（次）",
                `${Number(held_date.slice(5, 7))}月${Number(held_date.slice(8))}日${meeting_type}`
              )
          ).length
        )
    }
  },
  K15: {
    by: ["单位类型"],
    headline: (facts, cell) => {
      const units = facts
        .units(cell.month)
        .filter((u) => u.congress_required && cell.isIn(u.unit_code) && cell.isOf("单位类型", u.unit_type));
      const filed = units.filter((u) => congresses(facts, cell.month, u.unit_code).some((m) => m.minutes_filed));
      return rate(filed.length, units.length);
    },
    beside: {
      "另列=未召开（个）": (facts, cell) =>
        count(
          facts
            .units(cell.month)
            .filter((u) => u.congress_required && cell.isIn(u.unit_code))
            .filter((u) => congresses(facts, cell.month, u.unit_code).length === 0).length
        ),
      "另列=已召开未报备（个）": (facts, cell) =>
        count(
          facts
            .units(cell.month)
            .filter((u) => u.congress_required && cell.isIn(u.unit_code))
            .map((u) => congresses(facts, cell.month, u.unit_code))
            .filter((held) => held.length > 0 && !held.some((m) => m.minutes_filed)).length
        )
    }
  },
  K16: {
    headline: (facts, cell) => {
      const given = matters(facts, cell.month).filter((m) => m.union_opinion_given);
      const first = firstOf(given, {
        of: (m) => m.policy_item ?? m.meeting_id,
        on: (m) => m.held_date,
        id: "meeting_id"
      });
      return count(first.filter((m) => cell.isIn(m.unit_code)).length);
    },
    beside: {
      "未计入（条）": (facts, cell) => {
        const all = matters(facts, cell.month);
        const given = all.filter((m) => m.union_opinion_given);
        const first = firstOf(given, {
          of: (m) => m.policy_item ?? m.meeting_id,
          on: (m) => m.held_date,
          id: "meeting_id"
        });
        const whyOf = (m: (typeof all)[number]) =>
          !m.union_opinion_given ? "工会未提意见" : first.includes(m) ? null : "同一事项再次研究";
        return count(
          all.filter((m) => whyOf(m) !== null && cell.isIn(m.unit_code) && cell.isOf("未计入（条）", whyOf(m))).length
        );
      }
    }
  }
};
