import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {withFinished} from "#pipelines/duckdb/finished.ts";
import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore} from "#pipelines/store/store.ts";
import {now} from "#pipelines/time/clock.ts";
import {wholenessFaults} from "../crash/wholeness.ts";
import {rows} from "../rows.ts";
import {type Sender, SOAKED} from "./senders.ts";

/** Returns what was lost, doubled or kept in another way than answered, in the data directory of a server that ended. */
export async function keptFaults(dataDir: string, senders: Sender[], {before}: {before: number}): Promise<string[]> {
  const store = await openStore(dataDirAt(dataDir));
  try {
    const faults = await wholenessFaults(store);
    const ids = (await readSubmissions(store.ledger)).map(({submission_id}) => submission_id);
    const acknowledged = senders.flatMap((sender) => sender.acknowledged);
    const known = new Set(ids);
    for (const id of acknowledged) if (!known.has(id)) faults.push(`acknowledged and lost: ${id}`);
    if (new Set(acknowledged).size !== acknowledged.length) faults.push("two files were answered with one id");
    const kept = ids.length - before;
    const unanswered = senders.reduce((sum, sender) => sum + sender.unanswered.count, 0);
    if (kept < acknowledged.length || kept > acknowledged.length + unanswered)
      faults.push(`${kept} files kept of ${acknowledged.length} acknowledged and ${unanswered} without an answer`);
    const {path} = await rebuildWarehouse(store.dir, store.ledger, {now: now()});
    return [...faults, ...(await nameFaults(path, senders))];
  } finally {
    await store.ledger.close();
  }
}

async function nameFaults(path: string, senders: Sender[]): Promise<string[]> {
  const stored = await withFinished(path, (db) =>
    rows<{activity_id: string; activity_name: string}>(
      db,
      `select activity_id, activity_name from marts.activities where activity_id like '${SOAKED}-%'`
    )
  );
  const expected = new Map(senders.flatMap(({names}) => [...names]));
  const possible = new Set(senders.flatMap(({unanswered}) => [...unanswered.names]));
  const isOff = (id: string) => names.get(id) !== expected.get(id) && !possible.has(names.get(id) ?? "");
  const names = new Map(stored.map(({activity_id, activity_name}) => [activity_id, activity_name]));
  return [
    ...(names.size === stored.length ? [] : [`${stored.length} rows for ${names.size} activities`]),
    ...[...expected.keys()].filter(isOff).map((id) => `${id} is ${names.get(id)}`),
    ...[...names.keys()].filter((id) => !expected.has(id) && isOff(id)).map((id) => `${id} was never acknowledged`)
  ];
}
