import type {Column} from "./table-column.ts";

export interface Sort {
  key: string;
  direction: "ascending" | "descending";
}

/** Returns the rows in which some column contains the words. */
export function filterRows<Row>(rows: Row[], columns: Column<Row>[], words: string): Row[] {
  const wanted = words.trim().toLowerCase();
  if (!wanted) return rows;
  return rows.filter((row) =>
    columns.some(({value}) =>
      String(value?.(row) ?? "")
        .toLowerCase()
        .includes(wanted)
    )
  );
}

/** Returns a sorted copy; rows without a value come last in both directions. */
export function sortRows<Row>(rows: Row[], columns: Column<Row>[], sort: Sort | undefined): Row[] {
  const value = columns.find(({key}) => key === sort?.key)?.value;
  if (!sort || !value) return rows;
  const sign = sort.direction === "ascending" ? 1 : -1;
  return [...rows].sort((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return (
      sign *
      (typeof left === "number" && typeof right === "number"
        ? left - right
        : String(left).localeCompare(String(right), "zh-CN"))
    );
  });
}
