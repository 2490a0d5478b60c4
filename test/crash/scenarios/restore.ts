import {readdirSync} from "node:fs";
import {basename, dirname, join} from "node:path";
import {backupsIn, makeBackup} from "#pipelines/backup/make-backup.ts";
import {restoreBackup} from "#pipelines/backup/restore-backup.ts";
import {type DataDir, dataDirAt} from "#pipelines/host/data-dir.ts";
import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";
import {csvOf} from "../../pipelines/csv.ts";
import {placeBeside} from "../backups.ts";
import {activities, withBasics} from "../basics.ts";
import {NOW, type Scenario, sendAccepted} from "../scenario.ts";
import {rowsInFile} from "../../ledger-file.ts";

/** The backup lacks a file that was sent after it; the directory before the restore keeps that one. */
const [IN_BACKUP, BEFORE] = [4, 5];

export const scenario: Scenario = {
  name: "restore",
  prepare: (dir) =>
    withBasics(dir, async (store) => {
      await makeBackup(store, placeBeside(dir), NOW);
      await sendAccepted(store, "activities", csvOf("activities", activities("B", 6)));
    }),
  act: async (dir, answered) => {
    const [backup] = backupsIn(placeBeside(dir));
    const {numbers} = await restoreBackup(backup!, dir);
    if (numbers !== "same") throw new Error("restored with other numbers");
    answered?.();
  },
  isDone: async ({ledger}) => (await readSubmissions(ledger)).length === IN_BACKUP,
  faultsBeside: async (dir, isDone) => {
    const beside = readdirSync(dirname(dir.root)).filter((name) => name.startsWith(`${basename(dir.root)}.`));
    const before = beside.filter((name) => name.includes(".before-restore-"));
    const left = beside.filter((name) => !before.includes(name) && name !== basename(dir.key));
    const kept = before.map((name) => submissionsIn(dataDirAt(join(dirname(dir.root), name))));
    return [
      ...left.map((name) => `left over beside: ${name}`),
      ...(String(kept) === String(isDone ? [BEFORE] : [])
        ? []
        : [`kept from before: ${before.join(" ")} with ${kept.join(" ")}`])
    ];
  },
  addsEachTime: true
};

const submissionsIn = (dir: DataDir) => rowsInFile(dir, "select 1 from submissions").length;
