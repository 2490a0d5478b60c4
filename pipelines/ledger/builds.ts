import type {LedgerReader, LedgerTransaction} from "./ledger.ts";

/** Returns the number of a build that starts now. */
export async function addBuild(tx: LedgerTransaction, startedAt: string): Promise<number> {
  const added = tx.insertInto("builds").values({started_at: startedAt}).returning("build_id");
  return (await added.executeTakeFirstOrThrow()).build_id;
}

/** Reads the builds that were begun last, the newest first. */
export function readLastBuilds(ledger: LedgerReader, limit: number): Promise<{build_id: number; started_at: string}[]> {
  const builds = ledger.selectFrom("builds").select(["build_id", "started_at"]);
  return builds.orderBy("build_id", "desc").limit(limit).execute();
}

export async function readLastBuild(ledger: LedgerReader): Promise<number> {
  const {last} = await ledger
    .selectFrom("builds")
    .select(({fn}) => fn.max<number | null, "build_id">("build_id").as("last"))
    .executeTakeFirstOrThrow();
  return last ?? 0;
}
