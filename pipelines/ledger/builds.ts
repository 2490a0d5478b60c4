import type {LedgerReader, LedgerTransaction} from "./ledger.ts";

/** Returns the number of a build that starts now. */
export async function addBuild(tx: LedgerTransaction, startedAt: string): Promise<number> {
  const added = tx.insertInto("builds").values({started_at: startedAt}).returning("build_id");
  return (await added.executeTakeFirstOrThrow()).build_id;
}

export async function readLastBuild(ledger: LedgerReader): Promise<number> {
  const {last} = await ledger
    .selectFrom("builds")
    .select(({fn}) => fn.max<number | null, "build_id">("build_id").as("last"))
    .executeTakeFirstOrThrow();
  return last ?? 0;
}
