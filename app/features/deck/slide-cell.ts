import {formatBare} from "#app/format.ts";
import {STATUS_WORDS, type StatusWord} from "#app/ui/status-mark.tsx";
import type {SlideTable} from "./slide.ts";

export type SlideColumn = SlideTable["columns"][number];
export type SlideRow = SlideTable["rows"][number];

export const isNumber = ({unit}: SlideColumn): boolean => unit !== undefined;
export const headWords = ({title, unit}: SlideColumn): string => (unit ? `${title}（${unit}）` : title);

/** A cell as people read it; the unit stands in the head of its column. */
export function cellWords(cell: SlideRow[number], {unit}: SlideColumn): string {
  if (cell === null) return "—";
  return typeof cell === "number" ? formatBare(cell, unit) : cell;
}

const statuses: readonly string[] = STATUS_WORDS;

export const isStatus = (words: string): words is StatusWord => statuses.includes(words);
