import type {Cell, Matrix} from "./matrix.ts";

/** One dataset with overdue reports of a unit, and its months. */
export interface OwedItem {
  dataset: string;
  title: string;
  cells: Cell[];
}

/** 谁还没报 */
export interface OwingUnit {
  unit_code: string | null;
  unit_name: string;
  /** Overdue reports: missing, or returned and due. */
  count: number;
  /** 退回待重报: returned before the due day, so there is still time. */
  returned: number;
  /** Days since the oldest due day. */
  days: number;
  items: OwedItem[];
}

export const OFFICE_NAME = "校工会办公室";

/** Lists units with overdue reports: most reports first, then the longest overdue. */
export function owingOf({cells, datasets, units}: Matrix, unit?: string): OwingUnit[] {
  const owed = cells.filter((cell) => isOpen(cell) && (unit === undefined || cell.unit_code === unit));
  const codes = [...new Set(owed.map(({unit_code}) => unit_code))];
  return codes
    .map((unit_code): OwingUnit => {
      const own = owed.filter((cell) => cell.unit_code === unit_code);
      const items = datasets
        .map(({dataset, title}) => ({dataset, title, cells: own.filter((cell) => cell.dataset === dataset)}))
        .filter((item) => item.cells.length > 0);
      const unit_name = units.find((each) => each.unit_code === unit_code)?.unit_name ?? OFFICE_NAME;
      const days = Math.max(...own.map(({days_late}) => days_late));
      const count = own.filter(isOwed).length;
      return {unit_code, unit_name, count, returned: own.length - count, days, items};
    })
    .sort((a, b) => b.count - a.count || b.days - a.days || (a.unit_code ?? "").localeCompare(b.unit_code ?? ""));
}

/** Tells whether something must be sent, for the first time or again. */
function isOpen({state}: Pick<Cell, "state">): boolean {
  return state === "missing" || state === "returned";
}

export function isOwed(cell: Pick<Cell, "state" | "is_due">): boolean {
  return isOpen(cell) && cell.is_due;
}
