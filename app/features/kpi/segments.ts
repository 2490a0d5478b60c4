import type {HiddenUntil} from "#app/format.ts";

export interface SegmentValue {
  segment: string;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  is_hidden?: boolean;
  hidden_until?: HiddenUntil;
}

export interface SegmentGroup {
  dimension: string;
  rows: ({name: string; unit: string} & Omit<SegmentValue, "segment">)[];
}

/** Splits `性别=女` into group 性别 and row 女. A figure listed beside (另列) ends with its own unit: `未反馈（件）`. */
export function segmentGroupsOf(segments: SegmentValue[], unit: string): SegmentGroup[] {
  const groups = new Map<string, SegmentGroup>();
  for (const {segment, ...numbers} of segments) {
    const cut = segment.indexOf("=");
    const dimension = segment.slice(0, cut);
    const group = groups.get(dimension) ?? {dimension, rows: []};
    const own = dimension === "另列" ? /^(.+)（([^（）]+)）$/.exec(segment.slice(cut + 1)) : null;
    group.rows.push({name: own?.[1] ?? segment.slice(cut + 1), unit: own?.[2] ?? unit, ...numbers});
    groups.set(dimension, group);
  }
  return [...groups.values()].toSorted((a, b) => Number(a.dimension === "另列") - Number(b.dimension === "另列"));
}
