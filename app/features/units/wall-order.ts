export const WALL_ORDERS = ["name", "value", "size"] as const;
export type WallOrder = (typeof WALL_ORDERS)[number];

export function isWallOrder(text: string | null): text is WallOrder {
  return WALL_ORDERS.some((order) => order === text);
}

interface Ordered {
  unit_code: string;
  value: number | null;
  people: number | null;
}

/**
 * Orders units by the list of units, by value with the best first, or by size with the largest first, and gives each its
 * place by value; units with equal values share it, and one without a value has none.
 */
export function wallOrdered<T extends Ordered>(
  units: T[],
  {sort, direction}: {sort: WallOrder; direction: string}
): (T & {place: number | null})[] {
  const isBetter = (a: number, b: number) => (direction === "lower" ? a < b : a > b);
  const placed = units.map((unit) => ({
    ...unit,
    place:
      unit.value === null
        ? null
        : 1 + units.filter(({value}) => value !== null && unit.value !== null && isBetter(value, unit.value)).length
  }));
  return placed.toSorted((a, b) => {
    const byValue = (a.place ?? Infinity) - (b.place ?? Infinity) || 0;
    const bySize = (b.people ?? 0) - (a.people ?? 0);
    const first = sort === "value" ? byValue : sort === "size" ? bySize : 0;
    return (Number.isNaN(first) ? 0 : first) || a.unit_code.localeCompare(b.unit_code);
  });
}
