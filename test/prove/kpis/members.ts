import {count, rate, sum} from "../cell.ts";
import type {Facts} from "../facts.ts";
import type {Member} from "../rows.ts";
import type {Twin} from "../twin.ts";
import {onPostOf} from "./attended.ts";

const FIELDS = {
  性别: "gender",
  出生日期: "birth_date",
  入校日期: "hire_date",
  人员类别: "staff_category",
  入会日期: "join_date",
  工会小组: "union_group"
} as const;

const lackedOf = (member: Member) =>
  Object.entries(FIELDS)
    .filter(([, field]) => !member[field]?.trim())
    .map(([title]) => title);

/** Kinds of one or two people stand together. */
function together(kinds: string[]): (kind: string) => string {
  return (kind) => (kinds.filter((each) => each === kind).length < 3 ? "其余" : kind);
}

const outside = (facts: Facts, month: string) => onPostOf(facts, month).filter((m) => !m.is_union_member);
const enrolled = (facts: Facts, month: string) => facts.members(month).filter((m) => m.is_union_member);
const unions = (facts: Facts, month: string) =>
  facts.units(month).filter(({union_level}) => union_level === "二级单位工会");

const digitalIn = (facts: Facts, month: string) =>
  facts.digital.filter(({stat_month}) => stat_month.slice(0, 7) === month);

const digitalOf = (facts: Facts, month: string, system: string) =>
  digitalIn(facts, month).find(({system_name}) => system_name === system);

const membersOnPost = (facts: Facts, month: string) =>
  onPostOf(facts, month).filter(({is_union_member}) => is_union_member).length;

export const MEMBERS: Record<string, Twin> = {
  K47: {
    by: ["用工形式"],
    headline: (facts, cell) => {
      const of = onPostOf(facts, cell.month).filter(
        (m) => cell.isIn(m.unit_code) && cell.isOf("用工形式", m.employment_type ?? "未填")
      );
      return rate(of.filter(({is_union_member}) => is_union_member).length, of.length);
    },
    unionOnly: ["未入会（人）"],
    beside: {
      "另列=未入会（人）": (facts, cell) =>
        count(outside(facts, cell.month).filter((m) => cell.isIn(m.unit_code)).length),
      "未入会（人）": (facts, cell) => {
        const kinds = outside(facts, cell.month).map(({employment_type}) => employment_type ?? "未填");
        return count(kinds.map(together(kinds)).filter((kind) => cell.isOf("未入会（人）", kind)).length);
      }
    }
  },
  K48: {
    headline: (facts, cell) => {
      const of = enrolled(facts, cell.month).filter((m) => cell.isIn(m.unit_code));
      return rate(of.filter((m) => lackedOf(m).length === 0).length, of.length);
    },
    unionOnly: ["缺项（人次）"],
    beside: {
      "另列=信息不全（人）": (facts, cell) =>
        count(enrolled(facts, cell.month).filter((m) => cell.isIn(m.unit_code) && lackedOf(m).length > 0).length),
      "缺项（人次）": (facts, cell) => {
        const lacked = enrolled(facts, cell.month).flatMap(lackedOf);
        return count(lacked.map(together(lacked)).filter((title) => cell.isOf("缺项（人次）", title)).length);
      }
    }
  },
  K49: {
    by: ["单位类型"],
    headline: (facts, cell) => {
      const of = unions(facts, cell.month).filter(
        (u) => u.union_set_up !== "未设置" && cell.isIn(u.unit_code) && cell.isOf("单位类型", u.unit_type)
      );
      return rate(of.filter(({chair_is_admin_head}) => chair_is_admin_head).length, of.length);
    },
    beside: {
      "另列=未设置（个）": (facts, cell) =>
        count(unions(facts, cell.month).filter((u) => u.union_set_up === "未设置" && cell.isIn(u.unit_code)).length)
    }
  },
  K50: {
    unionOnly: [
      "",
      "系统",
      "另列=绑定率（%）",
      "另列=智慧工会访问量（次）",
      "另列=线上办理占比（%）",
      "另列=新功能上线数（个）",
      "另列=提案系统活跃占代表（%）"
    ],
    headline: (facts, cell) => {
      const active = digitalOf(facts, cell.month, "矿大教工e家")?.active_users ?? null;
      return active === null ? undefined : rate(active, membersOnPost(facts, cell.month));
    },
    beside: {
      系统: (facts, cell) => {
        const of = digitalIn(facts, cell.month).filter(
          (d) => d.active_users !== null && cell.isOf("系统", d.system_name)
        );
        return of.length === 0
          ? undefined
          : rate(sum(of.map(({active_users}) => active_users)), membersOnPost(facts, cell.month));
      },
      "另列=绑定率（%）": (facts, cell) => {
        const bound = digitalOf(facts, cell.month, "矿大教工e家")?.bound_users ?? null;
        return bound === null ? undefined : rate(bound, membersOnPost(facts, cell.month));
      },
      "另列=智慧工会访问量（次）": (facts, cell) => {
        const visits = digitalOf(facts, cell.month, "智慧工会")?.visits ?? null;
        return visits === null ? undefined : count(visits);
      },
      "另列=线上办理占比（%）": (facts, cell) => {
        const of = digitalIn(facts, cell.month).filter((d) => d.online_cases !== null && (d.total_cases ?? 0) > 0);
        return rate(sum(of.map(({online_cases}) => online_cases)), sum(of.map(({total_cases}) => total_cases)));
      },
      "另列=新功能上线数（个）": (facts, cell) => {
        const of = digitalIn(facts, cell.month).filter(({features_released}) => features_released !== null);
        return of.length === 0 ? undefined : count(sum(of.map(({features_released}) => features_released)));
      },
      "另列=提案系统活跃占代表（%）": (facts, cell) => {
        const active = digitalOf(facts, cell.month, "教代会提案系统")?.active_users ?? null;
        const delegates = onPostOf(facts, cell.month).filter((m) => m.congress_role?.includes("教代会代表"));
        return active === null ? undefined : rate(active, delegates.length);
      }
    }
  }
};
