import {formatMoney, formatShortMonth} from "#app/format.ts";
import type {Panel} from "./panel.ts";

/** A mean or a rate; null where there is nothing to divide by. */
export const ratioOf = (sum: number, count: number) => (count === 0 ? null : sum / count);

export function sumOf<T>(rows: T[], value: (row: T) => number): number {
  return rows.reduce((sum, row) => sum + value(row), 0);
}

/** The rows by a key, in the order in which the keys first occur. */
export function groupedBy<T>(rows: T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

/** 113.9 万元; 114 万元 without the idle decimal, as in figures. */
export const moneyWords = (yuan: number) => formatMoney(yuan).replace(".0 ", " ");

/** The figure of a title that names money by `moneyWords`. */
export function moneyFigure(name: string, yuan: number): NonNullable<Panel["figures"]>[number] {
  return yuan >= 10_000 ? {name, value: yuan / 10_000, unit: "万元"} : {name, value: yuan, unit: "元"};
}

/** The first days of the months from January to one. */
export function monthsTo(month: string): string[] {
  const year = month.slice(0, 4);
  return Array.from({length: Number(month.slice(5, 7))}, (_, at) => `${year}-${String(at + 1).padStart(2, "0")}-01`);
}

/** “1至11月”; “1月” alone. */
export function periodWords(month: string): string {
  const last = formatShortMonth(month);
  return last === "1月" ? last : `1至${last}`;
}
