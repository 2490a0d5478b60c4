import {type Cell, count, rate} from "../cell.ts";
import {isBy, isThisYear} from "../days.ts";
import type {Facts} from "../facts.ts";
import type {Award} from "../rows.ts";
import type {Twin} from "../twin.ts";
import {firstOf} from "./first.ts";

const HIGH = ["国家级", "省部级", "市级"];
const ENTERED = ["参赛", "获得", "未获得"];
const CONTESTS: Record<string, string> = {"T09-05": "新任教师教学竞赛", "T09-06": "总务部等单位技能比赛"};
const SELECTIONS: Record<string, string> = {
  "T10-06": "优秀教学科研群体",
  "T10-07": "十佳文明窗口单位",
  "T10-08": "师德模范",
  "T10-09": "十佳青年教职工",
  "T10-10": "教书育人",
  "T10-11": "科研育人",
  "T10-12": "管理育人",
  "T10-13": "服务育人",
  "T10-14": "工会先进个人"
};

/** What has no day of its result goes by the day of entry, and the other way round. */
const settledOn = ({result_date, apply_date}: Award) => result_date ?? apply_date;
const enteredOn = ({apply_date, result_date}: Award) => apply_date ?? result_date;
/** What was won counts from the day of its result, which the contract asks for. */
const isWon = (month: string) => (award: Award) => award.stage === "获得" && isThisYear(award.result_date, month);
const isEntered = (month: string) => (award: Award) => isThisYear(enteredOn(award), month);

/** Different people, each in the unit of the first row that made them count. */
const people = (rows: Award[], on: (award: Award) => string | null) =>
  firstOf(
    rows.filter(({person_id}) => person_id !== null),
    {of: ({person_id}) => person_id!, on: (award) => on(award)!, id: "record_id"}
  );

const inUnit = (cell: Cell) => (award: Award) => cell.isIn(award.unit_code);

const entrants = (facts: Facts, cell: Cell, codes: string[]) =>
  facts.awards.filter(
    (a) => codes.includes(a.deliverable_code) && ENTERED.includes(a.stage) && isEntered(cell.month)(a)
  );

const isDecided = (month: string) => (a: Award) =>
  (["获得", "未获得"].includes(a.stage) || a.adopted !== null) && isBy(settledOn(a), month);
const isAdopted = (month: string) => (a: Award) => Boolean(a.adopted) && isBy(settledOn(a), month);

/** An innovation is one of the year in which it was handed in. */
const innovations = (facts: Facts, cell: Cell) =>
  facts.awards.filter((a) => a.record_type === "群众性创新" && isEntered(cell.month)(a) && inUnit(cell)(a));

const awaitsResult = (month: string) => (a: Award) =>
  !["获得", "未获得"].includes(a.stage) || (a.result_date !== null && !isBy(a.result_date, month));

/** What stands beside honours of people and of groups: what is on its way, what was not given, what groups were given. */
const honoursBeside =
  (list: string, subject: string, isOf: (month: string) => (award: Award) => boolean): Twin["headline"] =>
  (facts, cell) =>
    count(
      facts.awards.filter(
        (a) =>
          a.record_type === "上级荣誉" &&
          HIGH.includes(a.level) &&
          a.subject_type === subject &&
          isEntered(cell.month)(a) &&
          isOf(cell.month)(a) &&
          inUnit(cell)(a) &&
          cell.isOf(list, a.item_name)
      ).length
    );
const isRefused = (month: string) => (a: Award) => !awaitsResult(month)(a) && a.stage === "未获得";
const isGiven = (month: string) => (a: Award) => !awaitsResult(month)(a) && a.stage === "获得";

const selected = (facts: Facts, month: string, code: string) =>
  facts.awards.some((a) => a.deliverable_code === code && a.record_type === "校级评选" && isWon(month)(a));
const hasApplicants = (facts: Facts, month: string, code: string) =>
  facts.awards.some((a) => a.deliverable_code === code && a.record_type === "校级评选" && isEntered(month)(a));

export const AWARDS: Record<string, Twin> = {
  K41: {
    by: ["等次"],
    headline: (facts, cell) =>
      count(
        facts.awards.filter(
          (a) =>
            a.deliverable_code === "T09-04" &&
            a.level === "省部级" &&
            isWon(cell.month)(a) &&
            inUnit(cell)(a) &&
            cell.isOf("等次", a.result_grade)
        ).length
      ),
    beside: {
      "另列=参赛人数（人）": (facts, cell) =>
        count(people(entrants(facts, cell, ["T09-04"]), enteredOn).filter(inUnit(cell)).length),
      "待结果（项）": (facts, cell) =>
        count(
          facts.awards.filter(
            (a) =>
              a.deliverable_code === "T09-04" &&
              isEntered(cell.month)(a) &&
              awaitsResult(cell.month)(a) &&
              inUnit(cell)(a) &&
              cell.isOf("待结果（项）", a.item_name)
          ).length
        )
    }
  },
  K42: {
    by: ["竞赛项目"],
    headline: (facts, cell) =>
      count(
        people(
          entrants(facts, cell, Object.keys(CONTESTS)).filter((a) =>
            cell.isOf("竞赛项目", CONTESTS[a.deliverable_code])
          ),
          enteredOn
        ).filter(inUnit(cell)).length
      )
  },
  K43: {
    by: ["创新类别"],
    headline: (facts, cell) =>
      count(
        innovations(facts, cell).filter((a) => isAdopted(cell.month)(a) && cell.isOf("创新类别", a.innovation_type))
          .length
      ),
    beside: {
      "另列=申报数（项）": (facts, cell) => count(innovations(facts, cell).length),
      "另列=采纳率（%）": (facts, cell) => {
        const of = innovations(facts, cell);
        return rate(of.filter(isAdopted(cell.month)).length, of.length);
      },
      "另列=未采纳（项）": (facts, cell) =>
        count(innovations(facts, cell).filter((a) => isDecided(cell.month)(a) && !isAdopted(cell.month)(a)).length),
      "待结果（项）": (facts, cell) =>
        count(
          innovations(facts, cell).filter(
            (a) => !isDecided(cell.month)(a) && cell.isOf("待结果（项）", a.innovation_type ?? "未分类")
          ).length
        )
    }
  },
  K44: {
    by: ["级别", "荣誉名称"],
    headline: (facts, cell) =>
      count(
        people(
          facts.awards.filter(
            (a) =>
              a.record_type === "上级荣誉" &&
              HIGH.includes(a.level) &&
              a.subject_type === "个人" &&
              a.is_new_this_year &&
              isWon(cell.month)(a) &&
              cell.isOf("级别", a.level) &&
              cell.isOf("荣誉名称", a.item_name)
          ),
          ({result_date}) => result_date
        ).filter(inUnit(cell)).length
      ),
    beside: {
      "推荐中（人）": honoursBeside("推荐中（人）", "个人", awaitsResult),
      "集体推荐中（个）": honoursBeside("集体推荐中（个）", "集体", awaitsResult),
      "未获得（人）": honoursBeside("未获得（人）", "个人", isRefused),
      "集体未获得（个）": honoursBeside("集体未获得（个）", "集体", isRefused),
      "集体荣誉（个）": honoursBeside("集体荣誉（个）", "集体", isGiven)
    }
  },
  K45: {
    by: ["评选项目"],
    unionOnly: ["", "评选项目", "已申报待评（项）", "未申报（项）"],
    headline: (facts, cell) => {
      const asked = Object.entries(SELECTIONS).filter(([, name]) => cell.isOf("评选项目", name));
      return rate(asked.filter(([code]) => selected(facts, cell.month, code)).length, asked.length);
    },
    beside: {
      "已申报待评（项）": (facts, cell) =>
        count(
          Object.entries(SELECTIONS).filter(
            ([code, name]) =>
              !selected(facts, cell.month, code) &&
              hasApplicants(facts, cell.month, code) &&
              cell.isOf("已申报待评（项）", name)
          ).length
        ),
      "未申报（项）": (facts, cell) =>
        count(
          Object.entries(SELECTIONS).filter(
            ([code, name]) =>
              !selected(facts, cell.month, code) &&
              !hasApplicants(facts, cell.month, code) &&
              cell.isOf("未申报（项）", name)
          ).length
        )
    }
  }
};
