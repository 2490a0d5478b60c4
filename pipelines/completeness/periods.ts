import type {Contract, Cycle, ReportRule} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import type {LedgerReader} from "#pipelines/ledger/ledger.ts";
import {readSetting} from "#pipelines/ledger/settings.ts";
import {firstDayOf, lastDayOf} from "#pipelines/time/months.ts";

/** What one report speaks for. */
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

/** The last day on which a report of the period is on time. */
export function dueOn({last_day}: Period, dueDay: number): string {
  const next = new Date(Date.parse(last_day) + 86_400_000).toISOString().slice(0, 8);
  return `${next}${String(dueDay).padStart(2, "0")}`;
}

/** A dataset somebody owes, with the office's due day where it set one. */
export interface OwedDataset extends ReportRule {
  dataset: string;
  title: string;
  /** Units owe what they may send, the office the rest. */
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
