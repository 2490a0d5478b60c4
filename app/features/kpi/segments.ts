import type {HiddenUntil} from "#app/format.ts";

export interface SegmentValue {
  segment: string;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  is_hidden?: boolean;
  hidden_until?: HiddenUntil;
}

export type SegmentRow = {segment: string; name: string; unit: string} & Omit<SegmentValue, "segment">;

export interface SegmentGroup {
  dimension: string;
  /** A list of what belongs to a figure, such as the festivals that are still open, instead of parts of the headline. */
  is_list?: true;
  rows: SegmentRow[];
}

/**
 * Splits `性别=女` into group 性别 and row 女. A figure that is counted otherwise ends with its own unit, `另列=未反馈（件）` or
 * `标记=滞后（条）`, and so does the dimension of a list, `未发放（人次）=中秋节`.
 */
export function segmentGroupsOf(segments: SegmentValue[], unit: string): SegmentGroup[] {
  const groups = new Map<string, SegmentGroup>();
  for (const {segment, ...numbers} of segments) {
    const cut = segment.indexOf("=");
    const list = splitUnit(segment.slice(0, cut));
    const dimension = list?.name ?? segment.slice(0, cut);
    const group = groups.get(dimension) ?? {dimension, ...(list && {is_list: true}), rows: []};
    const own = ownUnitOf(dimension, segment.slice(cut + 1));
    const ownUnit = own?.unit ?? list?.unit ?? PART_UNITS[unit] ?? unit;
    group.rows.push({segment, name: own?.name ?? segment.slice(cut + 1), unit: ownUnit, ...numbers});
    groups.set(dimension, group);
  }
  return [...groups.values()].toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** A count of kinds has sessions in its parts. */
const PART_UNITS: Record<string, string> = {类: "场"};

/** Words of the data may end in brackets too; only these are units. */
const COUNTED_IN = ["条", "件", "项", "人", "人次", "个", "笔", "场", "篇", "次", "批", "所", "元"];

function ownUnitOf(dimension: string, words: string): {name: string; unit: string} | undefined {
  const own = splitUnit(words);
  return own && (dimension === "另列" || COUNTED_IN.includes(own.unit)) ? own : undefined;
}

/** `未发放（人次）` → 未发放 and 人次 */
export function splitUnit(text: string): {name: string; unit: string} | undefined {
  const [, name, unit] = /^(.+)（([^（）]+)）$/.exec(text) ?? [];
  return name && unit ? {name, unit} : undefined;
}

const placeOf = ({dimension, is_list}: SegmentGroup) => (dimension === "另列" ? 2 : is_list ? 1 : 0);
