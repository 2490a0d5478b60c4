import type {Layout} from "#pipelines/files/table.ts";
import {keyText} from "./known.ts";
import {trimmed} from "./values.ts";

/** The twin of checks/repeated-tops.ts: whether the header or a title above it stands once more in a row. */
export function topRepeater({headers, top}: Layout): (cells: string[]) => boolean {
  const trimmedCells = (cells: string[]) => headers.map((_, at) => trimmed(cells[at]) ?? "");
  const tops = [...top, headers].map(trimmedCells).filter((cells) => cells.some((cell) => cell !== ""));
  const firstCells = new Set(tops.map(([first]) => first));
  const whole = new Set(tops.map(keyText));
  // Nearly no row begins like one of them, and to ask that is cheap.
  return (cells) => firstCells.has(trimmed(cells[0]) ?? "") && whole.has(keyText(trimmedCells(cells)));
}
