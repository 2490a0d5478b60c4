import {isOfSensitive} from "#pipelines/contracts/sensitive.ts";
import type {SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";
import {may, type Visitor} from "./access.server.ts";

/** The name of a file as a visitor may read it: that of a sensitive file may name who is in it. */
export function shownFileName(
  {dataset, file_name}: Pick<SubmissionWithVerdict, "dataset" | "file_name">,
  visitor: Visitor
): string {
  return isOfSensitive(dataset) && !may(visitor, "sensitive-rows") ? "（文件名不显示）" : file_name;
}
