import {store} from "#app/server/store.server.ts";
import {readKeptCorrections} from "#pipelines/accepted/kept-corrections.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {type MadeCorrection, placeOf} from "#pipelines/files/corrections.ts";
import type {SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";
import {isKeptSealed} from "#pipelines/sealed/sealed-files.ts";

/** A correction as a page shows it; values of personal columns are masked. */
export interface ShownCorrection {
  cell: string;
  column: string;
  count: number;
  texts?: {was: string; is: string};
}

/** With fewer emptied cells in a row, each is listed by itself. */
const CELLS_OF_A_ROW = 4;
/** The page lists so many; the download has all. */
const SHOWN = 200;

export async function readShownCorrections(submission: SubmissionWithVerdict): Promise<ShownCorrection[]> {
  if (submission.corrected_count === 0 || isKeptSealed(submission)) return [];
  const {dir} = await store();
  const {fields = []} = readContracts().get(submission.dataset) ?? {};
  const open = new Set(fields.filter(({privacy}) => privacy === "none").map(({name}) => name));
  const kept = readKeptCorrections(dir, submission) ?? [];
  return shownOfAll(kept, ({field}) => field !== undefined && open.has(field)).slice(0, SHOWN);
}

/** Reads all corrections of a sensitive submission for a visitor who has given a purpose. */
export async function readNamedCorrections(submission: SubmissionWithVerdict): Promise<ShownCorrection[]> {
  const {dir} = await store();
  return shownOfAll(readKeptCorrections(dir, submission) ?? [], () => true);
}

/** A row that was left out as a whole takes one line. */
function shownOfAll(kept: MadeCorrection[], isOpen: (made: MadeCorrection) => boolean): ShownCorrection[] {
  const byRow = new Map<number | undefined, MadeCorrection[]>();
  for (const made of kept) {
    const {row} = placeOf(made.cell);
    byRow.set(row, [...(byRow.get(row) ?? []), made]);
  }
  return [...byRow].flatMap(([row, made]) =>
    row !== undefined && made.length >= CELLS_OF_A_ROW && made.every(({is}) => is === "")
      ? [{cell: String(row), column: "", count: made.length, texts: {was: textsOf(made.filter(isOpen)), is: ""}}]
      : made.map((each) => shownOf(each, isOpen(each)))
  );
}

function textsOf(made: MadeCorrection[]): string {
  return made.map(({was}) => was).join("、");
}

function shownOf({cell, column, count, was, is}: MadeCorrection, isOpen: boolean): ShownCorrection {
  return {cell, column, count, ...(isOpen && {texts: {was, is}})};
}
