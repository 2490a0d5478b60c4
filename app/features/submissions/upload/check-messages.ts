import type {Contract} from "#pipelines/contracts/contract.ts";
import type {Fit} from "#pipelines/files/table.ts";
import type {PreviewRequest} from "#pipelines/preview/check.ts";
import type {WordedPreview} from "#pipelines/preview/worded.ts";

/** What the page asks of the worker: one thing of one worker. */
export type Question =
  | {ask: "check"; file: Blob; request: Omit<PreviewRequest, "onRows">}
  | {ask: "recognise"; file: Blob; contracts: Contract[]};

/** What the worker says: how far it is, then what it found. */
export type Said =
  {said: "rows"; count: number} | {said: "preview"; preview: WordedPreview} | {said: "fits"; fits: Fit[]};
