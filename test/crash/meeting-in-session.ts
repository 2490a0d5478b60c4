import type {Ledger} from "#pipelines/ledger/ledger.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {openMeeting} from "#pipelines/meetings/meetings.ts";
import {ACTING, planned} from "../pipelines/meetings/held.ts";
import {withBasics} from "./basics.ts";

/** A data directory with one meeting, which is in session. */
export const withMeeting = (dir: DataDir) =>
  withBasics(dir, async ({ledger}) => {
    const {id} = await planned(ledger, ["第一项"]);
    await ledger.transaction((tx) => openMeeting(tx, id, ACTING));
  });

export async function meetingOf(ledger: Ledger): Promise<string> {
  const {meeting_id} = await ledger.selectFrom("meetings").select("meeting_id").executeTakeFirstOrThrow();
  return meeting_id;
}
