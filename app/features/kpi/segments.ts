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
  /** A list of what belongs to a figure, such as the festivals that are still open, instead of parts of the headline. */
  is_list?: true;
  rows: ({name: string; unit: string} & Omit<SegmentValue, "segment">)[];
}

/**
 * Splits `性别=女` into group 性别 and row 女. A figure listed beside (另列) ends with its own unit, `另列=未反馈（件）`, and so
 * does the dimension of a list, `未发放（人次）=中秋节`.
 */
export function segmentGroupsOf(segments: SegmentValue[], unit: string): SegmentGroup[] {
  const groups = new Map<string, SegmentGroup>();
  for (const {segment, ...numbers} of segments) {
    const cut = segment.indexOf("=");
    const list = splitUnit(segment.slice(0, cut));
    const dimension = list?.name ?? segment.slice(0, cut);
    const group = groups.get(dimension) ?? {dimension, ...(list && {is_list: true}), rows: []};
    const own = dimension === "另列" ? splitUnit(segment.slice(cut + 1)) : undefined;
    group.rows.push({name: own?.name ?? segment.slice(cut + 1), unit: own?.unit ?? list?.unit ?? unit, ...numbers});
    groups.set(dimension, group);
  }
  return [...groups.values()].toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** `未发放（人次）` → 未发放 and 人次 */
export function splitUnit(text: string): {name: string; unit: string} | undefined {
  const [, name, unit] = /^(.+)（([^（）]+)）$/.exec(text) ?? [];
  return name && unit ? {name, unit} : undefined;
}

const placeOf = ({dimension, is_list}: SegmentGroup) => (dimension === "另列" ? 2 : is_list ? 1 : 0);
