import {type Sender, unitCodeOf} from "#pipelines/contracts/sender.ts";
import type {ColumnChoices} from "#pipelines/files/header.ts";
import type {LedgerReader, LedgerTransaction} from "./ledger.ts";

/** The sender who confirmed columns, and the dataset. */
interface ColumnChooser {
  sender: Sender;
  dataset: string;
}

/** Reads the columns that this sender confirmed for this dataset; the newest entry of a header counts. */
export async function readColumnChoices(
  ledger: LedgerReader,
  {sender, dataset}: ColumnChooser
): Promise<ColumnChoices> {
  const chosen = await ledger
    .selectFrom("column_choices")
    .select(["header_key", "field"])
    .where("dataset", "=", dataset)
    .where("unit_code", "is not distinct from", unitCodeOf(sender))
    .orderBy("choice_id")
    .execute();
  return Object.fromEntries(chosen.map(({header_key, field}) => [header_key, field]));
}

export async function addColumnChoices(
  tx: LedgerTransaction,
  {sender, dataset}: ColumnChooser,
  {columns, chosen_at}: {columns: ColumnChoices; chosen_at: string}
): Promise<void> {
  const before = await readColumnChoices(tx, {sender, dataset});
  for (const [header_key, field] of Object.entries(columns)) {
    if (before[header_key] === field) continue;
    await tx
      .insertInto("column_choices")
      .values({unit_code: unitCodeOf(sender), dataset, header_key, field, chosen_at})
      .execute();
  }
}
