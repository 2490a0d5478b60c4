import {tableFromIPC} from "apache-arrow";

export interface UnitMonth {
  unit_code: string;
  /** YYYY-MM */
  month: string;
  /** Null where it is hidden. */
  value: number | null;
  is_hidden?: boolean;
}

/** Reads the months × units of a KPI's headline up to a month from the Arrow file that also serves downloads. */
export async function readUnitMonths(code: string, until: string): Promise<UnitMonth[]> {
  const response = await fetch(`/api/kpis/${code}.arrow`);
  if (!response.ok) throw new Error(`/api/kpis/${code}.arrow answered ${response.status}`);
  return unitMonthsOf(new Uint8Array(await response.arrayBuffer())).filter(({month}) => month <= until);
}

export function unitMonthsOf(bytes: Uint8Array): UnitMonth[] {
  const table = tableFromIPC(bytes);
  const column = (name: string) => table.getChild(name);
  const [unit, month, segment, value] = [column("unit_code"), column("month"), column("segment"), column("value")];
  const hidden = column("hidden");
  return Array.from({length: table.numRows}, (_, index) => ({
    unit_code: unit?.get(index) as string | null,
    month: monthOf(month?.get(index)),
    segment: segment?.get(index) as string | null,
    value: value?.get(index) as number | null,
    is_hidden: hidden?.get(index) === true
  })).flatMap(({unit_code, month, segment, value, is_hidden}) =>
    unit_code && !segment && (value !== null || is_hidden)
      ? [{unit_code, month, value, ...(is_hidden && {is_hidden})}]
      : []
  );
}

/** Arrow gives milliseconds for a date column and text for a text column. */
function monthOf(value: unknown): string {
  return typeof value === "string" ? value.slice(0, 7) : new Date(Number(value)).toISOString().slice(0, 7);
}
