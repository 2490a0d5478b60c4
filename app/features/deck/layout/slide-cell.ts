import {formatBare} from "#app/format.ts";
import {STATUS_WORDS, type StatusWord} from "#app/ui/status-mark.tsx";
import type {SlideTable} from "../slide.ts";

export type SlideColumn = SlideTable["columns"][number];
export type SlideRow = SlideTable["rows"][number];

export const isNumber = ({unit}: SlideColumn): boolean => unit !== undefined;
/** Stands below the title where both do not fit on one line. */
export const unitWords = ({unit}: SlideColumn): string => (unit ? `（${unit}）` : "");
export const headWords = (column: SlideColumn): string => column.title + unitWords(column);

/** A cell as people read it; the unit stands in the head of its column. */
export function cellWords(cell: SlideRow[number], {unit}: SlideColumn): string {
  if (cell === null) return "—";
  return typeof cell === "number" ? formatBare(cell, unit) : cell;
}

const statuses: readonly string[] = STATUS_WORDS;

export const isStatus = (words: string): words is StatusWord => statuses.includes(words);
