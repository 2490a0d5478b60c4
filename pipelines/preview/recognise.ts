import type {Contract} from "#pipelines/contracts/contract.ts";
import {HEAD_BYTES, isOfficeFile} from "#pipelines/files/encoding.ts";
import {UnreadableFile} from "#pipelines/files/workbook/packed.ts";
import {headerOf, readBeginnings} from "#pipelines/files/workbook/sheet-text.ts";
import {bestFirst, bestHeader, type Fit, fitOf} from "#pipelines/files/table.ts";
import {MOST_BYTES} from "./check.ts";
import {openBeginning, workbookIn} from "./open-file.ts";

/** The datasets whose columns the file names, best first; none where it cannot be read. */
export async function recognise(file: Blob, contracts: Contract[]): Promise<Fit[]> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const fits = isOfficeFile(head)
    ? await fitsOfWorkbook(file, contracts)
    : await fitsOfText(head, file.size, contracts);
  return bestFirst(fits.filter(({hits}) => hits > 0));
}

async function fitsOfText(head: Uint8Array, byteCount: number, contracts: Contract[]): Promise<Fit[]> {
  const fits: Fit[] = [];
  for (const contract of contracts) {
    // Which encoding it is may hang on which columns are looked for.
    const opening = await openBeginning(head, byteCount, contract);
    if ("code" in opening) continue;
    fits.push(fitOf(contract, bestHeader(contract, opening.head).cells));
  }
  return fits;
}

async function fitsOfWorkbook(file: Blob, contracts: Contract[]): Promise<Fit[]> {
  if (file.size > MOST_BYTES) return [];
  try {
    const beginnings = await readBeginnings(await workbookIn(new Uint8Array(await file.arrayBuffer())));
    return contracts.flatMap((contract) => {
      const fits = beginnings.map((beginning) => fitOf(contract, headerOf(contract, beginning).cells));
      return bestFirst(fits).slice(0, 1);
    });
  } catch (error) {
    if (error instanceof UnreadableFile) return [];
    throw error;
  }
}
