import {type Cell, count, rate} from "../cell.ts";
import {isBy, isThisYear} from "../days.ts";
import type {Facts} from "../facts.ts";
import type {Proposal} from "../rows.ts";
import type {Twin} from "../twin.ts";

const reviewed = (facts: Facts, month: string) =>
  facts.proposals.filter(
    ({review_date, review_result}) =>
      isThisYear(review_date, month) && review_result !== null && review_result !== "待审"
  );

/** 立案, whenever: the formulas of answers and feedback name no day of review. */
const onFile = (facts: Facts, cell: Cell) =>
  facts.proposals.filter((p) => p.review_result === "立案" && cell.isIn(p.lead_unit_code));

/** Put on file this year; on an unknown day, as late as it was submitted. */
const filed = (facts: Facts, cell: Cell) =>
  onFile(facts, cell).filter((p) => isThisYear(p.review_date ?? p.submit_date, cell.month));

const due = (facts: Facts, cell: Cell) => onFile(facts, cell).filter(({due_date}) => isThisYear(due_date, cell.month));

const hasFedBack = ({feedback}: Proposal) => feedback !== null && feedback !== "未反馈";
const fedBack = (facts: Facts, cell: Cell) =>
  onFile(facts, cell).filter((p) => hasFedBack(p) && isThisYear(p.feedback_date, cell.month));

/** Closed whenever, whatever the review said. */
const closedBy = (facts: Facts, cell: Cell) =>
  facts.proposals.filter((p) => isBy(p.close_date, cell.month) && cell.isIn(p.lead_unit_code));

function missingStages(p: Proposal, month: string): string[] {
  const days = {
    提交: p.submit_date,
    审查: p.review_date,
    交办: p.assign_date,
    督办: p.supervise_date,
    反馈: p.feedback_date
  };
  return Object.entries(days).flatMap(([stage, day]) => (isBy(day, month) ? [] : [stage]));
}

export const PROPOSALS: Record<string, Twin> = {
  K10: {
    by: ["提案类别"],
    headline: (facts, cell) => {
      const of = reviewed(facts, cell.month).filter(
        (p) =>
          p.review_result !== "并案" &&
          cell.isIn(facts.memberOf(p.proposer_person_id, cell.month)?.unit_code) &&
          cell.isOf("提案类别", p.category)
      );
      return rate(of.filter(({review_result}) => review_result === "立案").length, of.length);
    }
  },
  K11: {
    headline: (facts, cell) => {
      const of = due(facts, cell);
      return rate(of.filter((p) => p.reply_date !== null && p.reply_date <= p.due_date!).length, of.length);
    },
    beside: {
      "另列=逾期答复（件）": (facts, cell) =>
        count(due(facts, cell).filter((p) => isBy(p.reply_date, cell.month) && p.reply_date > p.due_date!).length),
      "另列=未答复（件）": (facts, cell) =>
        count(due(facts, cell).filter((p) => !isBy(p.reply_date, cell.month)).length)
    }
  },
  K12: {
    by: ["办理结果", "转化形式"],
    headline: (facts, cell) => {
      const of = filed(facts, cell);
      const closed = of.filter(
        (p) =>
          isBy(p.close_date, cell.month) &&
          cell.isOf("办理结果", p.reply_result) &&
          cell.isOf("转化形式", p.outcome_form)
      );
      return rate(closed.length, of.length);
    },
    beside: {
      "另列=办结中已解决或采纳（%）": (facts, cell) => {
        const closed = filed(facts, cell).filter((p) => isBy(p.close_date, cell.month));
        return rate(closed.filter((p) => p.reply_result === "已解决或采纳").length, closed.length);
      }
    }
  },
  K13: {
    headline: (facts, cell) => {
      const of = fedBack(facts, cell);
      return rate(of.filter(({feedback}) => feedback === "满意" || feedback === "基本满意").length, of.length);
    },
    beside: {
      "满意度=满意": (facts, cell) => {
        const of = fedBack(facts, cell);
        return rate(of.filter(({feedback}) => feedback === "满意").length, of.length);
      },
      "另列=未反馈（件）": (facts, cell) =>
        count(filed(facts, cell).filter((p) => !hasFedBack(p) || !isBy(p.feedback_date, cell.month)).length),
      "另列=已答复未反馈（件）": (facts, cell) =>
        count(
          filed(facts, cell).filter(
            (p) => isBy(p.reply_date, cell.month) && (!hasFedBack(p) || !isBy(p.feedback_date, cell.month))
          ).length
        )
    }
  },
  K14: {
    headline: (facts, cell) => {
      const closed = closedBy(facts, cell);
      return rate(closed.filter((p) => missingStages(p, cell.month).length === 0).length, closed.length);
    },
    beside: {
      "另列=环节不全（件）": (facts, cell) =>
        count(closedBy(facts, cell).filter((p) => missingStages(p, cell.month).length > 0).length),
      "缺日期（件次）": (facts, cell) =>
        count(closedBy(facts, cell).filter((p) => cell.isOf("缺日期（件次）", missingStages(p, cell.month))).length)
    }
  }
};
