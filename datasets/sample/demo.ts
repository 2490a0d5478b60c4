import {now} from "#pipelines/time/clock.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {openSealedStore} from "#pipelines/store/store.ts";
import {makeDemoAccounts} from "./demo-accounts.ts";
import {loadSample} from "./load.ts";
import {units} from "./units.ts";
import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";

// The demo's data: loaded once, kept afterwards, so that what was tried in it is still there on the next start.
const store = await openSealedStore(dataDirAt("data/demo"));
try {
  if ((await readSubmissions(store.ledger)).length === 0) {
    const started = performance.now();
    const count = await loadSample(store, now());
    console.log(`示例年度已装入：${count} 次报送，用时 ${((performance.now() - started) / 1000).toFixed(1)} 秒`);
  } else {
    console.log("示例年度已在 data/demo 中");
  }
  for (const line of await makeDemoAccounts(
    store,
    units.map(({code}) => code),
    now()
  ))
    console.log(line);
} finally {
  await store.ledger.close();
}
