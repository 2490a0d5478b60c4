import type {ColumnChoices} from "#pipelines/files/header.ts";
import type {LedgerReader, LedgerTransaction} from "./ledger.ts";

export interface Sender {
  /** undefined for the office. */
  unit?: string;
  dataset: string;
}

/** The columns this sender confirmed for this dataset; of one header the newest counts. */
export async function readColumnChoices(ledger: LedgerReader, {unit, dataset}: Sender): Promise<ColumnChoices> {
  const chosen = await ledger
    .selectFrom("column_choices")
    .select(["header_key", "field"])
    .where("dataset", "=", dataset)
    .where("unit_code", "is not distinct from", unit ?? null)
    .orderBy("choice_id")
    .execute();
  return Object.fromEntries(chosen.map(({header_key, field}) => [header_key, field]));
}

export async function addColumnChoices(
  tx: LedgerTransaction,
  {unit, dataset}: Sender,
  {columns, chosen_at}: {columns: ColumnChoices; chosen_at: string}
): Promise<void> {
  const before = await readColumnChoices(tx, {unit, dataset});
  for (const [header_key, field] of Object.entries(columns)) {
    if (before[header_key] === field) continue;
    await tx
      .insertInto("column_choices")
      .values({unit_code: unit ?? null, dataset, header_key, field, chosen_at})
      .execute();
  }
}
