import type {Contract} from "#pipelines/contracts/contract.ts";
import type {HashedKnown} from "#pipelines/preview/known.ts";
import type {WordedPreview} from "#pipelines/preview/worded.ts";
import {checkInWorker, recogniseInWorker} from "./check-client.ts";
import type {Sending} from "./send-file.ts";

/** What the browser found by itself; the dataset as chosen or recognised. */
export interface Previewed extends WordedPreview {
  dataset?: string;
}

export interface ToPreview {
  file: File;
  dataset: string;
  isDatasetChosen: boolean;
  columns: Record<string, string>;
  asOf: string;
}

export interface PreviewOptions {
  contracts: Contract[];
  planYears: number[];
  unit: string;
  today: string;
  onRows: (count: number) => void;
}

/** Nothing is lost where the browser cannot: the server looks at every file anyway. */
const UNSEEN: WordedPreview = {
  findings: [],
  blocking: 0,
  warnings: 0,
  read: 0,
  skipped: [],
  skippedCount: 0,
  sheets: [],
  headers: [],
  fields: [],
  sample: [],
  isPartial: true
};

/** Recognises the dataset unless it was chosen, then checks the file, all in the browser. */
export function previewFile(upload: ToPreview, options: PreviewOptions): Sending<Previewed> {
  const stop = new AbortController();
  const done = preview(upload, options, stop.signal).catch((): Previewed => ({
    ...UNSEEN,
    dataset: upload.dataset || undefined
  }));
  return {done, cancel: () => stop.abort()};
}

async function preview(upload: ToPreview, options: PreviewOptions, signal: AbortSignal): Promise<Previewed> {
  const {contracts} = options;
  const dataset = upload.isDatasetChosen
    ? upload.dataset
    : await until(signal, recogniseInWorker(upload.file, contracts)).then(([best]) => best?.dataset);
  const contract = contracts.find(({name}) => name === dataset);
  return contract
    ? {...(await check(upload, contract, options, signal)), dataset}
    : whatItIs(await check(upload, contracts[0]!, options, signal));
}

/** A file that no dataset fits may be no table at all, and then it is said what it is instead. */
function whatItIs({findings}: WordedPreview): Previewed {
  const own = findings.filter(({code}) => code.startsWith("file/") && code !== "file/wrong-dataset");
  return {...UNSEEN, findings: own, blocking: own.length};
}

async function check(
  upload: ToPreview,
  contract: Contract,
  options: PreviewOptions,
  signal: AbortSignal
): Promise<WordedPreview> {
  const {contracts, unit, today, planYears, onRows} = options;
  const search = unit ? `?unit=${encodeURIComponent(unit)}` : "";
  const response = await fetch(`/submissions/known/${contract.name}${search}`, {signal});
  if (!response.ok) return UNSEEN;
  const known = (await response.json()) as HashedKnown;
  const asked = checkInWorker(upload.file, {
    contract,
    contracts,
    known,
    unit: unit || undefined,
    columns: upload.columns,
    asOf: contract.mode === "snapshot" ? upload.asOf : today,
    planYears,
    onRows
  });
  return until(signal, asked);
}

/** Ends the worker when nobody waits for it any more. */
async function until<T>(signal: AbortSignal, {answer, cancel}: {answer: Promise<T>; cancel: () => void}): Promise<T> {
  signal.addEventListener("abort", cancel, {once: true});
  return answer;
}
