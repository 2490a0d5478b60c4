import {join} from "node:path";
import {checkFile} from "#pipelines/checks/check.ts";
import {readCorrectedCells} from "#pipelines/checks/corrected.ts";
import {readHelps} from "./annotated-helps.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {type DataDir, temporaryFolder} from "#pipelines/host/data-dir.ts";
import {receive} from "#pipelines/files/received.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {withScratch} from "#pipelines/duckdb/scratch.ts";
import {openRowsBeside} from "#pipelines/sealed/sealed-rows.ts";
import {writeAnnotated} from "./annotated-workbook.ts";
import {columnsOf} from "./confirmed-columns.ts";
import {planYears, referenceDataOf} from "./reference-data.ts";
import {type SubmitRequest, UnknownDatasetError} from "./submit-request.ts";
import {readInForce} from "#pipelines/ledger/submission-entries.ts";

export interface AnnotatedFile {
  /** A folder that the caller removes. */
  folder: string;
  path: string;
  /** The number of rows with a remark. */
  rowCount: number;
}

/** More remarks than this help nobody; the rest are only counted. */
const REMARKS_AT_MOST = 50_000;

/**
 * Writes the sender's table as a workbook: every cell in its place, and the findings in a last column 错误说明, to be
 * corrected and sent again. Undefined if the file could not be read as a table, because no row is to blame then. A text
 * file becomes a workbook too, in which no text is taken for a formula and codes keep their zeros.
 */
export async function annotate(
  dir: DataDir,
  ledger: Ledger,
  name: string,
  request: SubmitRequest
): Promise<AnnotatedFile | undefined> {
  const contract = readContracts().get(request.dataset);
  if (!contract) throw new UnknownDatasetError(request.dataset);
  return withScratch(dir, name, async ({db, folder}) => {
    const accepted = await readInForce(ledger);
    const known = await referenceDataOf(dir, ledger, accepted);
    await openRowsBeside(db, dir, contract, accepted);
    const {table, findings, corrections} = await checkFile(db, {
      contract,
      received: await receive(request.chunks, join(folder, "original"), request.fileName),
      known,
      sender: request.sender,
      columns: await columnsOf(ledger, contract, request),
      corrections: request.corrections,
      acceptsNewcomers: request.acceptsNewcomers,
      asOf: request.asOf ?? request.today,
      today: request.today,
      planYears: planYears(),
      folder,
      kept: folder,
      shownAtMost: REMARKS_AT_MOST,
      signal: request.signal
    });
    if (!table) return undefined;
    const kept = temporaryFolder(dir, `${name}-annotated`);
    const path = join(kept, "annotated.xlsx");
    const corrected = corrections?.length ? await readCorrectedCells(db) : new Map<number, Map<number, string>>();
    const helps = await readHelps(db, {contract, known, sender: request.sender});
    const rowCount = await writeAnnotated(path, {contract, table, findings: findings.shown, corrected, helps});
    return {folder: kept, path, rowCount};
  });
}
