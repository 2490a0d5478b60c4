import {mkdtempSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect, onTestFinished, test} from "vitest";
import {backupsIn} from "#pipelines/backup/make-backup.ts";
import {readManifest, requireWhole} from "#pipelines/backup/manifest.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {verifyAudit} from "#pipelines/ledger/audit.ts";
import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";
import {newestBuild, rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore} from "#pipelines/store/store.ts";
import {startServer} from "../running-server.ts";
import {runCli} from "./child.ts";
import {csvOf, readSeries, sendBasics} from "./store.ts";

const TODAY = "2026-11-15";
const NOW = `${TODAY}T06:00:00.000Z`;

test("commands beside a server that builds: each file is kept once, none waits for ever, numbers and backups are of whole states", async () => {
  const root = mkdtempSync(join(tmpdir(), "union-plan-"));
  onTestFinished(() => rmSync(root, {recursive: true, force: true}));
  const dir = dataDirAt(join(root, "data"));
  const before = await openStore(dir);
  await sendBasics(before);
  await rebuildWarehouse(dir, before.ledger, {now: NOW});
  await before.ledger.close();
  const server = await startServer(dir.root, {today: TODAY});
  const media = (name: string) => csvOf("media", [{item_id: name, title: `第${name}篇`}]);
  const files = ["C1", "C2", "C3"].map((name) => {
    const path = join(root, `${name}.csv`);
    writeFileSync(path, media(name));
    return path;
  });
  const place = join(root, "backups");
  const sendAll = async () => {
    const statuses: number[] = [];
    for (let at = 1; at <= 6; at++) {
      const headers = {"x-file-name": `W${at}.csv`};
      const sent = await server.ask("/api/submissions/media", {method: "POST", headers, body: media(`W${at}`)});
      statuses.push(sent.status);
    }
    return statuses;
  };
  const [statuses, ...commands] = await Promise.all([
    sendAll(),
    runCli(["rebuild"], dir.root),
    runCli(["ingest", "media", ...files], dir.root),
    runCli(["backup", place], dir.root),
    // The same files at the same moment: one of the two keeps each.
    runCli(["ingest", "media", ...files], dir.root)
  ]);
  expect(statuses).toEqual(Array(6).fill(201));
  expect(commands.map(({code, stderr}) => [code, stderr])).toEqual(Array(4).fill([0, ""]));
  expect(await server.stop()).toBe(0);

  const {ledger} = await openStore(dir);
  const kept = await readSubmissions(ledger);
  const ids = kept.map(({submission_id}) => submission_id).sort();
  expect(readdirSync(dir.submissions).sort()).toEqual(ids);
  expect(kept.filter(({dataset}) => dataset === "media")).toHaveLength(9);
  expect(await verifyAudit(ledger)).toMatchObject({isIntact: true});
  expect(readdirSync(dir.tmp)).toEqual([]);
  const series = await readSeries(newestBuild(dir)!);
  const full = await rebuildWarehouse(dir, ledger, {now: NOW, isForced: true});
  expect(await readSeries(full)).toEqual(series);
  await ledger.close();

  const [backup = ""] = backupsIn(place);
  await requireWhole(backup, readManifest(backup));
}, 180_000);
