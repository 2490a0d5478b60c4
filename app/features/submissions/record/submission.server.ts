import {v7 as uuidv7} from "uuid";
import {may, requireSubmission, type Visitor} from "#app/server/access.server.ts";
import {readAccountNames} from "#app/server/account-names.server.ts";
import {shownFileName} from "#app/server/file-name.server.ts";
import {readLedger, store} from "#app/server/store.server.ts";
import {readUnitName} from "#app/server/unit-names.server.ts";
import {readWarehouse} from "#app/server/warehouse.server.ts";
import {titleOf} from "#pipelines/contracts/contracts.ts";
import {readWaitingOf} from "#pipelines/numbers/waiting-rows.ts";
import {readKeptFindings} from "#pipelines/findings/findings.ts";
import {findingsInWords} from "#pipelines/findings/finding-words.ts";
import {type Contents, readContents} from "#pipelines/submissions/contents.ts";
import {type History, readHistory} from "#pipelines/submissions/history.ts";
import {ORIGINAL_GONE} from "#pipelines/removals/removal-words.ts";
import {readRemovedOriginal} from "#pipelines/removals/removals.ts";
import {SealError} from "#pipelines/sealed/seal-error.ts";
import {isKeptSealed} from "#pipelines/sealed/sealed-files.ts";
import {newcomersText} from "./newcomers-text.server.ts";
import {VERDICT_WORDS} from "../verdict-words.ts";
import {readShownCorrections} from "./corrections.server.ts";
import {readOthers, readPrevious} from "./others.server.ts";
import {readVerdicts, type SubmissionWithVerdict, type Verdict} from "#pipelines/ledger/submission-entries.ts";

/** Reads one submission with its findings, changes and verdicts. */
export async function readSubmissionPage(submissionId: string, visitor: Visitor) {
  const ledger = await readLedger();
  const submission = await requireSubmission(submissionId);
  const {dataset, unit_code, verdict} = submission;
  const warehouse = await readWarehouse();
  const name = warehouse && unit_code ? await readUnitName(warehouse.db, unit_code) : (unit_code ?? "");
  const removed = await readRemovedOriginal(ledger, submissionId);
  const shown = readKeptFindings(submission.warnings);
  const nameOf = await readAccountNames();
  return {
    ...factsOf(submission),
    file_name: shownFileName(submission, visitor),
    ...(isKeptSealed(submission) && !may(visitor, "sensitive-rows") && UNTOLD),
    title: titleOf(dataset),
    sent_by: nameOf(submission.sent_by),
    sender: unit_code === null ? "校工会办公室" : `${unit_code} ${name}`,
    state: stateOf(verdict),
    originalGone: removed ? `${ORIGINAL_GONE[removed.rule]}（${removed.removed_on}）` : null,
    findings: findingsInWords({shown, blocking: 0, warnings: shown.length}),
    verdicts: (await readVerdicts(ledger, submissionId)).map((given) => ({
      ...given,
      given_by: nameOf(given.given_by),
      word: VERDICT_WORDS[given.verdict]
    })),
    isSensitive: isKeptSealed(submission),
    corrected: submission.corrected_count,
    corrections: await readShownCorrections(submission),
    newcomers: newcomersText(
      {...submission, newcomers_confirmed_by: nameOf(submission.newcomers_confirmed_by)},
      warehouse && (await readWaitingOf(warehouse.db, submissionId))
    ),
    contents: (await readShownContents(submission)) ?? null,
    others: await readOthers(submission, warehouse?.db, visitor),
    previous: await readPrevious(submission, visitor),
    sendAgain: sendAgainTo(submission),
    ...(await readShownHistory(submission, visitor))
  };
}

/** Only readers of a sensitive dataset see its row count, and its length in bytes, which reveals the count. */
const UNTOLD = {counts: null, byte_count: null};

async function readShownContents(submission: SubmissionWithVerdict): Promise<Contents | undefined> {
  const {dir} = await store();
  return readContents(dir, {name: uuidv7(), submission});
}

/** The upload page for a corrected version of the same dataset. */
function sendAgainTo({dataset, unit_code}: SubmissionWithVerdict): string {
  return `/submissions/new?${new URLSearchParams({dataset, ...(unit_code !== null && {unit: unit_code})})}`;
}

/** The page shows no value of a sensitive dataset, and says so where a sealed file cannot be opened. */
async function readShownHistory(
  submission: SubmissionWithVerdict,
  visitor: Visitor
): Promise<History & {problem?: string}> {
  const {dir, ledger} = await store();
  try {
    const history = await readHistory(dir, ledger, {name: uuidv7(), submission});
    if (!isKeptSealed(submission)) return history;
    return {replaced: [], changed: [], superseded: may(visitor, "sensitive-rows") ? history.superseded : 0};
  } catch (error) {
    if (error instanceof SealError) return {replaced: [], changed: [], superseded: 0, problem: error.message};
    throw error;
  }
}

export type SubmissionPage = Awaited<ReturnType<typeof readSubmissionPage>>;

/** Facts about the submission, and nothing of the file's content. */
function factsOf(submission: SubmissionWithVerdict) {
  const {submission_id, dataset, kind, unit_code, as_of, is_as_of_given, sent_at} = submission;
  const {encoding, byte_count, read_count: read, added_count: added, updated_count: updated} = submission;
  const {unchanged_count: unchanged, skipped_count: skipped, verdict} = submission;
  const counts = {read, added, updated, unchanged, refused: 0, skipped};
  return {
    submission_id,
    dataset,
    kind,
    unit_code,
    as_of: is_as_of_given ? as_of : null,
    sent_at,
    encoding,
    byte_count,
    counts,
    verdict
  };
}

function stateOf(verdict: Verdict | null): string {
  switch (verdict) {
    case null:
      return "未审：已计入数字，等校工会办公室审核";
    case "hold":
      return "待核：已计入数字，校工会办公室正在核实";
    case "approve":
      return "已通过";
    case "return":
      return "已退回：不计入数字，改好后请重新发送";
    case "withdraw":
      return "已撤回：不计入数字";
  }
}
