import {sensitiveDatasets} from "#pipelines/contracts/sensitive.ts";
import type {WaitingRows} from "#pipelines/numbers/waiting-rows.ts";
import {isInForce, type SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";
import {waitingPlaces, waitingText} from "../waiting-text.ts";

/** Says who confirmed newcomers and what became of their rows, without naming them; empty if there were none. */
export function newcomersText(submission: SubmissionWithVerdict, waiting: WaitingRows | undefined): string {
  const {newcomer_count, newcomers_confirmed_by, dataset} = submission;
  if (newcomer_count === 0) return "";
  const people = sensitiveDatasets().includes(dataset) ? "有人" : ` ${newcomer_count} 人`;
  const said = `发送时${newcomers_confirmed_by ? `由 ${newcomers_confirmed_by} ` : ""}确认${people}为新入职或调入`;
  if (waiting) {
    const places = waitingPlaces(waiting);
    return `待名册确认：${waitingText(waiting)}${places ? `（${places}）` : ""}。${said}；名册里有了这些工号，会自动计入数字。`;
  }
  return isInForce(submission) ? `${said}，名册里已有这些工号，已计入数字。` : `${said}。`;
}
