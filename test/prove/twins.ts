import {ACTIVITIES} from "./kpis/activities.ts";
import {ASSISTANCE} from "./kpis/assistance.ts";
import {ATTENDANCE} from "./kpis/attendance.ts";
import {AWARDS} from "./kpis/awards.ts";
import {MEDIA} from "./kpis/media.ts";
import {MEETINGS} from "./kpis/meetings.ts";
import {MEMBERS} from "./kpis/members.ts";
import {PROCUREMENT} from "./kpis/procurement.ts";
import {PROGRESS} from "./kpis/progress.ts";
import {PROPOSALS} from "./kpis/proposals.ts";
import {WELFARE} from "./kpis/welfare.ts";
import type {Twin} from "./twin.ts";

/** By code. */
export const TWINS: Record<string, Twin> = {
  ...MEETINGS,
  ...MEDIA,
  ...PROGRESS,
  ...PROPOSALS,
  ...ATTENDANCE,
  ...ACTIVITIES,
  ...WELFARE,
  ...ASSISTANCE,
  ...PROCUREMENT,
  ...AWARDS,
  ...MEMBERS
};
