import type {LedgerReader} from "./ledger.ts";

/** Reads the newest moment at which anything was recorded; what changes data is audited in the same unit of work. */
export async function readLastMoment(ledger: LedgerReader): Promise<string | undefined> {
  const {last} = await ledger
    .selectFrom("audit")
    .select(({fn}) => fn.max<string | null, "at">("at").as("last"))
    .executeTakeFirstOrThrow();
  return last ?? undefined;
}
