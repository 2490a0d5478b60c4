import type {SegmentGroup} from "./segments.ts";

interface NamingPlan {
  deliverables: {code: string; name: string}[];
  festivals: {occasion: string; festival_on: string}[];
}

/** What a value of the data says too shortly. */
const LONGER: Record<string, string> = {"转化形式 无": "未转化"};

/** Gives the segments the names that a person reads, and festivals the order of the calendar. */
export function namedGroupsOf(groups: SegmentGroup[], {deliverables, festivals}: NamingPlan): SegmentGroup[] {
  const nameOf = new Map(deliverables.map(({code, name}) => [code, name]));
  const order = new Map(
    festivals.toSorted((a, b) => a.festival_on.localeCompare(b.festival_on)).map(({occasion}, at) => [occasion, at])
  );
  return groups.map((group) => ({
    ...group,
    rows: (group.rows.some(({name}) => order.has(name))
      ? group.rows.toSorted((a, b) => (order.get(a.name) ?? order.size) - (order.get(b.name) ?? order.size))
      : group.rows
    ).map((row) => ({
      ...row,
      name: nameOf.get(row.name) ?? LONGER[`${group.dimension} ${row.name}`] ?? row.name
    }))
  }));
}
