import type {Contract, Cycle, ReportRule} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import type {LedgerReader} from "#pipelines/ledger/ledger.ts";
import {readSetting} from "#pipelines/ledger/settings.ts";
import {firstDayOf, lastDayOf} from "#pipelines/time/months.ts";

/** The period of one report. */
export interface Period {
  /** Its last month, YYYY-MM: the month under which it is shown. */
  month: string;
  months: string[];
  first_day: string;
  last_day: string;
}

const MONTHS_IN: Record<Cycle, number> = {month: 1, quarter: 3, year: 12};

export function periodsOf(cycle: Cycle, year: number): Period[] {
  const size = MONTHS_IN[cycle];
  const months = Array.from({length: 12}, (_, index) => `${year}-${String(index + 1).padStart(2, "0")}`);
  return Array.from({length: 12 / size}, (_, index) => periodOf(months.slice(index * size, (index + 1) * size)));
}

export function periodWith(cycle: Cycle, month: string): Period {
  return periodsOf(cycle, Number(month.slice(0, 4))).find(({months}) => months.includes(month.slice(0, 7)))!;
}

function periodOf(months: string[]): Period {
  const month = months.at(-1)!;
  return {month, months, first_day: firstDayOf(months[0]!), last_day: lastDayOf(month)};
}

/** Returns the last day on which a report of the period is on time. */
export function dueOn({last_day}: Period, dueDay: number): string {
  const next = new Date(Date.parse(last_day) + 86_400_000).toISOString().slice(0, 8);
  return `${next}${String(dueDay).padStart(2, "0")}`;
}

/** A dataset that somebody owes, with the due day that the office has set, if any. */
export interface OwedDataset extends ReportRule {
  dataset: string;
  title: string;
  /** Units owe the datasets that they may send; the office owes the rest. */
  isFromUnits: boolean;
}

export async function readOwedDatasets(ledger: LedgerReader): Promise<OwedDataset[]> {
  const owed: OwedDataset[] = [];
  for (const contract of readContracts().values()) {
    const {report, name: dataset, title} = contract;
    if (!report) continue;
    const dueDay = (await readSetting(ledger, `due-day/${dataset}`)) ?? report.dueDay;
    owed.push({dataset, title, cycle: report.cycle, dueDay, isFromUnits: isFromUnits(contract)});
  }
  return owed;
}

function isFromUnits({sender}: Contract): boolean {
  return sender.includes("unit");
}
