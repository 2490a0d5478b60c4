import {count, rate, sum} from "../cell.ts";
import {monthEnd} from "../days.ts";
import type {Facts} from "../facts.ts";
import type {Progress} from "../rows.ts";
import type {Twin} from "../twin.ts";

/** The newest report of each unit on a deliverable, up to the month. */
function reportsOf({progress}: Facts, month: string, code: string): Progress[] {
  const newest = new Map<string, Progress>();
  for (const report of progress) {
    const other = newest.get(report.unit_code);
    if (report.deliverable_code !== code || report.report_month.slice(0, 7) > month) continue;
    if (!other || report.report_month > other.report_month) newest.set(report.unit_code, report);
  }
  return [...newest.values()];
}

const isBehind = (month: string) => (report: Progress) =>
  report.planned_finish_date !== null && report.planned_finish_date < monthEnd(month) && report.status !== "已完成";

const meanOf = (reports: Progress[]) =>
  reports.length === 0 ? 0 : sum(reports.map(({percent_done}) => percent_done)) / reports.length;

const STEPS = {"T03-01": "换届筹备", "T03-02": "按程序召开", "T03-03": "执委会与专门委员会建设"};
const stepsOf = (facts: Facts, month: string) =>
  Object.entries(STEPS).map(([code, name]) => ({name, reports: reportsOf(facts, month, code)}));

export const PROGRESS: Record<string, Twin> = {
  K04: {
    unionOnly: ["", "标记=滞后（条）"],
    headline: (facts, cell) => {
      const reports = reportsOf(facts, cell.month, "T02-03");
      return reports.length === 0 ? undefined : rate(meanOf(reports), 100);
    },
    beside: {
      "标记=滞后（条）": (facts, cell) => {
        const reports = reportsOf(facts, cell.month, "T02-03");
        return reports.length === 0 ? undefined : count(reports.some(isBehind(cell.month)) ? 1 : 0);
      }
    }
  },
  K08: {
    unionOnly: ["", "标记=滞后（条）", "完成比例（%）"],
    headline: (facts, cell) => {
      const steps = stepsOf(facts, cell.month);
      return steps.every(({reports}) => reports.length === 0)
        ? undefined
        : rate(sum(steps.map(({reports}) => meanOf(reports))), 300);
    },
    beside: {
      "标记=滞后（条）": (facts, cell) => {
        const steps = stepsOf(facts, cell.month);
        return steps.every(({reports}) => reports.length === 0)
          ? undefined
          : count(steps.filter(({reports}) => reports.some(isBehind(cell.month))).length);
      },
      "完成比例（%）": (facts, cell) => {
        const steps = stepsOf(facts, cell.month);
        if (steps.every(({reports}) => reports.length === 0)) return undefined;
        const [step] = steps.filter(({name}) => cell.isOf("完成比例（%）", name));
        return step && rate(meanOf(step.reports), 100);
      }
    }
  }
};
