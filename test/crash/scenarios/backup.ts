import {backUpForTheDay} from "#pipelines/backup/daily-backup.ts";
import {makeBackup} from "#pipelines/backup/make-backup.ts";
import {withBasics} from "../basics.ts";
import {placeBeside, wholeBackups} from "../backups.ts";
import {NOW, opened, type Scenario} from "../scenario.ts";

/** The day before stays; the one of the same day makes room when the new one is whole. */
const [DAY_BEFORE, EARLIER, NEW] = ["20261114T060000Z", "20261115T010000Z", "20261115T060000Z"];

export const scenario: Scenario = {
  name: "backup",
  prepare: (dir) =>
    withBasics(dir, async (store) => {
      for (const at of ["2026-11-14T06:00:00.000Z", "2026-11-15T01:00:00.000Z"])
        await makeBackup(store, placeBeside(dir), at);
    }),
  act: (dir, answered) => opened(dir, (store) => backUpForTheDay(store, placeBeside(dir), NOW), answered),
  isDone: async ({dir}) => (await wholeBackups(placeBeside(dir))).includes(NEW!),
  faultsBeside: async (dir, isDone) => {
    const found = await wholeBackups(placeBeside(dir));
    const needed = [DAY_BEFORE!, isDone ? NEW! : EARLIER!];
    return needed.filter((name) => !found.includes(name)).map((name) => `backup ${name} is gone`);
  },
  addsEachTime: true
};
