import type {ColumnChoices} from "#pipelines/files/header.ts";
import type {Ledger} from "./ledger.ts";

export interface Sender {
  /** undefined for the office. */
  unit?: string;
  dataset: string;
}

/** The columns this sender confirmed for this dataset; of one header the newest counts. */
export function readColumnChoices(ledger: Ledger, {unit, dataset}: Sender): ColumnChoices {
  const chosen = ledger.all<{header_key: string; field: string}>(
    "select header_key, field from column_choices where dataset = ? and unit_code is ? order by choice_id",
    dataset,
    unit ?? null
  );
  return Object.fromEntries(chosen.map(({header_key, field}) => [header_key, field]));
}

export function addColumnChoices(
  ledger: Ledger,
  {unit, dataset}: Sender,
  {columns, chosen_at}: {columns: ColumnChoices; chosen_at: string}
): void {
  const before = readColumnChoices(ledger, {unit, dataset});
  for (const [header, field] of Object.entries(columns)) {
    if (before[header] === field) continue;
    ledger.run(
      "insert into column_choices (unit_code, dataset, header_key, field, chosen_at) values (?, ?, ?, ?, ?)",
      unit ?? null,
      dataset,
      header,
      field,
      chosen_at
    );
  }
}
