import {store} from "#app/server/store.server.ts";
import {readKeptCorrections} from "#pipelines/accepted/kept-corrections.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import type {MadeCorrection} from "#pipelines/files/corrections.ts";
import type {SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";
import {isKeptSealed} from "#pipelines/sealed/sealed-files.ts";

/** A correction as a page tells it; of people only that there was one. */
export interface ShownCorrection {
  cell: string;
  column: string;
  count: number;
  texts?: {was: string; is: string};
}

/** More of them are in the list that can be downloaded. */
const SHOWN = 200;

export async function readShownCorrections(submission: SubmissionWithVerdict): Promise<ShownCorrection[]> {
  if (submission.corrected_count === 0 || isKeptSealed(submission)) return [];
  const {dir} = await store();
  const {fields = []} = readContracts().get(submission.dataset) ?? {};
  const open = new Set(fields.filter(({privacy}) => privacy === "none").map(({name}) => name));
  const kept = readKeptCorrections(dir, submission) ?? [];
  return kept.slice(0, SHOWN).map((made) => shownOf(made, made.field !== undefined && open.has(made.field)));
}

/** All of a sensitive submission, for who said what for. */
export async function readNamedCorrections(submission: SubmissionWithVerdict): Promise<ShownCorrection[]> {
  const {dir} = await store();
  return (readKeptCorrections(dir, submission) ?? []).map((made) => shownOf(made, true));
}

function shownOf({cell, column, count, was, is}: MadeCorrection, isOpen: boolean): ShownCorrection {
  return {cell, column, count, ...(isOpen && {texts: {was, is}})};
}
