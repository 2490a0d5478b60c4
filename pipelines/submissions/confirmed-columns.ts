import type {Contract} from "#pipelines/contracts/contract.ts";
import {type ColumnChoices, columnsSaid} from "#pipelines/files/header.ts";
import {readColumnChoices} from "#pipelines/ledger/column-choices.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import type {SubmitRequest} from "./submit-request.ts";

/** Returns the columns that this sender confirmed before and now. */
export async function columnsOf(
  ledger: Ledger,
  contract: Contract,
  {sender, columns}: Pick<SubmitRequest, "sender" | "columns">
): Promise<ColumnChoices> {
  return columnsSaid(contract, {...(await readColumnChoices(ledger, {sender, dataset: contract.name})), ...columns});
}

/** The columns as the ledger keeps them; null where the headers suffice. */
export function columnsText(columns: ColumnChoices): string | null {
  const sorted = Object.entries(columns).sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.length > 0 ? JSON.stringify(Object.fromEntries(sorted)) : null;
}
