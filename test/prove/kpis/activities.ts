import {readPlan} from "#pipelines/plan/read-plan.ts";
import {type Cell, count, rate, sum} from "../cell.ts";
import {monthEnd, MONTHS, YEAR} from "../days.ts";
import type {Facts} from "../facts.ts";
import type {Activity} from "../rows.ts";
import type {Twin} from "../twin.ts";
import {heldOf} from "./attended.ts";

const NAMED = ["T05-02", "T05-03", "T05-04", "T05-05", "T05-06", "T05-07", "T05-08"];
const FORMS = [
  "健康知识普及",
  "健康咨询",
  "专题健康讲座",
  "智慧父母课堂",
  "压力管理团体辅导",
  "主题读书会",
  "情绪调适训练营"
];
const NEEDS = ["身心健康", "情绪调适", "压力舒缓", "职业成长"];
const BRAND_MINIMUM = 1;
const SUPPORT_MINIMUM = 2;

const nameOf = (code: string) => readPlan(YEAR)!.deliverables.find((each) => each.code === code)!.name;
const has = (code: string) => (activity: Activity) => activity.deliverable_codes.includes(code);
const headcounts = (activities: Activity[]) => sum(activities.map(({actual_headcount}) => actual_headcount));
const inUnit = (cell: Cell) => (activity: Activity) => cell.isIn(activity.organizer_unit_code);

function heldIn(facts: Facts, cell: Cell, ...categories: string[]): Activity[] {
  return heldOf(facts, cell.month).filter((a) => categories.includes(a.category) && inUnit(cell)(a));
}

const postponed = (facts: Facts, cell: Cell, code: string) =>
  facts.activities.some(
    (a) =>
      a.status === "延期" &&
      has(code)(a) &&
      a.start_date <= monthEnd(cell.month) &&
      (a.end_date ?? a.start_date) >= `${YEAR}-01-01`
  );

const clubsOn = (facts: Facts, month: string) => facts.clubs(month).filter(({status}) => status === "正常");

const ofForm = (cell: Cell) => (a: Activity) => cell.isOf("服务形式", a.service_type);

const care = (facts: Facts, cell: Cell) =>
  heldOf(facts, cell.month).filter((a) => has("T06-07")(a) && a.registered_count !== null && inUnit(cell)(a));

export const ACTIVITIES: Record<string, Twin> = {
  K24: {
    by: ["承诺条目"],
    unionOnly: ["", "承诺条目", "未举办（项）", "延期未办（项）"],
    headline: (facts, cell) => {
      const asked = NAMED.filter((code) => cell.isOf("承诺条目", code));
      return rate(asked.filter((code) => heldOf(facts, cell.month).some(has(code))).length, asked.length);
    },
    beside: {
      "未举办（项）": (facts, cell) =>
        count(
          NAMED.filter(
            (code) =>
              !heldOf(facts, cell.month).some(has(code)) &&
              !postponed(facts, cell, code) &&
              cell.isOf("未举办（项）", nameOf(code))
          ).length
        ),
      "延期未办（项）": (facts, cell) =>
        count(
          NAMED.filter(
            (code) =>
              !heldOf(facts, cell.month).some(has(code)) &&
              postponed(facts, cell, code) &&
              cell.isOf("延期未办（项）", nameOf(code))
          ).length
        )
    }
  },
  K25: {
    by: ["社团类别"],
    unionOnly: ["", "社团类别", "另列=正常社团比年初减少（个）"],
    headline: (facts, cell) => {
      const clubs = clubsOn(facts, cell.month).filter(({club_type}) => cell.isOf("社团类别", club_type));
      const heldBy = (club: string, role: string) =>
        heldOf(facts, cell.month).filter(({club_code, club_role}) => club_code === club && club_role === role).length;
      const good = clubs.filter(
        ({club_code}) =>
          heldBy(club_code, "品牌活动") >= BRAND_MINIMUM && heldBy(club_code, "支撑活动") >= SUPPORT_MINIMUM
      );
      return rate(good.length, clubs.length);
    },
    beside: {
      "另列=正常社团比年初减少（个）": (facts, cell) => {
        // A month before the first club says nothing of what came after it.
        const first = MONTHS.find((month) => clubsOn(facts, month).length > 0);
        if (first === undefined || cell.month < first) return undefined;
        return count(Math.max(0, clubsOn(facts, first).length - clubsOn(facts, cell.month).length));
      }
    }
  },
  K27: {
    by: ["类别", "主题", "承诺条目"],
    headline: (facts, cell) =>
      count(
        heldIn(facts, cell, "第二课堂", "读书讲坛").filter(
          (a) =>
            cell.isOf("类别", a.category) &&
            cell.isOf("主题", a.category === "第二课堂" ? a.topic : null) &&
            cell.isOf(
              "承诺条目",
              ["T05-12", "T05-13"].filter((code) => has(code)(a))
            )
        ).length
      )
  },
  K30: {
    by: ["活动类别"],
    headline: (facts, cell) =>
      count(headcounts(heldIn(facts, cell, "联谊交友", "亲子").filter((a) => cell.isOf("活动类别", a.category))))
  },
  K31: {
    headline: (facts, cell) => {
      const classes = care(facts, cell);
      return classes.length === 0
        ? undefined
        : rate(headcounts(classes), sum(classes.map(({registered_count}) => registered_count)));
    },
    beside: {
      "另列=未接收（人）": (facts, cell) =>
        count(sum(care(facts, cell).map((a) => Math.max(0, a.registered_count! - a.actual_headcount))))
    }
  },
  K32: {
    by: ["服务形式"],
    headline: (facts, cell) => count(heldIn(facts, cell, "心理健康").filter(ofForm(cell)).length),
    unionOnly: ["另列=未开展形式（种）", "未开展（种）"],
    beside: {
      "另列=未开展形式（种）": (facts, cell) => {
        const held = heldIn(facts, cell, "心理健康").map(({service_type}) => service_type);
        return count(FORMS.filter((form) => !held.includes(form)).length);
      },
      "未开展（种）": (facts, cell) => {
        const held = heldIn(facts, cell, "心理健康").map(({service_type}) => service_type);
        return count(FORMS.filter((form) => !held.includes(form) && cell.isOf("未开展（种）", form)).length);
      }
    }
  },
  K33: {
    by: ["服务形式", "核心需求"],
    headline: (facts, cell) =>
      count(
        headcounts(heldIn(facts, cell, "心理健康").filter((a) => ofForm(cell)(a) && cell.isOf("核心需求", a.need_type)))
      )
  },
  K34: {
    unionOnly: ["", "核心需求", ...NEEDS.map((need) => `另列=${need}（人次）`)],
    headline: (facts, cell) => {
      const met = heldOf(facts, cell.month).flatMap(({need_type}) => need_type ?? []);
      return count(NEEDS.filter((need) => met.includes(need)).length);
    },
    beside: {
      核心需求: (facts, cell) =>
        count(
          heldOf(facts, cell.month).filter(
            ({need_type}) => (need_type ?? []).length > 0 && cell.isOf("核心需求", need_type)
          ).length
        ),
      ...Object.fromEntries(
        NEEDS.map((need): [string, Twin["headline"]] => [
          `另列=${need}（人次）`,
          (facts, cell) =>
            count(headcounts(heldOf(facts, cell.month).filter(({need_type}) => need_type?.includes(need))))
        ])
      )
    }
  }
};
