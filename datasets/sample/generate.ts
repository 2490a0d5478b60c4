import {resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {planActivities, sendActivities} from "./activities.ts";
import {sendAssignments} from "./assignments.ts";
import {sendAssistance} from "./assistance.ts";
import {sendAwards} from "./awards.ts";
import {foundClubs, sendClubs} from "./clubs.ts";
import {sendDigital} from "./digital.ts";
import {sendMedia} from "./media.ts";
import {sendMeetings} from "./meetings.ts";
import {Outbox, type SampleSubmission} from "./outbox.ts";
import {drawParticipation, sendParticipation} from "./participation.ts";
import {inventPeople, sendMembers} from "./people.ts";
import {sendProcurement} from "./procurement.ts";
import {sendProgress} from "./progress.ts";
import {sendProposals} from "./proposals.ts";
import {sendUnits, units} from "./units.ts";
import {sendWelfare} from "./welfare.ts";

export type {SampleSubmission} from "./outbox.ts";

/** The invented year 2026, up to the middle of November, as what would have been sent. */
export function inventSample(): Outbox {
  const outbox = new Outbox();
  const people = inventPeople(units);
  const clubs = foundClubs(people);
  const activities = planActivities(units, clubs);
  const participation = drawParticipation(activities, people);
  sendUnits(outbox, people);
  sendMembers(outbox, people);
  sendClubs(outbox, clubs);
  sendActivities(outbox, activities);
  sendParticipation(outbox, participation);
  sendWelfare(outbox, people, participation);
  sendAssistance(outbox, people);
  sendProposals(outbox, people);
  sendMeetings(outbox);
  sendAwards(outbox, people);
  sendMedia(outbox, people);
  sendDigital(outbox);
  sendProcurement(outbox);
  sendProgress(outbox, people);
  sendAssignments(outbox);
  return outbox;
}

/** Writes the invented year as files, and `manifest.json`. */
export async function generateSample(folder: string): Promise<SampleSubmission[]> {
  return inventSample().write(folder);
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2];
  if (!folder) throw new Error("Say where: npx tsx datasets/sample/generate.ts <folder>");
  const manifest = await generateSample(folder);
  console.log(`${manifest.length} submissions in ${folder}`);
}
