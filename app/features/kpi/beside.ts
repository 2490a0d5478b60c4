import {formatMoney, formatValue} from "#app/format.ts";
import type {SegmentGroup} from "./segments.ts";

export interface BesideFigure {
  name: string;
  text: string;
  value: number | null;
}

/** Returns the visible figures that belong beside a headline, such as `另列=未答复（件）` or `满意度=满意`. */
export function besideOf(groups: SegmentGroup[], segments: string[]): BesideFigure[] {
  return segments.flatMap((segment) => {
    const cut = segment.indexOf("=");
    const name = segment.slice(cut + 1).replace(/（[^（）]+）$/, "");
    const row = groups
      .find(({dimension}) => dimension === segment.slice(0, cut))
      ?.rows.find((each) => each.name === name || each.name === segment.slice(cut + 1));
    if (!row || row.is_hidden || row.value === null) return [];
    const text = row.unit === "元" ? formatMoney(row.value) : formatValue(row.value, row.unit);
    return [{name, text, value: row.value}];
  });
}

/** “；逾期答复 5 件、未答复 3 件”: leaves out figures of 0. */
export function besideWords(figures: BesideFigure[]): string {
  const said = figures.filter(({value}) => value !== 0).map(({name, text}) => `${name} ${text}`);
  return said.length === 0 ? "" : `；${said.join("、")}`;
}
