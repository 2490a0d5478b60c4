import type {Scenario} from "./scenario.ts";
import {evidence} from "./scenarios/evidence.ts";
import {frozenState, meetingClosed} from "./scenarios/meeting.ts";
import {migration} from "./scenarios/migration.ts";
import {monthClosed} from "./scenarios/close-month.ts";
import {personDeleted} from "./scenarios/person-deleted.ts";
import {planTaken} from "./scenarios/plan-taken.ts";
import {rebuild} from "./scenarios/rebuild.ts";
import {uploads} from "./scenarios/uploads.ts";
import {verdict} from "./scenarios/verdict.ts";
import {zeroReport} from "./scenarios/zero-report.ts";

/** What a process is killed, a machine switched off or a disk made to fail amidst. */
export const SCENARIOS: readonly Scenario[] = [
  ...uploads,
  zeroReport,
  verdict,
  rebuild,
  monthClosed,
  frozenState,
  meetingClosed,
  evidence,
  personDeleted,
  planTaken,
  migration
];

export function scenarioNamed(name: string): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.name === name);
  if (!found) throw new Error(`no scenario ${name}; there are ${SCENARIOS.map((each) => each.name).join(", ")}`);
  return found;
}
