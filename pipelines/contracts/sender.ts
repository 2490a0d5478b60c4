/** Who sends a file or decides on one: the office for all units, or one unit for itself. */
export type Sender = {kind: "office"} | {kind: "unit"; unit_code: string};

export const OFFICE: Sender = {kind: "office"};

export const unitSender = (unit_code: string): Sender => ({kind: "unit", unit_code});

/** Returns the unit's code as the ledger stores it: null for the office. */
export function unitCodeOf(sender: Sender): string | null {
  return sender.kind === "unit" ? sender.unit_code : null;
}

/** A sender and the account that acts for it; null where no account does, as in the sample. */
export interface Actor {
  sender: Sender;
  account: string | null;
}
