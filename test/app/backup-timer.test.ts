import {mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {backupTick} from "#app/server/http/backup-timer.ts";
import {drillForTheMonth} from "#pipelines/backup/daily-backup.ts";
import {readLastRun} from "#pipelines/backup/last-runs.ts";
import {emptyStore, sendBasics, temporaryFolder} from "../pipelines/store.ts";

test("a night makes one backup, removes what is superseded, and tries the newest; a damaged one is said", async () => {
  const folder = temporaryFolder();
  const store = await emptyStore(join(folder, "data"));
  await sendBasics(store);
  const place = join(folder, "backups");
  const strangers = ["20200101T000000Z.old", "notes"];
  for (const name of ["20261113T183000Z", "20261113T183000Z-2", ...strangers])
    mkdirSync(join(place, name), {recursive: true});
  // 02:29 in China, then 02:30 and later.
  let at = "2026-11-14T18:29:00.000Z";
  const tick = backupTick(store, place, () => at);
  await tick();
  expect(readLastRun(store.dir, "backup")).toBeUndefined();
  for (at of ["2026-11-14T18:30:00.000Z", "2026-11-14T18:31:00.000Z", "2026-11-15T10:00:00.000Z"]) await tick();
  const made = "20261114T183000Z";
  const names = readdirSync(place).filter((name) => !name.startsWith("backup.lock"));
  expect(names.sort()).toEqual(["20261113T183000Z-2", made, ...strangers].sort());
  expect(readLastRun(store.dir, "backup")).toMatchObject({isGood: true, folder: join(place, made)});
  expect(readLastRun(store.dir, "drill")).toMatchObject({isGood: true, found: "数字与备份时相同"});

  const damaged = join(place, made, "data", "ledger.sqlite");
  const bytes = readFileSync(damaged);
  writeFileSync(damaged, bytes.subarray(1));
  await expect(drillForTheMonth(store, place, "2026-12-01T18:30:00.000Z")).rejects.toThrow("ledger.sqlite");
  const drill = readLastRun(store.dir, "drill")!;
  expect(drill).toMatchObject({isGood: false});
  expect(drill.found).toContain("ledger.sqlite");
  await store.ledger.close();
});

test("a backup that cannot be made is thrown and noted", async () => {
  const store = await emptyStore(join(temporaryFolder(), "data"));
  const tick = backupTick(store, join(store.dir.root, "inside"), () => "2026-11-14T18:30:00.000Z");
  await expect(tick()).rejects.toThrow("备份不能放在数据文件夹");
  expect(readLastRun(store.dir, "backup")).toMatchObject({isGood: false});
  await store.ledger.close();
});
