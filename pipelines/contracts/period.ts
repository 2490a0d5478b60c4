import {type Contract, type Field, type FieldType, fieldOf} from "./contract.ts";

/** The first and last day of a cell, by the type of its column. */
const SPANS: Partial<Record<FieldType, [from: (cell: string) => string, to: (cell: string) => string]>> = {
  date: [(day) => day, (day) => day],
  yearmonth: [(month) => month, (month) => `last_day(${month})`],
  integer: [(year) => `make_date(${year}, 1, 1)`, (year) => `make_date(${year}, 12, 31)`]
};

export function isPeriodType(type: FieldType): boolean {
  return type in SPANS;
}

/** Returns SQL of the days that a row speaks for: those of the first filled cell of its period. */
export function periodSql(cells: {type: FieldType; cell: string}[]): {from: string; to: string} {
  const end = (at: 0 | 1) => `coalesce(${cells.map(({type, cell}) => SPANS[type]![at](cell)).join(", ")})`;
  return {from: end(0), to: end(1)};
}

/** Returns the field at the end of `column` or, through a reference, of `column.other`. */
export function fieldAt(contract: Contract, path: string, contracts: Map<string, Contract>): Field {
  const [column = "", other] = path.split(".");
  const field = fieldOf(contract, column);
  return other === undefined ? field : fieldOf(contracts.get(field.reference!.split(".")[0]!)!, other);
}
