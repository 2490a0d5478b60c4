import {DASH, formatBare, haveTenths} from "#app/format.ts";
import {STATUS_WORDS, type StatusWord} from "#app/ui/status-words.ts";
import type {SlideTable} from "../slide.ts";

export type SlideColumn = SlideTable["columns"][number];
export type SlideRow = SlideTable["rows"][number];

export const isNumber = ({unit}: SlideColumn): boolean => unit !== undefined;
/** Stands below the title where both do not fit on one line. */
export const unitWords = ({unit}: SlideColumn): string => (unit ? `（${unit}）` : "");
export const headWords = (column: SlideColumn): string => column.title + unitWords(column);

/** Returns the table with the decimals of its columns, which a part of its rows alone would not tell. */
export function withTenths<T extends SlideTable>(table: T): T {
  const columns = table.columns.map((column, at) => {
    const cells = table.rows.map((row) => row[at] ?? null);
    return {...column, hasTenths: haveTenths(cells, column.unit)};
  });
  return {...table, columns};
}

/** A cell as people read it; the unit stands in the head of its column. */
export function cellWords(cell: SlideRow[number], {unit, hasTenths}: SlideColumn): string {
  if (cell === null) return DASH;
  return typeof cell === "number" ? formatBare(cell, unit, hasTenths) : cell;
}

const statuses: readonly string[] = STATUS_WORDS;

export const isStatus = (words: string): words is StatusWord => statuses.includes(words);
