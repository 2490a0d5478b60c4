import {formatMoment} from "#app/format.ts";
import {may, type Visitor} from "#app/server/access.server.ts";
import {type FindingInWords, findingsInWords} from "#pipelines/findings/finding-words.ts";
import {sensitiveDatasets} from "#pipelines/contracts/sensitive.ts";
import type {FileReading} from "#pipelines/checks/file-reading.ts";
import {columnLetters} from "#pipelines/files/column-letters.ts";
import type {Outcome} from "#pipelines/submissions/outcome.ts";
import type {Answer, ReportAnswer} from "./answer.ts";

/**
 * Puts an outcome into words. A sender of sensitive rows gets the file's own counts, but no row and no replaced value;
 * only readers of the dataset learn how many rows existed before.
 */
export function answerOf(outcome: Outcome, dataset: string | undefined, visitor: Visitor): Answer {
  const answer = wordedAnswer(outcome);
  if (!("findings" in answer) || !mayBeSensitive(answer, dataset)) return answer;
  const skipped = answer.skipped.map((row) => ({...row, text: ""}));
  const counts = may(visitor, "sensitive-rows") ? answer.counts : {...answer.counts, ...UNTOLD};
  return {
    ...answer,
    counts,
    skipped,
    changes: undefined,
    reading: answer.reading && withoutRows(answer.reading, answer.findings)
  };
}

/** Keeps only the cells that findings name, of rows with findings. */
function withoutRows(reading: FileReading, findings: FindingInWords[]): FileReading {
  const told = new Set(findings.flatMap((finding) => ("place" in finding ? (finding.place.cell ?? []) : [])));
  const found_rows = reading.found_rows.map(({row, cells, untold}) => {
    const isTold = (at: number) => told.has(`${columnLetters(at)}${row}`);
    return {
      row,
      cells: cells.map((cell, at) => (isTold(at) ? cell : "")),
      untold: cells.flatMap((_, at) => (isTold(at) && !untold.includes(at) ? [] : [at]))
    };
  });
  return {...reading, rows: [], found_rows};
}

const UNTOLD = {added: null, updated: null, unchanged: null};

function mayBeSensitive({findings, reading}: ReportAnswer, dataset: string | undefined): boolean {
  const likely = findings.flatMap((finding) => (finding.code === "file/wrong-dataset" ? [finding.looksLike] : []));
  return [dataset, ...likely, ...(reading?.candidates ?? [])].some((name) => sensitiveDatasets().includes(name ?? ""));
}

function wordedAnswer(outcome: Outcome): Answer {
  switch (outcome.outcome) {
    case "accepted":
      return {outcome: "accepted", id: outcome.submission_id, ...toldOf(outcome)};
    case "acceptable":
      return {outcome: "acceptable", ...toldOf(outcome)};
    case "refused":
      return {
        outcome: "refused",
        message: refusalOf(outcome),
        ...toldOf(outcome)
      };
    case "already-accepted":
      return {
        outcome: "already-accepted",
        id: outcome.submission_id,
        sent_at: outcome.sent_at,
        message: `这份文件已于 ${formatMoment(outcome.sent_at)} 收下，没有任何变化。`
      };
  }
}

function refusalOf({findings, reading}: Extract<Outcome, {outcome: "refused"}>): string {
  const isUnknown = reading !== undefined && reading.dataset === undefined;
  if (isUnknown) return "没认出这是哪一种表，什么都没有保存。请写明数据集再查。";
  return `没有收下，有 ${findings.blocking} 处要改；什么都没有保存。改好后请整份重发。`;
}

function toldOf({
  counts,
  findings,
  skipped,
  corrected,
  newcomers,
  ...rest
}: Extract<Outcome, {findings: unknown}>): ReportAnswer {
  const {blocking, warnings} = findings;
  return {
    as_of: "as_of" in rest ? rest.as_of : undefined,
    counts,
    blocking,
    warnings,
    findings: findingsInWords(findings),
    skipped,
    corrected,
    newcomers,
    changes: "changes" in rest ? rest.changes : undefined,
    reading: "reading" in rest ? rest.reading : undefined
  };
}
