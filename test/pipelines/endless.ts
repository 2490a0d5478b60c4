// Works without end until it is killed; `crash.test.ts` does the killing.
import {OFFICE} from "#pipelines/contracts/sender.ts";
import {now} from "#pipelines/time/clock.ts";
import {dataDirFromEnvironment} from "#pipelines/host/data-dir.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore} from "#pipelines/store/store.ts";
import {submit} from "#pipelines/submissions/submissions.ts";
import {csvOf} from "./csv.ts";

const [work, run] = process.argv.slice(2);
const {dir, ledger} = await openStore(dataDirFromEnvironment());

console.log("ready");
for (let file = 0; ; file++) {
  if (work === "rebuild") await rebuildWarehouse(dir, ledger, {isForced: true, now: now()});
  else if (work === "sensitive") await sendSensitive(file);
  else await sendFile(file);
}

async function sendFile(file: number): Promise<void> {
  const rows = Array.from({length: 300}, (_, at) => ({activity_id: `R${run}-${file}-${at}`}));
  const bytes = Buffer.from(csvOf("activities", rows));
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += 8192) yield bytes.subarray(at, at + 8192);
  }
  await submit(dir, ledger, {
    dataset: "activities",
    fileName: `${run}-${file}.csv`,
    chunks: chunks(),
    sender: OFFICE,
    account: null,
    today: "2026-11-15",
    now: now()
  });
}

async function sendSensitive(file: number): Promise<void> {
  const records = Array.from({length: 300}, (_, at) => ({record_id: `帮扶金丝雀${run}-${file}-${at}`}));
  async function* chunks() {
    yield Buffer.from(csvOf("assistance", records));
  }
  await submit(dir, ledger, {
    dataset: "assistance",
    fileName: "a.csv",
    chunks: chunks(),
    sender: OFFICE,
    account: null,
    today: "2026-11-15",
    now: now()
  });
}
