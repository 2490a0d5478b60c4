import {execFileSync} from "node:child_process";
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {DuckDBInstance} from "@duckdb/node-api";
import {expect, test} from "vitest";
import {signIn} from "#pipelines/accounts/sign-in.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {projectRoot} from "#pipelines/host/root.ts";
import {verifyAudit} from "#pipelines/ledger/audit.ts";
import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";
import {readMeetings} from "#pipelines/meetings/meetings.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openSealedStore, type Store} from "#pipelines/store/store.ts";
import {rows} from "../rows.ts";
import {keptRows, temporaryFolder} from "./store.ts";
import {recordOf} from "./meetings/held.ts";

/**
 * A data directory and its numbers as the program of version 0.8.0 itself left them: two units, invented people, three
 * accounts with the password below, verdicts, and a meeting that was held.
 */
const fixtures = join(projectRoot, "test", "fixtures", "upgrade");
const PASSWORD = "invented-password-08";
const NOW = "2026-11-29T04:00:00.000Z";

async function upgraded(use: (store: Store) => Promise<void>): Promise<void> {
  const folder = temporaryFolder();
  execFileSync("tar", ["-xzf", join(fixtures, "data-0.8.0.tar.gz"), "-C", folder]);
  const store = await openSealedStore(dataDirAt(join(folder, "data")));
  try {
    await use(store);
  } finally {
    await store.ledger.close();
  }
}

test("after the upgrade from 0.8.0 every number is what it was", async () => {
  await upgraded(async ({dir, ledger}) => {
    const {path} = await rebuildWarehouse(dir, ledger, {now: NOW});
    const instance = await DuckDBInstance.create(path, {access_mode: "READ_ONLY"});
    const db = await instance.connect();
    const numbers = await rows(
      db,
      `select code, unit_code, strftime(month, '%Y-%m') as month, segment, numerator::double as numerator,
        denominator::double as denominator
      from kpis.series where numerator > 0 order by code, unit_code, month, segment`
    );
    db.closeSync();
    instance.closeSync();
    const before = JSON.parse(readFileSync(join(fixtures, "kpis-0.8.0.json"), "utf8")) as unknown[];
    expect(before.length).toBeGreaterThan(50);
    expect(numbers).toEqual(before);
  });
});

test("after the upgrade from 0.8.0 accounts sign in, and files, verdicts, meetings and the audit are whole", async () => {
  await upgraded(async (store) => {
    const {ledger} = store;
    for (const name of ["administrator", "office", "unit-U01"])
      expect(
        await signIn(ledger, {name, password: PASSWORD, now: NOW, address: "127.0.0.1", secret: "of this test"})
      ).toMatchObject({
        outcome: "signed-in",
        account: {name}
      });
    const submissions = await readSubmissions(ledger);
    expect(submissions.map(({dataset, verdict, read_count}) => [dataset, verdict, read_count])).toEqual([
      ["units", null, 2],
      ["members", null, 3],
      ["activities", "approve", 3],
      ["participation", "approve", 3],
      ["assignments", "approve", 2],
      ["media", "withdraw", 1]
    ]);
    for (const {submission_id, read_count} of submissions)
      expect(await keptRows(store, submission_id)).toHaveLength(read_count);
    const [meeting] = await readMeetings(ledger);
    const {agenda, outcomes} = await recordOf(ledger, meeting!.meeting_id);
    expect(meeting).toMatchObject({state: "closed", body: "校工会常委会", held_on: "2026-11-20"});
    expect(agenda.map(({title}) => title)).toEqual(["文体活动进展", "困难帮扶进展"]);
    expect(outcomes.map(({kind, words}) => [kind, words])).toEqual([
      ["decision", "同意推进"],
      ["action-item", "十二月前报送名单"]
    ]);
    expect(await verifyAudit(ledger)).toMatchObject({isIntact: true});
  });
});
