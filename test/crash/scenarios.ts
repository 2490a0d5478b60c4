import type {Scenario} from "./scenario.ts";
import {scenario as backup} from "./scenarios/backup.ts";
import {scenario as closeMonth} from "./scenarios/close-month.ts";
import {scenario as correction} from "./scenarios/correction.ts";
import {scenario as evidence} from "./scenarios/evidence.ts";
import {scenario as frozenState} from "./scenarios/frozen-state.ts";
import {scenario as meetingClosed} from "./scenarios/meeting-closed.ts";
import {scenario as migration} from "./scenarios/migration.ts";
import {scenario as personDeleted} from "./scenarios/person-deleted.ts";
import {scenario as planTaken} from "./scenarios/plan-taken.ts";
import {scenario as rebuild} from "./scenarios/rebuild.ts";
import {scenario as restore} from "./scenarios/restore.ts";
import {scenario as uploadCsv} from "./scenarios/upload-csv.ts";
import {scenario as uploadSensitive} from "./scenarios/upload-sensitive.ts";
import {scenario as uploadWorkbook} from "./scenarios/upload-workbook.ts";
import {scenario as verdict} from "./scenarios/verdict.ts";
import {scenario as zeroReport} from "./scenarios/zero-report.ts";

/**
 * What a process is killed, a machine switched off or a disk made to fail amidst. The file of each is named after it, so
 * that a child loads only what it does.
 */
export const SCENARIOS: readonly Scenario[] = [
  uploadCsv,
  uploadWorkbook,
  uploadSensitive,
  correction,
  zeroReport,
  verdict,
  rebuild,
  closeMonth,
  frozenState,
  meetingClosed,
  evidence,
  personDeleted,
  planTaken,
  migration,
  backup,
  restore
];

export function scenarioNamed(name: string): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.name === name);
  if (!found) throw new Error(`no scenario ${name}; there are ${SCENARIOS.map((each) => each.name).join(", ")}`);
  return found;
}
