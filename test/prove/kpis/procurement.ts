import {type Cell, count, rate, sum} from "../cell.ts";
import {isBy, YEAR} from "../days.ts";
import type {Facts} from "../facts.ts";
import type {Twin} from "../twin.ts";

const SCHOOLS = ["灵璧中学", "灵璧一中"];

const ofType = (facts: Facts, type: string) =>
  facts.procurement.filter(({record_type, record_year}) => record_type === type && record_year === YEAR);

/** A purchase whose day nobody wrote is one of the whole year. */
const purchases = (facts: Facts, month: string) =>
  ofType(facts, "消费帮扶采购").filter(({record_date}) => record_date === null || isBy(record_date, month));

const task = (facts: Facts) => sum(ofType(facts, "消费帮扶任务").map(({task_amount_yuan}) => task_amount_yuan));

const scholarships = (facts: Facts, cell: Cell) =>
  ofType(facts, "励志奖学金").filter(({record_date}) => isBy(record_date, cell.month));

const spent = (rows: {amount_yuan: number | null}[]) => sum(rows.map(({amount_yuan}) => amount_yuan));

export const PROCUREMENT: Record<string, Twin> = {
  K39: {
    by: ["资金渠道"],
    unionOnly: ["", "资金渠道", "采购额（元）", "另列=距任务还差（元）"],
    headline: (facts, cell) =>
      rate(
        spent(purchases(facts, cell.month).filter(({fund_source}) => cell.isOf("资金渠道", fund_source))),
        task(facts)
      ),
    beside: {
      "采购额（元）": (facts, cell) =>
        task(facts) === 0
          ? undefined
          : count(
              spent(
                purchases(facts, cell.month).filter(({fund_source}) => cell.isOf("采购额（元）", fund_source ?? "未填"))
              )
            ),
      "另列=距任务还差（元）": (facts, cell) => count(Math.max(0, task(facts) - spent(purchases(facts, cell.month))))
    }
  },
  K40: {
    by: ["受奖学校"],
    unionOnly: ["", "受奖学校", "另列=发放金额（元）", "未发放学校（所）"],
    headline: (facts, cell) =>
      count(
        sum(
          scholarships(facts, cell)
            .filter(({school_name}) => cell.isOf("受奖学校", school_name))
            .map(({beneficiary_count}) => beneficiary_count)
        )
      ),
    beside: {
      "另列=发放金额（元）": (facts, cell) => count(spent(scholarships(facts, cell))),
      "未发放学校（所）": (facts, cell) => {
        const given = scholarships(facts, cell).map(({school_name}) => school_name);
        return count(
          SCHOOLS.filter((school) => !given.includes(school) && cell.isOf("未发放学校（所）", school)).length
        );
      }
    }
  }
};
